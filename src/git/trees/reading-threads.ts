/** Has threads read the trees and commits of a store, the calling one among them. The result is the same. */
import { setMaxListeners } from 'node:events';
import { GitError } from '../../errors.ts';
import type { Built } from '../pack/build.ts';
import { BLOB_ENTRY, COMMIT_ENTRY } from '../pack/catalogue.ts';
import { ownMemory } from '../pack/memory.ts';
import { type Plan, planPacked } from '../pack/plan.ts';
import { threadsFor } from '../pack/pool.ts';
import { Thread } from '../pack/thread.ts';
import { Reading, type ReadingShare, type ReadingTask } from './reading.ts';
import type { Things } from './things.ts';

/**
 * What the packed trees of a store hold, as far as it matters for the search of `things`; and its commits, if they are wanted.
 * @throws GitError if a thread broke, Incomplete if `signal` aborts.
 */
export async function readOnThreads(
  { shared, ...built }: Built,
  things: Things,
  commits: boolean,
  signal: AbortSignal,
): Promise<Reading> {
  const plan = planTrees(built, commits ? BLOB_ENTRY : BLOB_ENTRY | COMMIT_ENTRY);
  const counter = new SharedArrayBuffer(4);
  const reading = new Reading(things);
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  // Each thread listens, and node would warn of more than ten.
  setMaxListeners(0, either);
  const count = Math.min(threadsFor(plan.weight, shared.memory.threads), plan.batches - 1);
  const others = Thread.start(count).map((thread, i) =>
    runThread(thread, { shared, plan, number: i + 1, search: things.search, counter }, either),
  );
  const own = reading.walk(plan, counter, ownMemory(shared.memory, 0), either);
  try {
    const [shares] = await Promise.all([Promise.all(others), own]);
    for (const share of shares) reading.add(share);
    return reading;
  } finally {
    stop.abort();
    await Promise.allSettled([own, ...others]);
  }
}

/** The families that may hold what is wanted: those of roots without the flags `unwanted`. */
function planTrees({ roots, weights, catalogue }: Omit<Built, 'shared'>, unwanted: number): Plan {
  const { flags, objects } = catalogue;
  const kept = new Int32Array(roots.length);
  const theirs = new Float64Array(roots.length);
  let count = 0;
  for (let place = 0; place < roots.length; place++) {
    if (flags[objects[roots[place]!]!]! & unwanted) continue;
    kept[count] = roots[place]!;
    theirs[count++] = weights[place]!;
  }
  return planPacked(kept.subarray(0, count), theirs.subarray(0, count));
}

async function runThread(thread: Thread, task: ReadingTask, signal: AbortSignal): Promise<ReadingShare> {
  let share: ReadingShare | undefined;
  const onMessage = (message: ReadingShare) => {
    share = message;
  };
  const why = await thread.work(task, onMessage, signal, 0);
  if (share === undefined) throw new GitError(why);
  return share;
}
