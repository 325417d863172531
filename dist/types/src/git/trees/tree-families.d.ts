import { type Catalogue } from '../pack/catalogue.ts';
import type { OwnMemory } from '../pack/memory.ts';
import { type EntryReader } from './entry-reader.ts';
/** Gets commits, each at bytes[at, end). */
export interface CommitSink {
    take(object: number, bytes: Buffer, at: number, end: number): void;
}
export declare class TreeFamilies {
    #private;
    /** Objects that could not be read here, and what is a delta of one. */
    readonly left: number[];
    constructor(catalogue: Catalogue, reader: EntryReader, commits: CommitSink | undefined, own: OwnMemory);
    /**
     * Walks the families of those of `roots` (ascending) that are trees, or commits if they are wanted.
     * @throws Incomplete if `signal` aborts.
     */
    walk(roots: Int32Array, signal: AbortSignal): Promise<void>;
    close(): void;
}
