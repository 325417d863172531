/**
 * Tells the entries that a tree has and the tree it is a delta of has not, and those that are gone. What the delta's
 * instructions copied is not looked at.
 */
import type { Copies } from '../pack/delta.ts';
import { TreeCursor } from '../tree.ts';
/** Gets the changes of trees against their bases, and writes down what of them matters. */
export interface ChangeSink {
    /** Begins a tree. @param object its number in the catalogue. @param base what this returned for its base, or NO_BASE. */
    begin(object: number, base: number): number;
    /** An entry that the base has not, or has elsewhere. */
    gain(cursor: TreeCursor, bytes: Buffer): void;
    /** An entry of the base that is gone, or elsewhere. All that are gained come before. */
    lose(cursor: TreeCursor, bytes: Buffer): void;
}
/** Where the bytes of a tree are. */
export interface Stretch {
    readonly memory: Buffer;
    readonly at: number;
    readonly length: number;
}
/** What a tree was read to be: its number in the sink, and where its entries start, and behind them where the last one ends. */
export interface ReadTree {
    readonly tree: number;
    readonly entries: Int32Array;
}
/** A tree that is no delta of another. */
export declare const NO_BASE = -1;
export declare const NOT_READ: ReadTree;
export declare class EntryReader {
    #private;
    /** False once a tree was seen that does not end with an entry. */
    wellFormed: boolean;
    /** False once a tree was seen that has an entry of its base twice, or entries in another order: then it may have more than was told. */
    inOrder: boolean;
    constructor(idBytes: number, sink: ChangeSink);
    /**
     * Reads a tree. @param base what it is made of, if that is one that was read here; `copies` tells how.
     * @param leaf true if nothing is made of it: then nobody asks for its entries.
     */
    read(object: number, { memory, at: origin, length }: Stretch, base: (ReadTree & {
        readonly version: Stretch;
    }) | undefined, copies: Copies | undefined, leaf: boolean): ReadTree;
}
