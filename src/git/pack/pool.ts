/**
 * Has a plan done by threads, or, if it is small or the bundled thread is not there, by the calling one. The result is the
 * same. It reads no repository itself.
 */
import { existsSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { explain, Incomplete } from '../../errors.ts';
import type { Unread } from '../../model.ts';
import type { Built } from './build.ts';
import type { Catalogue, SharedCatalogue } from './catalogue.ts';
import { FamilyScanner } from './family.ts';
import { ownMemory } from './memory.ts';
import { doBatch, type Plan } from './plan.ts';
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
const PROGRESS_MS = 100;
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
  if (plan.weight < WORTH_A_THREAD || !existsSync(fileURLToPath(THREAD)))
    return runHere(shared, catalogue, plan, options);
  const counters = new SharedArrayBuffer(8);
  const counter = new Int32Array(counters);
  const timer = setInterval(() => options.onProgress(Atomics.load(counter, 1) / plan.batches), PROGRESS_MS);
  const stop = () => Atomics.store(counter, 0, plan.batches);
  options.signal.addEventListener('abort', stop);
  if (options.signal.aborted) stop();
  try {
    const threads = Math.max(1, Math.min(shared.memory.threads, plan.batches));
    const results = await Promise.all(
      Array.from({ length: threads }, (_, number) =>
        runThread({ shared, plan, number, maxFileBytes: options.maxFileBytes, counters }, options, stop),
      ),
    );
    const tally = new PackTally();
    for (const one of results) tally.add(one.tally);
    return { tally, unread: [...results.flatMap(one => one.unread), ...stopped(options.signal)] };
  } finally {
    clearInterval(timer);
    options.signal.removeEventListener('abort', stop);
  }
}

async function runHere(
  shared: SharedCatalogue,
  catalogue: Catalogue,
  plan: Plan,
  options: PoolOptions,
): Promise<PlanResult> {
  const tally = new PackTally();
  if (plan.batches === 0) return { tally, unread: stopped(options.signal) };
  const scanner = new FamilyScanner(catalogue, tally, options.maxFileBytes, ownMemory(shared.memory, 0));
  try {
    for (let batch = 0; batch < plan.batches && !options.signal.aborted; batch++) {
      doBatch(scanner, catalogue, plan, batch);
      options.onFound(tally.found.splice(0));
      options.onProgress((batch + 1) / plan.batches);
      await setImmediate();
    }
  } finally {
    scanner.close();
  }
  return { tally, unread: stopped(options.signal) };
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
