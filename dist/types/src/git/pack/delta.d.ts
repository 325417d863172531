/**
 * Applies a delta (gitformat-pack, "Deltified representation") and tells what of the child is copied from where: copies that
 * are contiguous in base and child are one. It checks every length, and reads and writes nothing outside its ranges.
 */
/** How a child is made of its base: `count` copies in the child's order, not overlapping; what lies between is new. */
export declare class Copies {
    count: number;
    /** Of each copy: its start and end in the child, and its start in the base. */
    start: Int32Array;
    end: Int32Array;
    base: Int32Array;
    baseLength: number;
    length: number;
    /** Forgets all copies and makes room for so many. */
    clear(most: number): void;
}
/** The two lengths at the head of a delta: of its base, and of the result. */
export interface DeltaHead {
    baseLength: number;
    length: number;
    /** Where the instructions start. */
    at: number;
}
/** Reads the head of the delta in bytes[from, to) into `head`. False if it is cut. */
export declare function readDeltaHead(bytes: Uint8Array, from: number, to: number, head: DeltaHead): boolean;
/**
 * Makes a child. All is in one block of memory, so that copying needs no views.
 * @param from, to the instructions. @param base where the base starts. @param out where the child goes: `head.length` bytes.
 * @returns false if the instructions do not make exactly such a child of such a base.
 */
export declare function applyDelta(memory: Uint8Array, from: number, to: number, base: number, head: DeltaHead, out: number, copies: Copies): boolean;
