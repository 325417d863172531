/**
 * What each stored tree has that the tree it is a delta of has not, as far as it matters for some blobs and names: folders,
 * wanted blobs, wanted names. Trees are numbered in the order in which their families are walked, so that a tree and all that
 * is made of it are one run of numbers.
 */
import type { Catalogue } from '../pack/catalogue.ts';
import type { TreeCursor } from '../tree.ts';
import type { ChangeSink } from './entry-reader.ts';
import type { Interest } from './interest.ts';
import { Numbers } from './numbers.ts';
/** An entry that is gone, or holds nothing of interest. */
export declare const NOTHING_THERE = -1;
/** Children below this are wanted blobs or names: the first is this, the next one less. */
export declare const FIRST_WANTED = -2;
/** Names that stand for slots of trees: an even slot for what an entry holds, the odd one behind it for its name itself. */
export declare class Slots {
    #private;
    of(name: string): number;
    /** The name that a slot stands for, as latin1. */
    nameOf(slot: number): string;
}
export declare class TreeChanges implements ChangeSink {
    #private;
    readonly slots: Slots;
    /** Of each tree: its number as an object, that of the tree it is a delta of, and where its changes start. */
    readonly objects: Numbers;
    readonly bases: Numbers;
    readonly starts: Numbers;
    /** Of each change: the slot, and the child there: an object, NOTHING_THERE, or something wanted. */
    readonly changedSlots: Numbers;
    readonly children: Numbers;
    constructor(catalogue: Catalogue, interest: Interest);
    get count(): number;
    begin(object: number, base: number): number;
    gain(cursor: TreeCursor, bytes: Buffer): void;
    lose(cursor: TreeCursor, bytes: Buffer): void;
    /** Where the changes of a tree end. */
    endOf(tree: number): number;
}
