/** A sorted table of binary object ids, searched without making an object for each. Hex is for people and for git. */
/** Finds the place of the id at bytes[at] (or at 0), or -1. */
export interface IdFinder {
    find(bytes: Uint8Array, at?: number): number;
}
export declare class IdTable implements IdFinder {
    #private;
    readonly width: number;
    readonly count: number;
    /** @param bytes ids of `width` bytes each, ascending, no two alike. */
    constructor(bytes: Buffer, width: number);
    /** The place of the id that stands at `at` in `bytes`, or -1. */
    find(bytes: Uint8Array, at?: number): number;
    /** Copies all ids, in order, to into[at…]. */
    copy(into: Buffer, at: number): void;
    hex(place: number): string;
}
/** Joins ascending runs of ids into one, each id once. */
export declare function mergeIds(runs: readonly Buffer[], width: number): Buffer;
