import type { Unread } from '../../model.ts';
import type { Built } from './build.ts';
import { type Plan } from './plan.ts';
import { type FoundObject, PackTally } from './tally.ts';
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
/** Does a plan as far as it can. It never throws for what a thread does. */
export declare function runPlan({ shared, catalogue }: Pick<Built, 'shared' | 'catalogue'>, plan: Plan, options: PoolOptions): Promise<PlanResult>;
