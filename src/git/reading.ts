/**
 * One reading of a set of objects through `git cat-file`: what is expected, what was seen, what failed. If git dies on an
 * object it is started again without it, so that one damaged object hides no other.
 */
import { ContentStream, scanContent } from '../detect/content.ts';
import { GitError, Incomplete } from '../errors.ts';
import type { ContentScan, Unread } from '../model.ts';
import type { IdFinder, IdTable } from './ids.ts';
import { NamedIds } from './named.ts';
import { type GitEnd, streamGit } from './process.ts';
import type { ObjectType, ReaderOptions, ReaderReport } from './reader.ts';
import { RecordParser, type RecordSink } from './records.ts';
import type { Repository } from './repository.ts';
import { listStore } from './store.ts';

/** A blob of more bytes is scanned piece by piece. */
const LARGEST_WHOLE = 8 << 20;
/** Each restart costs an object, so a store that needs more is broken as a whole. */
const MOST_RESTARTS = 1000;
const PROGRESS_EVERY = 4096;

export class Reading {
  readonly #repo: Repository;
  readonly #expected: IdTable;
  readonly #options: ReaderOptions;
  readonly #named: NamedIds;
  /** Of each expected id: 1 if it was scanned, skipped or failed. */
  readonly #done: Uint8Array;
  /** Ids that git has and the listing had not: written while the scan ran, or in a pack whose index is gone. */
  readonly #beside = new Set<string>();
  readonly #byType: Record<ObjectType, number> = { blob: 0, commit: 0, tag: 0, tree: 0 };
  readonly #failed: Unread[] = [];
  #scanned = 0;
  #skipped = 0;
  #bytes = 0;
  #over = false;

  /** @param stored finds the ids of the whole store: any other id that is named is absent. Undefined if that is not to be told. */
  constructor(repo: Repository, expected: IdTable, stored: IdFinder | undefined, options: ReaderOptions) {
    this.#repo = repo;
    this.#expected = expected;
    this.#options = options;
    this.#named = new NamedIds(stored, repo.idBytes);
    this.#done = new Uint8Array(expected.count);
  }

  fail(unread: Unread): void {
    this.#failed.push(unread);
  }

