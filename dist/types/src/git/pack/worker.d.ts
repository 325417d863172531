import type { ReadingTask } from '../trees/reading.ts';
import { type SharedCatalogue } from './catalogue.ts';
import { type Plan } from './plan.ts';
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
export type WorkerMessage = {
    readonly found: readonly FoundObject[];
} | {
    readonly tally: Pick<PackTally, 'byType' | 'bytes' | 'skipped' | 'failed' | 'forGit' | 'outside' | 'submodules'>;
};
/** What a thread may be given to do; nothing, if there is nothing left to do. */
export type ThreadTask = WorkerTask | ReadingTask;
