/**
 * Has a plan done by threads, the calling one among them; by that alone if it is small or the bundled thread is not there.
 * The result is the same. It reads no repository itself.
 */
import { setMaxListeners } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { explain, Incomplete } from '../../errors.ts';
import type { Unread } from '../../model.ts';
import type { Built } from './build.ts';
import { FamilyScanner } from './family.ts';
import { MOST_THREADS, ownMemory } from './memory.ts';
import { doBatchInTurns, type Plan } from './plan.ts';
import { type FoundObject, PackTally } from './tally.ts';
import { Thread } from './thread.ts';
import type { WorkerMessage, WorkerTask } from './worker.ts';

export interface PoolOptions {
  readonly maxFileBytes: number;
  readonly signal: AbortSignal;
  readonly onFound: (found: readonly FoundObject[]) => void;
  /** Gets the share of the work that is done, from 0 to 1. */
  readonly onProgress: (share: number) => void;
}

/**
 * A thread has to be started, and finds its code as cold as the first one did: until this many bytes of packs are scanned, one
 * alone is as soon done (ripgrep, 10 MiB: 474 ms alone, 513 ms with a second one, and 150 ms more of processor time).
 */
const WORTH_A_THREAD = 16 << 20;
/** For a batch that is under way when the scan is stopped. */
const GRACE_MS = 4000;

/** What was counted, and why that is not all, if it is not: somebody stopped the scan, or a thread broke. */
export interface PlanResult {
  readonly tally: PackTally;
  readonly unread: readonly Unread[];
}

/** How many threads beside the calling one so many bytes of packs are worth, of those that may be used. */
export function threadsFor(weight: number, jobs: number): number {
  return weight < WORTH_A_THREAD ? 0 : Math.min(jobs, MOST_THREADS) - 1;
}

/** Does a plan as far as it can. It never throws for what a thread does. @param ready threads that were started for it. */
export async function runPlan(
  { shared, catalogue }: Pick<Built, 'shared' | 'catalogue'>,
  plan: Plan,
  options: PoolOptions,
  ready: readonly Thread[] = [],
): Promise<PlanResult> {
  const count = Math.min(threadsFor(plan.weight, shared.memory.threads), plan.batches - 1);
  const threads = ready.slice(0, Math.max(0, count));
  for (const thread of ready.slice(threads.length)) thread.dismiss();
  if (plan.batches === 0) return { tally: new PackTally(), unread: stopped(options.signal) };
  const counters = new SharedArrayBuffer(8);
  const counter = new Int32Array(counters);
  const stop = () => Atomics.store(counter, 0, plan.batches);
  // Each thread listens to a signal of ours: node would warn of more than ten at that of the caller.
  const halt = new AbortController();
  setMaxListeners(0, halt.signal);
  const onAbort = () => {
    stop();
    halt.abort(options.signal.reason);
  };
  options.signal.addEventListener('abort', onAbort);
  if (options.signal.aborted) onAbort();
  try {
    threads.push(...Thread.start(count - threads.length));
    const others = threads.map((thread, i) =>
      runThread(
        thread,
        { shared, plan, number: i + 1, maxFileBytes: options.maxFileBytes, counters },
        { onFound: options.onFound, signal: halt.signal },
        stop,
      ),
    );
    const own = runHere({ shared, catalogue }, plan, counter, options).catch((error: unknown): PlanResult => {
      stop();
      return { tally: new PackTally(), unread: [{ class: 'internal', what: 'the pack reader', why: explain(error) }] };
    });
    const results = await Promise.all([own, ...others]);
    const tally = new PackTally();
    for (const one of results) tally.add(one.tally);
    return { tally, unread: [...results.flatMap(one => one.unread), ...stopped(options.signal)] };
  } finally {
    options.signal.removeEventListener('abort', onAbort);
  }
}

/** This thread's share of the work. It stays able to hear of signals, time limits and the other threads. */
async function runHere(
  { shared, catalogue }: Pick<Built, 'shared' | 'catalogue'>,
  plan: Plan,
  counter: Int32Array,
  options: PoolOptions,
): Promise<PlanResult> {
  const tally = new PackTally();
  const scanner = new FamilyScanner(catalogue, tally, options.maxFileBytes, ownMemory(shared.memory, 0));
  const pause = async () => {
    options.onFound(tally.found.splice(0));
    options.onProgress(Atomics.load(counter, 1) / plan.batches);
    await setImmediate();
    return !options.signal.aborted;
  };
  try {
    for (let batch = Atomics.add(counter, 0, 1); batch < plan.batches; batch = Atomics.add(counter, 0, 1)) {
      await doBatchInTurns(scanner, catalogue, plan, batch, pause);
      Atomics.add(counter, 1, 1);
      await pause();
    }
  } finally {
    scanner.close();
  }
  return { tally, unread: [] };
}

async function runThread(
  thread: Thread,
  task: WorkerTask,
  { signal, onFound }: Pick<PoolOptions, 'signal' | 'onFound'>,
  stop: () => void,
): Promise<PlanResult> {
  let tally: PackTally | undefined;
  const onMessage = (message: WorkerMessage) => {
    if ('found' in message) onFound(message.found);
    else tally = Object.assign(new PackTally(), message.tally);
  };
  // A thread looks for a stop between two batches. One that never comes so far must hold nobody up.
  const why = await thread.work(task, onMessage, signal, GRACE_MS);
  if (tally !== undefined) return { tally, unread: [] };
  stop();
  const unread: Unread = signal.aborted
    ? { class: 'timeout', what: 'the pack reader', why: 'a thread did not stop by itself, and was ended' }
    : { class: 'internal', what: 'the pack reader', why };
  return { tally: new PackTally(), unread: [unread] };
}

function stopped(signal: AbortSignal): Unread[] {
  return signal.aborted ? [{ class: 'timeout', what: 'the pack reader', why: reasonOf(signal) }] : [];
}

function reasonOf({ reason }: AbortSignal): string {
  return reason instanceof Incomplete ? reason.message : 'the scan was stopped before it had read all objects';
}
