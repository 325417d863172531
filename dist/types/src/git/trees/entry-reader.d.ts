/** Reads the entries of a tree that it does not have from its base, and writes down those that matter as its changes. */
import type { Catalogue } from '../pack/catalogue.ts';
import type { Copies } from '../pack/delta.ts';
import type { Interest } from './interest.ts';
import { type TreeChanges } from './tree-changes.ts';
/** What is known of the tree that another one is a delta of. */
interface Base {
    readonly bytes: Buffer;
    /** Where its entries start, and behind them where the last one ends. */
    readonly entries: Int32Array;
}
export declare class EntryReader {
    #private;
    readonly changes: TreeChanges;
    /** False once a tree was seen that does not end with an entry. */
    wellFormed: boolean;
    constructor(catalogue: Catalogue, changes: TreeChanges, interest: Interest);
    /**
     * Reads the tree that was begun last. @param copies how it is made of `base`, if it is.
     * @param leaf true if nobody will ask for its entries.
     * @returns where its entries start.
     */
    read(bytes: Buffer, base: Base | undefined, copies: Copies | undefined, leaf: boolean): Int32Array;
}
export {};
