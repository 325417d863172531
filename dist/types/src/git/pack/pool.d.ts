import type { Unread } from '../../model.ts';
import type { Built } from './build.ts';
import { type Plan } from './plan.ts';
import { type FoundObject, PackTally } from './tally.ts';
import { Thread } from './thread.ts';
export interface PoolOptions {
    readonly maxFileBytes: number;
    readonly signal: AbortSignal;
    readonly onFound: (found: readonly FoundObject[]) => void;
    /** Gets the share of the work that is done, from 0 to 1. */
    readonly onProgress: (share: number) => void;
}
/** What was counted, and why that is not all, if it is not: somebody stopped the scan, or a thread broke. */
export interface PlanResult {
    readonly tally: PackTally;
    readonly unread: readonly Unread[];
}
/** How many threads beside the calling one so many bytes of packs are worth, of those that may be used. */
export declare function threadsFor(weight: number, jobs: number): number;
/** Does a plan as far as it can. It never throws for what a thread does. @param ready threads that were started for it. */
export declare function runPlan({ shared, catalogue }: Pick<Built, 'shared' | 'catalogue'>, plan: Plan, options: PoolOptions, ready?: readonly Thread[]): Promise<PlanResult>;
