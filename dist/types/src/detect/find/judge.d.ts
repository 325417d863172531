/** Judges what stands around places that were named, in all that it may be wrapped in, and collects what passes. */
import type { Found } from '../../model.ts';
export declare class Judge {
    #private;
    /** Of `bytes`, what touches [from, to). */
    constructor(bytes: Buffer, from: number, to: number);
    /** All that passed, in order of its start. */
    found(): Found[];
    /** What stands around the places from `start` to `end`. */
    around(start: number, end: number): void;
    /** What is packed, and begins at `at`. Kubernetes writes it as base64 twice: that has a head of its own. */
    written(at: number): void;
    /** What stands around a run of UTF-16. */
    utf16(start: number, end: number): void;
    /** True if a group of four at `at` is of a block that was judged a moment ago. */
    knows(at: number): boolean;
    /** What a block of base64 encodes that has a group of four at `at`, in a run that ends at `runEnd`. */
    block(at: number, runEnd: number): void;
}
