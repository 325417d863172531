/**
 * Lines and columns of offsets. Both count from 1; a line ends after each LF byte, as git counts lines, and a column counts
 * bytes, so that any encoding and any damage gives the same answer.
 */
export interface Position {
    readonly line: number;
    readonly column: number;
}
/** Counts lines through bytes that arrive in order. Offsets are asked for in ascending order. */
export declare class LineCounter {
    #private;
    /** Counts on to `offset`; `bytes` holds the content from `base` on, at least from what is not yet counted to `offset`. */
    at(bytes: Buffer, base: number, offset: number): Position;
}
/** The positions of `offsets`, in any order, in one content that is in memory: one pass over its bytes. */
export declare function positionsOf(bytes: Buffer, offsets: Iterable<number>): ReadonlyMap<number, Position>;
