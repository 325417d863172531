/**
 * Keeps the books of a scan. Every thing in scope is counted in when it is listed and counted out once: scanned, skipped by
 * a policy with a name, or failed. A scan is complete if both books balance and nothing failed.
 */
import type { Receipt, Tally, Unread, UnreadClass } from './model.ts';

/** One book: of objects, or of files. */
export class Book {
  #expected = 0;
  #scanned = 0;
  readonly #skipped = new Map<string, number>();
  readonly #failed: Unread[] = [];

  expect(count = 1): void {
    this.#expected += count;
  }

  scanned(count = 1): void {
    this.#scanned += count;
  }

  skip(reason: string, count = 1): void {
    this.#skipped.set(reason, (this.#skipped.get(reason) ?? 0) + count);
  }

  fail(unread: Unread): void {
    this.#failed.push(unread);
  }

  /** Adds a whole tally, as a reader reports it. */
  add(tally: Tally): void {
    this.#expected += tally.expected;
    this.#scanned += tally.scanned;
    for (const [reason, count] of Object.entries(tally.skipped)) this.skip(reason, count);
    this.#failed.push(...tally.failed);
  }

  close(): Tally {
    return {
      expected: this.#expected,
      scanned: this.#scanned,
      skipped: Object.fromEntries([...this.#skipped].sort(([a], [b]) => (a < b ? -1 : 1))),
      failed: inOrder(this.#failed),
    };
  }
}

/** In an order that does not hang on which of several threads was first. */
function inOrder(unread: readonly Unread[]): Unread[] {
  const key = ({ what, why }: Unread) => `${what}\n${why}`;
  return unread.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** Everything that sources write down while a scan runs. */
export class Books {
  readonly objects = new Book();
  readonly files = new Book();
  readonly #notes = new Set<string>();
  readonly #unread: Unread[] = [];
  bytes = 0;
  refs = 0;
  commits = 0;
  gitVersion: string | undefined;
  readers: { pack: number; git: number } | undefined;
  /** Ids of the Git LFS objects that pointers named which were read in a repository. */
  readonly lfsPointers = new Set<string>();

  /** A fact that a reader of the receipt should know and that does not make the scan incomplete. */
  note(text: string): void {
    this.#notes.add(text);
  }

  /** Something in scope that was not read and is neither an object nor a file of its own: a ref, history beyond a shallow edge. */
  unread(unread: Unread): void {
    this.#unread.push(unread);
  }

  /**
   * The receipt. Unread of an accepted class becomes a note.
   * @param accepted classes that a person turned into policy by `--accept-unread`.
   */
  close(
    scope: string,
    startedAt: number,
    endedAt: number,
    version: string,
    accepted: ReadonlySet<UnreadClass>,
  ): Receipt {
    const objects = accept(this.objects.close(), accepted);
    const beside = inOrder(this.#unread).filter(one => !accepted.has(one.class));
    const files = accept(this.files.close(), accepted);
    for (const one of this.#unread) if (accepted.has(one.class)) this.note(acceptedNote(one));
    // What is neither a file nor an object still has to be visible where readers of the receipt look for failures.
    const withBeside: Tally = {
      ...objects,
      expected: objects.expected + beside.length,
      failed: [...objects.failed, ...beside],
    };
    return {
      complete: balanced(withBeside) && balanced(files) && withBeside.failed.length === 0 && files.failed.length === 0,
      scope,
      refs: this.refs,
      commits: this.commits,
      objects: withBeside,
      files,
      bytes: this.bytes,
      seconds: (endedAt - startedAt) / 1000,
      notes: [...this.#notes],
      ...(this.readers && { readers: this.readers }),
      versions: {
        keysift: version,
        ...(this.gitVersion !== undefined && { git: this.gitVersion }),
        node: process.version,
      },
    };
  }
}

/** What is said of something unread that is policy. */
export function acceptedNote(one: Unread): string {
  return `accepted unread (${one.class}): ${one.what}: ${one.why}`;
}

/** Moves failures of an accepted class to what was skipped by policy. */
function accept(tally: Tally, accepted: ReadonlySet<UnreadClass>): Tally {
  const skipped: Record<string, number> = { ...tally.skipped };
  const failed: Unread[] = [];
  for (const one of tally.failed) {
    if (accepted.has(one.class)) skipped[`accepted-${one.class}`] = (skipped[`accepted-${one.class}`] ?? 0) + 1;
    else failed.push(one);
  }
  return { ...tally, skipped, failed };
}

function balanced(tally: Tally): boolean {
  const skipped = Object.values(tally.skipped).reduce((sum, count) => sum + count, 0);
  return tally.expected === tally.scanned + skipped + tally.failed.length;
}
