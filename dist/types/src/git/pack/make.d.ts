import { type Kernel } from '../kernel.ts';
import { Arena } from './arena.ts';
import { type Catalogue, type Pack } from './catalogue.ts';
import { Copies } from './delta.ts';
import type { OwnMemory } from './memory.ts';
import { Version } from './version.ts';
/** Objects and deltas of more bytes go through git, which streams them. */
export declare const LARGEST: number;
/** Why an entry gave no version: `damaged` is final, the others are for git. */
export type Failure = 'damaged' | 'large' | 'gone';
export declare class Maker {
    #private;
    readonly memory: Buffer;
    readonly arena: Arena;
    /** How the version made last is made of its base. */
    readonly copies: Copies;
    /** True if `copies` lists them: there may be too many. */
    listed: boolean;
    constructor(catalogue: Catalogue, own: OwnMemory);
    /** Has the windows hold an entry, for the kernel. False if they cannot, whyever: `make` tells. */
    fetch(entry: number, pack: Pack, packNumber: number): boolean;
    /** Tells the kernel where it may read entries and make versions. @param largest see `setPlaces`. */
    givePlaces(kernel: Kernel, largest: number): void;
    close(): void;
    /**
     * Makes the version that an entry stands for. It must be settled before the next one is made.
     * @param base the version that it is a delta of, if it is one.
     * @param leaf nothing will be made of it. @param brief the middle of long copies may be left out, if the kernel makes it: `complete` puts it in.
     */
    make(entry: number, base: Version | undefined, pack: Pack, packNumber: number, leaf: boolean, brief: boolean): Version | Failure;
    /** Puts into the version made last what was left out. */
    complete(version: Version, base: Version): void;
    /** Lets the delta of the version made last go. */
    settle(): void;
    /** Lets a version go. */
    release(version: Version): void;
}
