/**
 * A zlib handle that is used again and again: that saves `inflateSync` 3 to 7 microseconds of preparation for each stream. It
 * lies behind node's `Inflate` and is not documented, so whoever takes one tries it out first.
 */
import type { Inflate, InflateRaw } from 'node:zlib';
/** Inflates one stream: input[from, to) to out[at, at + room). False if zlib calls it damaged. */
type InflateOnce = (flush: number, input: Buffer, from: number, to: number, out: Buffer, at: number, room: number) => boolean;
export interface ReusedHandle {
    readonly inflate: InflateOnce;
    /** What the last stream left of the room, and of the input. */
    readonly left: Uint32Array;
}
/** The handle behind `stream`, which nobody else may use; undefined if it is not what it is taken for. */
export declare function reusedHandle(stream: Inflate | InflateRaw): ReusedHandle | undefined;
export {};
