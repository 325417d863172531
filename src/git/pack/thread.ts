/**
 * A thread that reads packs, as the thread that starts it sees it. To start takes longer than many a pack takes to read, so it
 * is started when the packs are listed, and given its work when that is cut out.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { explain } from '../../errors.ts';
import type { ThreadTask } from './worker.ts';

/** The bundled thread, beside the file that this is bundled into. */
const FILE = new URL('./worker.js', import.meta.url);

export class Thread {
  readonly #worker = new Worker(FILE);
  readonly #exit: Promise<void>;
  #why = 'a thread ended early';

  private constructor() {
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

  /**
   * Has it work, once. Settles when the thread is gone: then its memory is free.
   * @param onMessage gets what it sends. @param grace milliseconds from an abort of `signal` on after which it is ended.
   * @returns why it ended, if it ended before its time. It never throws for what the thread does.
   */
  async work<Message>(
    task: ThreadTask,
    onMessage: (message: Message) => void,
    signal: AbortSignal,
    grace: number,
  ): Promise<string> {
    this.#worker.on('message', onMessage);
    this.#worker.postMessage(task);
    let timer: NodeJS.Timeout | undefined;
    const onAbort = () => {
      timer = setTimeout(() => void this.#worker.terminate(), grace);
    };
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
    await this.#exit;
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
    return this.#why;
  }

  /** Sends it home without work. It goes by itself, and nobody waits for it. */
  dismiss(): void {
    this.#worker.unref();
    this.#worker.postMessage(undefined);
  }
}
