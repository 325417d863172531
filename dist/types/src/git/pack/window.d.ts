/**
 * Windows of packs, in memory that all threads share: never the whole of a large pack. Whoever needs a window that is not there
 * reads it, in the place of another; so nobody works in a window: bytes are copied out of it, and it is looked at again whether it
 * is still the same.
 */
import type { Pack } from './catalogue.ts';
/** git spreads a family over the whole pack: many small windows miss half as often as a few large ones, and read a tenth. */
export declare const WINDOW_BYTES: number;
/** So many hold 256 MB. */
export declare const MOST_WINDOWS: number;
/** Room behind the last one: what is read of a header too far, and what the kernel looks at. */
export declare const WINDOW_SLACK = 64;
/** Where windows lie in shared memory, and how many there are: a power of two. */
export interface WindowPlace {
    readonly at: number;
    readonly count: number;
}
/** How many windows are of use for packs with these ends. @param most a power of two, 4 at least. */
export declare function windowsFor(packs: readonly {
    readonly end: number;
}[], most?: number): number;
/** Bytes that so many windows take. */
export declare function windowMemory(count: number): number;
/** Windows are numbered through all packs, from 1 on. */
export declare class Windows {
    #private;
    readonly count: number;
    /** How many make a piece, of those that headers are read by. */
    readonly inPiece: number;
    /** Of each place: the number of its window; and how many bytes that has. `kernel/entry.ts` reads them too. */
    readonly numbers: Int32Array;
    readonly lengths: Int32Array;
    /** The shared memory, and where in it the windows begin. */
    readonly bytes: Buffer;
    readonly start: number;
    constructor(buffer: ArrayBufferLike, { at, count }: WindowPlace, packs: readonly Pack[]);
    /** The number of a pack's first window; its others follow, and then those of the next pack. */
    firstOf(pack: number): number;
    /** Where a window lies if it is there. */
    placeOf(window: number): number;
    /** How many windows from this one on are of its pack and lie side by side, of `most`. */
    inARow(pack: number, window: number, most: number): number;
    holds(window: number): boolean;
    lengthOf(window: number): number;
    /** Takes the place of a window to read it there: `publish` or `giveUp` must follow. False if it is there, or somebody else reads. */
    claim(window: number): boolean;
    /** Says that windows from this one on were read, `length` bytes of them in all. */
    publish(window: number, count: number, length: number): void;
    /** Says that windows were not read, or that their places are used for something else. */
    giveUp(window: number, count: number): void;
}
