/**
 * Which trees hold which trees, and which hold ids that are not stored: enough to climb from such an id up to a tree that is
 * known to be reachable. Names do not matter, so a tree may hold a thing more than once: what is written down is one more or one less.
 */
import { type Catalogue } from '../pack/catalogue.ts';
import type { TreeCursor } from '../tree.ts';
import type { ChangeSink } from './entry-reader.ts';
import { type Wanted } from './wanted.ts';
export declare class Holders implements ChangeSink {
    #private;
    /** False once an entry was seen that git would not take. */
    sound: boolean;
    constructor(catalogue: Catalogue, wanted: Wanted);
    begin(object: number, base: number): number;
    gain(cursor: TreeCursor, bytes: Buffer): void;
    lose(cursor: TreeCursor, bytes: Buffer): void;
    /** What was written down, for another thread to add to its own. */
    share(): HoldersShare;
    add({ sound, objects, bases, things, changes }: HoldersShare): void;
    /** True if `thing` is a tree that was read, or is wanted: then nobody knows. */
    mayBeTree(thing: number): boolean;
    /** True if all that trees hold for a tree may be one. */
    holdTrees(): boolean;
    /** The trees that hold `thing`: some may come more than once, those that are easy to tell come first. */
    of(thing: number): Generator<number>;
}
export interface HoldersShare {
    readonly sound: boolean;
    readonly objects: Int32Array;
    readonly bases: Int32Array;
    readonly things: Int32Array;
    readonly changes: Int32Array;
}
