/** Has threads read the trees and commits of a store, the calling one among them. The result is the same. */
import { setMaxListeners } from 'node:events';
import { GitError } from '../../errors.ts';
import type { Built } from '../pack/build.ts';
import { BLOB_ENTRY } from '../pack/catalogue.ts';
import { ownMemory } from '../pack/memory.ts';
import { type Plan, planPacked } from '../pack/plan.ts';
import { threadsFor } from '../pack/pool.ts';
import { Thread } from '../pack/thread.ts';
import { LinkReading, type LinkShare, type LinkTask } from './link-reading.ts';
import type { Wanted } from './wanted.ts';

/**
 * What the packed trees and commits of a store name.
 * @throws GitError if a thread broke, Incomplete if `signal` aborts.
 */
export async function readLinks(built: Built, wanted: Wanted, signal: AbortSignal): Promise<LinkReading> {
  const { shared, catalogue } = built;
  const plan = planTrees(built);
  const counter = new SharedArrayBuffer(4);
  const reading = new LinkReading(catalogue, wanted);
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  // Each thread listens, and node would warn of more than ten.
  setMaxListeners(0, either);
  const count = Math.min(threadsFor(plan.weight, shared.memory.threads), plan.batches - 1);
  const others = Thread.start(count).map((thread, i) =>
    runThread(thread, { shared, plan, number: i + 1, wanted: wanted.bytes, counter }, either),
  );
  try {
    const shares = Promise.all(others);
    await Promise.all([reading.walk(plan, counter, ownMemory(shared.memory, 0), either), shares]);
    for (const share of await shares) reading.add(share);
    return reading;
  } finally {
    stop.abort();
    await Promise.allSettled(others);
  }
}

/** The families that may hold a tree or a commit. */
function planTrees({ roots, weights, catalogue }: Built): Plan {
  const { flags, objects } = catalogue;
  const kept = new Int32Array(roots.length);
  const theirs = new Float64Array(roots.length);
  let count = 0;
  for (let place = 0; place < roots.length; place++) {
    if (flags[objects[roots[place]!]!]! & BLOB_ENTRY) continue;
    kept[count] = roots[place]!;
    theirs[count++] = weights[place]!;
  }
  return planPacked(kept.subarray(0, count), theirs.subarray(0, count));
}

async function runThread(thread: Thread, task: LinkTask, signal: AbortSignal): Promise<LinkShare> {
  let share: LinkShare | undefined;
  const onMessage = (message: LinkShare) => {
    share = message;
  };
  const why = await thread.work(task, onMessage, signal, 0);
  if (share === undefined) throw new GitError(why);
  return share;
}
