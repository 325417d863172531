import { type Catalogue } from '../pack/catalogue.ts';
import type { OwnMemory } from '../pack/memory.ts';
import { Version } from '../pack/version.ts';
import type { EntryReader } from './entry-reader.ts';
/** A tree, and which one it is of those that are written down. */
export interface ReadTree {
    readonly tree: number;
    readonly version: Version;
    readonly bytes: Buffer;
    /** Where its entries start, and behind them where the last one ends. */
    readonly entries: Int32Array;
}
export declare class TreeFamilies {
    #private;
    /** Trees that could not be read here, and what is a delta of one. */
    readonly left: number[];
    constructor(catalogue: Catalogue, reader: EntryReader, own: OwnMemory);
    /**
     * Walks the families of those of `roots` (ascending) that are trees.
     * @throws Incomplete if `signal` aborts.
     */
    walk(roots: Int32Array, signal: AbortSignal): Promise<void>;
}
