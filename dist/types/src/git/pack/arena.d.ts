/**
 * One block of memory for everything that a thread holds while it walks a delta family: the delta at hand and the versions
 * that still have children to come. Copying within one block costs 20 ns a call, between Buffers 60; and nothing is left to
 * the garbage collector, which frees big Buffers too late.
 */
/** Bytes of one thread's arena. Memory is touched, and so taken, only as far as a family needs it. */
export declare const ARENA_BYTES: number;
export declare class Arena {
    #private;
    readonly bytes: Buffer;
    constructor(size?: number);
    /** The start of `length` free bytes, the lowest there is; -1 if there is no such place. */
    take(length: number): number;
    /** Gives the block that starts at `at` and has `length` bytes back. */
    give(at: number, length: number): void;
    get blocks(): number;
}
