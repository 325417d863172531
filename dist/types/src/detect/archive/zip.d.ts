import type { Budget } from './budget.ts';
import type { Held } from './open.ts';
/** One entry, as the directory (or, without one, its local header) describes it. */
export interface Entry {
    readonly name: string;
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
export declare function zipMembers(bytes: Buffer, budget: Budget): Generator<Held>;
