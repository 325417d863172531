import type { Budget } from './budget.ts';
import type { Held } from './open.ts';
import type { Workplace } from './workplace.ts';
/** One entry, as the directory (or, without one, its local header) describes it. */
export interface Entry {
    /** Where its name starts and ends. */
    readonly nameAt: number;
    readonly nameEnd: number;
    readonly flags: number;
    readonly method: number;
    /** Undefined where only the end of the data would tell. */
    readonly crc: number | undefined;
    readonly packed: number | undefined;
    readonly size: number;
    /** Offset of the local header. */
    readonly at: number;
}
export declare const LOCAL_HEADER = 67324752;
/** The members of a zip archive, in order of their place in it. */
export declare function zipMembers(bytes: Buffer, budget: Budget, workplace?: Workplace): Generator<Held>;
