import type { Settings } from './settings.ts';
import type { Step } from './steps.ts';
export interface Plan {
    /** What is read and why, for a person. */
    readonly scope: string;
    readonly steps: readonly Step[];
    /** True if commit dates may prove that a temporary credential has expired: not where the judged side wrote them. */
    readonly historyBound: boolean;
}
/**
 * The plan for `settings`.
 * @throws UsageError if a path does not exist, or is in no repository where one is needed.
 */
export declare function planOf(settings: Settings): Promise<Plan>;
