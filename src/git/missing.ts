/**
 * Asks git which reachable objects are not stored. That takes a walk over all of history: of a clone that was made to lack
 * objects it is asked beside the scan, of any other only when a stored object turns out to name one that is not there.
 */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Answers } from './answers.ts';
import { listMissing, type Reachable } from './reachable.ts';
import type { Repository } from './repository.ts';

export class Missing {
  readonly #repo: Repository;
  readonly #answers: Answers;
  readonly #signal: AbortSignal;
  readonly #stop = new AbortController();
  readonly #onAbort = () => this.#stop.abort(this.#signal.reason);
  #asked: Promise<Reachable> | undefined;

  constructor(repo: Repository, answers: Answers, signal: AbortSignal) {
    this.#repo = repo;
    this.#answers = answers;
    this.#signal = signal;
    signal.addEventListener('abort', this.#onAbort);
    if (signal.aborted) this.#onAbort();
  }

  /** Asks ahead, if packs from a partial clone's remote say that objects will be missing. */
  async expect(): Promise<void> {
    if (!(await hasPromisorPack(this.#repo.commonDir))) return;
    this.list().catch(() => {
      // Whoever wants the answer awaits the same promise.
    });
  }

  /** @throws GitError if git cannot be started, Incomplete if the scan is stopped. */
  list(): Promise<Reachable> {
    this.#asked ??= this.#answers.to(
      ['missing'],
      () => listMissing(this.#repo, this.#stop.signal),
      answer => answer.unread.length === 0,
    );
    return this.#asked;
  }

  /** Nobody will ask any more: a walk that is under way is stopped. */
  close(): void {
    this.#signal.removeEventListener('abort', this.#onAbort);
    this.#stop.abort();
  }
}

/** git marks packs that came from the remote of a partial clone by a file beside them (gitformat-pack, "promisor"). */
async function hasPromisorPack(commonDir: string): Promise<boolean> {
  try {
    return (await readdir(join(commonDir, 'objects', 'pack'))).some(name => name.endsWith('.promisor'));
  } catch {
    return false; // No packs, or a folder that the reader tells of.
  }
}
