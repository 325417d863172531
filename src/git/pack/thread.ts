/**
 * A thread of the pack reader, as the thread that starts it sees it. To start takes longer than many a pack takes to read, so
 * it is started when the packs are listed, and given its work when that is cut out.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { explain } from '../../errors.ts';
import type { Unread } from '../../model.ts';
import { type FoundObject, PackTally } from './tally.ts';
import type { WorkerMessage, WorkerTask } from './worker.ts';

/** The bundled thread, beside the file that this is bundled into. */
const FILE = new URL('./worker.js', import.meta.url);
/** For a batch that is under way when the scan is stopped. */
const GRACE_MS = 4000;

/** What was counted, and why that is not all, if it is not: somebody stopped the scan, or a thread broke. */
export interface PlanResult {
  readonly tally: PackTally;
  readonly unread: readonly Unread[];
}

/** What a thread is told of the scan that it works for. */
export interface ThreadOptions {
  readonly signal: AbortSignal;
  readonly onFound: (found: readonly FoundObject[]) => void;
}

export class Thread {
  readonly #worker = new Worker(FILE);
  readonly #exit: Promise<void>;
  #onFound: (found: readonly FoundObject[]) => void = () => {};
  #tally: PackTally | undefined;
  #why = 'a thread ended early';

  private constructor() {
    this.#worker.on('message', (message: WorkerMessage) => {
      if ('found' in message) this.#onFound(message.found);
      else this.#tally = Object.assign(new PackTally(), message.tally);
    });
    this.#worker.on('error', error => {
      this.#why = explain(error);
    });
    this.#exit = new Promise(resolve => this.#worker.once('exit', () => resolve()));
  }

  /** Starts threads, none where the bundled one is not there. */
  static start(count: number): Thread[] {
    if (count <= 0 || !existsSync(fileURLToPath(FILE))) return [];
    return Array.from({ length: count }, () => new Thread());
  }

  /** Has it work. @param stop stops the others, if it breaks. It never throws for what the thread does. */
  async run(task: WorkerTask, { signal, onFound }: ThreadOptions, stop: () => void): Promise<PlanResult> {
    this.#onFound = onFound;
    this.#worker.postMessage(task);
    // A thread looks for a stop between two batches. One that never comes so far must hold nobody up.
    let grace: NodeJS.Timeout | undefined;
    const onAbort = () => {
      grace = setTimeout(() => void this.#worker.terminate(), GRACE_MS);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
    await this.#exit;
    clearTimeout(grace);
    signal.removeEventListener('abort', onAbort);
    if (this.#tally !== undefined) return { tally: this.#tally, unread: [] };
    stop();
    const unread: Unread = signal.aborted
      ? { class: 'timeout', what: 'the pack reader', why: 'a thread did not stop by itself, and was ended' }
      : { class: 'internal', what: 'the pack reader', why: this.#why };
    return { tally: new PackTally(), unread: [unread] };
  }

  /** Sends it home without work. It goes by itself, and nobody waits for it. */
  dismiss(): void {
    this.#worker.unref();
    this.#worker.postMessage(undefined);
  }
}