  /** Reads the objects of a list, or those that git lists under `flags`. What fails stays undone. */
  async run(flags: readonly string[], oids?: readonly string[]): Promise<void> {
    const end = await this.#catFile(['--buffer', ...flags], oids, () => {});
    const short = this.#undone(1).length > 0;
    if (end?.problem !== undefined) this.fail({ class: 'git', what: 'git cat-file', why: end.problem });
    else if (end && short && (await this.#storeIsAsBefore())) {
      this.fail({ class: 'git', what: 'git cat-file', why: 'its output ended early, with exit status 0' });
    }
  }

  /** Asks for each object that is still undone by its id, until all are read or failed. */
  async recover(): Promise<void> {
    for (let start = 0; !this.#over; start++) {
      const left = this.#undone(Number.POSITIVE_INFINITY);
      if (left.length === 0) return;
      if (start === MOST_RESTARTS) return this.#giveUp(left, `git died ${MOST_RESTARTS} times`);
      // Not buffered, so that git has answered all objects before the one that it dies on.
      const end = await this.#catFile([], left, (oid, word) =>
        this.#failObject(oid, word === 'missing' ? 'git cannot read it' : `git says ${word}`),
      );
      if (this.#over) break;
      const guilty = this.#undone(1)[0];
      if (guilty !== undefined) this.#failObject(guilty, end?.problem ?? 'git ended before it, with exit status 0');
    }
    this.#giveUp(this.#undone(Number.POSITIVE_INFINITY), 'the scan ended before it');
  }

  report(): ReaderReport {
    for (const oid of this.#beside) this.#named.absent.delete(oid);
    return {
      objects: {
        expected: this.#scanned + this.#skipped + this.#failed.length,
        scanned: this.#scanned,
        skipped: this.#skipped > 0 ? { size: this.#skipped } : {},
        failed: this.#failed,
      },
      byType: this.#byType,
      bytes: this.#bytes,
      absent: this.#named.absent,
      submodules: this.#named.submodules,
      readers: { pack: 0, git: this.#scanned },
    };
  }

  /** One run of git. @returns undefined if the scan as a whole cannot go on. */
  async #catFile(
    flags: readonly string[],
    oids: readonly string[] | undefined,
    onWithout: (oid: string, word: string) => void,
  ): Promise<GitEnd | undefined> {
    const parser = new RecordParser(this.#sink(onWithout), LARGEST_WHOLE);
    const { signal } = this.#options;
    const input = oids && `${oids.join('\n')}\n`;
    try {
      const args = ['cat-file', '--batch', ...flags];
      const end = await streamGit(this.#repo.place, args, piece => parser.push(piece), {
        signal,
        ...(input !== undefined && { input }),
      });
      return parser.isOpen && end.problem === undefined ? { ...end, problem: 'its output ended inside a record' } : end;
    } catch (error) {
      if (!(error instanceof Incomplete) && !(error instanceof GitError)) throw error;
      const why = error instanceof GitError && error.detail ? `${error.message}: ${error.detail}` : error.message;
      this.fail({ class: error instanceof Incomplete ? error.class : 'git', what: 'git cat-file', why });
      this.#over = true;
      return undefined;
    }
  }

  #sink(onWithout: (oid: string, word: string) => void): RecordSink {
    let stream: ContentStream | undefined;
    let open = '';
    let size = 0;
    return {
      whole: (oid, type, bytes) => {
        if (type === 'blob' && bytes.length > this.#options.maxFileBytes)
          this.#count(oid, type, bytes.length, undefined);
        else this.#count(oid, type, bytes.length, () => this.#scan(type, bytes));
      },
      begin: (oid, length) => {
        [open, size] = [oid, length];
        stream = length > this.#options.maxFileBytes ? undefined : new ContentStream();
      },
      piece: bytes => stream?.push(bytes),
      end: () => {
        const ended = stream;
        this.#count(open, 'blob', size, ended && (() => ended.end()));
        stream = undefined;
      },
      without: onWithout,
    };
  }

  #scan(type: ObjectType, bytes: Buffer): ContentScan {
    if (type === 'tree') return this.#named.tree(bytes);
    if (type !== 'blob') this.#named.header(type, bytes);
    return scanContent(bytes);
  }

  /** Enters one object that was read to its end; one without `scan` is skipped by policy. */
  #count(oid: string, type: ObjectType, bytes: number, scan: (() => ContentScan) | undefined): void {
    if (!this.#isNew(oid)) return;
    this.#bytes += bytes;
    this.#byType[type]++;
    if (!scan) {
      this.#skipped++;
      return;
    }
    const found = scan();
    this.#scanned++;
    if (found.credentials.length > 0 || found.unread.length > 0 || found.opaque > 0 || found.lfsPointer !== undefined) {
      this.#options.onObject({ oid, type, scan: found });
    }
    const done = this.#scanned + this.#skipped;
    if (done % PROGRESS_EVERY === 0) this.#options.onProgress?.(done, this.#expected.count);
  }

  #isNew(oid: string): boolean {
    const place = this.#expected.find(Buffer.from(oid, 'hex'));
    if (place < 0) {
      if (this.#beside.has(oid)) return false;
      this.#beside.add(oid);
      return true;
    }
    if (this.#done[place] === 1) return false;
    this.#done[place] = 1;
    return true;
  }

  #failObject(oid: string, why: string): void {
    if (this.#isNew(oid)) this.fail({ class: 'damaged', what: `object ${oid}`, why });
  }

  #giveUp(left: readonly string[], why: string): void {
    this.#over = true;
    for (const oid of left) this.#failObject(oid, why);
  }

  #undone(most: number): string[] {
    const left: string[] = [];
    for (let at = this.#done.indexOf(0); at >= 0 && left.length < most; at = this.#done.indexOf(0, at + 1)) {
      left.push(this.#expected.hex(at));
    }
    return left;
  }

  /** False if packs or loose objects came or went since: then a short list is no sign of a lost piece of output. */
  async #storeIsAsBefore(): Promise<boolean> {
    const { ids } = await listStore(this.#repo.commonDir, this.#repo.idBytes);
    return ids.count === this.#expected.count;
  }
}
