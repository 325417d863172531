/**
 * A thread: of the pack reader, that takes batches until there are none left, and sends what it found and counted; or one that
 * reads what trees and commits hold.
 */
import { parentPort } from 'node:worker_threads';
import type { ReadingTask } from '../trees/reading.ts';
import { readShare } from '../trees/reading-thread.ts';
import { Catalogue, type SharedCatalogue } from './catalogue.ts';
import { FamilyScanner } from './family.ts';
import { ownMemory } from './memory.ts';
import { doBatch, type Plan } from './plan.ts';
import { type FoundObject, PackTally } from './tally.ts';

/** What a thread is given to do, once. */
export interface WorkerTask {
  readonly shared: SharedCatalogue;
  readonly plan: Plan;
  /** Which of the threads it is, from 0 on. */
  readonly number: number;
  readonly maxFileBytes: number;
  /** Two numbers: the next batch, and the batches that are done. A next batch behind the last stops the threads. */
  readonly counters: SharedArrayBuffer;
}

/** What a thread sends: finds as they come, its whole tally at the end. */
export type WorkerMessage =
  | { readonly found: readonly FoundObject[] }
  | {
      readonly tally: Pick<PackTally, 'byType' | 'bytes' | 'skipped' | 'failed' | 'forGit' | 'outside' | 'submodules'>;
    };

/** What a thread may be given to do; nothing, if there is nothing left to do. */
export type ThreadTask = WorkerTask | ReadingTask;

parentPort?.once('message', async (task: ThreadTask | undefined) => {
  if (task === undefined) return;
  if ('search' in task) parentPort?.postMessage(await readShare(task));
  else run(task, message => parentPort?.postMessage(message));
});

function run(
  { shared, plan, number, maxFileBytes, counters }: WorkerTask,
  send: (message: WorkerMessage) => void,
): void {
  const catalogue = new Catalogue(shared);
  const tally = new PackTally();
  const scanner = new FamilyScanner(catalogue, tally, maxFileBytes, ownMemory(shared.memory, number));
  const [next, done] = [0, 1];
  const counter = new Int32Array(counters);
  for (;;) {
    const batch = Atomics.add(counter, next, 1);
    if (batch >= plan.batches) break;
    doBatch(scanner, catalogue, plan, batch);
    Atomics.add(counter, done, 1);
    if (tally.found.length > 0) send({ found: tally.found.splice(0) });
  }
  scanner.close();
  const { byType, bytes, skipped, failed, forGit, outside, submodules } = tally;
  send({ tally: { byType, bytes, skipped, failed, forGit, outside, submodules } });
}
