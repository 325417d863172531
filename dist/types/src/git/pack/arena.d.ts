/**
 * One block of memory for everything that a thread holds while it walks a delta family: the delta at hand and the versions
 * that still have children to come. Copying within one block costs 20 ns a call, between Buffers 60; and nothing is left to
 * the garbage collector, which frees big Buffers too late.
 */
export declare class Arena {
    #private;
    /** The arena is [from, to) of the thread's memory. */
    constructor(from: number, to: number);
    /** The start of `length` free bytes, the lowest there is; -1 if there is no such place. */
    take(bytes: number): number;
    /** Gives the block that starts at `at` and has `length` bytes back. */
    give(at: number, bytes: number): void;
    get blocks(): number;
}
