/**
 * Has a plan done by threads, the calling one among them; by that alone if it is small or the bundled thread is not there.
 * The result is the same. It reads no repository itself.
 */
import { existsSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { explain, Incomplete } from '../../errors.ts';
import type { Unread } from '../../model.ts';
import type { Built } from './build.ts';
import { FamilyScanner } from './family.ts';
import { ownMemory } from './memory.ts';
import { doBatchInTurns, type Plan } from './plan.ts';
import { type FoundObject, PackTally } from './tally.ts';
import type { WorkerMessage, WorkerTask } from './worker.ts';

export interface PoolOptions {
  readonly maxFileBytes: number;
  readonly signal: AbortSignal;
  readonly onFound: (found: readonly FoundObject[]) => void;
  /** Gets the share of the work that is done, from 0 to 1. */
  readonly onProgress: (share: number) => void;
}

/** The bundled thread, beside the file that this is bundled into. */
const THREAD = new URL('./worker.js', import.meta.url);
/** Starting a thread takes about as long as scanning this many bytes of a pack. */
const WORTH_A_THREAD = 4 << 20;
/** For a batch that is under way when the scan is stopped. */
const GRACE_MS = 4000;

/** What was counted, and why that is not all, if it is not: somebody stopped the scan, or a thread broke. */
export interface PlanResult {
  readonly tally: PackTally;
  readonly unread: readonly Unread[];
}

/** Does a plan as far as it can. It never throws for what a thread does. */
export async function runPlan(
  { shared, catalogue }: Pick<Built, 'shared' | 'catalogue'>,
  plan: Plan,
  options: PoolOptions,
): Promise<PlanResult> {
  if (plan.batches === 0) return { tally: new PackTally(), unread: stopped(options.signal) };
  const counters = new SharedArrayBuffer(8);
  const counter = new Int32Array(counters);
  const stop = () => Atomics.store(counter, 0, plan.batches);
  options.signal.addEventListener('abort', stop);
  if (options.signal.aborted) stop();
  try {
    const threads = plan.weight < WORTH_A_THREAD || !existsSync(fileURLToPath(THREAD)) ? 1 : shared.memory.threads;
    const others = Array.from({ length: Math.min(threads, plan.batches) - 1 }, (_, i) =>
      runThread({ shared, plan, number: i + 1, maxFileBytes: options.maxFileBytes, counters }, options, stop),
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
    options.signal.removeEventListener('abort', stop);
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

function runThread(task: WorkerTask, options: PoolOptions, stop: () => void): Promise<PlanResult> {
  return new Promise(resolve => {
    const worker = new Worker(THREAD, { workerData: task });
    let tally: PackTally | undefined;
    worker.on('message', (message: WorkerMessage) => {
      if ('found' in message) options.onFound(message.found);
      else tally = Object.assign(new PackTally(), message.tally);
    });
    let why = 'a thread ended early';
    worker.on('error', error => {
      why = explain(error);
    });
    // A thread looks for a stop between two batches. One that never comes so far must hold nobody up.
    let grace: NodeJS.Timeout | undefined;
    const onAbort = () => {
      grace = setTimeout(() => void worker.terminate(), GRACE_MS);
    };
    options.signal.addEventListener('abort', onAbort, { once: true });
    if (options.signal.aborted) onAbort();
    worker.on('exit', () => {
      clearTimeout(grace);
      options.signal.removeEventListener('abort', onAbort);
      if (tally !== undefined) return resolve({ tally, unread: [] });
      stop();
      const unread: Unread = options.signal.aborted
        ? { class: 'timeout', what: 'the pack reader', why: 'a thread did not stop by itself, and was ended' }
        : { class: 'internal', what: 'the pack reader', why };
      resolve({ tally: new PackTally(), unread: [unread] });
    });
  });
}

function stopped(signal: AbortSignal): Unread[] {
  return signal.aborted ? [{ class: 'timeout', what: 'the pack reader', why: reasonOf(signal) }] : [];
}

function reasonOf({ reason }: AbortSignal): string {
  return reason instanceof Incomplete ? reason.message : 'the scan was stopped before it had read all objects';
}
