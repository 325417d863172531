/** What one thread reads of a store's trees and commits: which of them names what. */
import type { Catalogue, SharedCatalogue } from '../pack/catalogue.ts';
import type { OwnMemory } from '../pack/memory.ts';
import type { Plan } from '../pack/plan.ts';
import { CommitLinks, type CommitsShare } from './commit-links.ts';
import { EntryReader } from './entry-reader.ts';
import { Holders, type HoldersShare } from './holders.ts';
import type { Wanted } from './wanted.ts';
/** What a thread is started with. */
export interface LinkTask {
    readonly shared: SharedCatalogue;
    readonly plan: Plan;
    /** Which of the threads it is, from 0 on. */
    readonly number: number;
    /** The wanted ids, ascending. */
    readonly wanted: Uint8Array;
    /** One number: the next batch. */
    readonly counter: SharedArrayBuffer;
}
/** What a thread has read. */
export interface LinkShare {
    readonly holders: HoldersShare;
    readonly commits: CommitsShare;
    readonly left: readonly number[];
    readonly whole: boolean;
}
export declare class LinkReading {
    #private;
    readonly holders: Holders;
    readonly commits: CommitLinks;
    readonly reader: EntryReader;
    /** Objects that could not be read here, and what is a delta of one. */
    readonly left: number[];
    constructor(catalogue: Catalogue, wanted: Wanted);
    /** True if all that was read is what git would take: then it names no more than was written down. */
    get whole(): boolean;
    /**
     * Takes batches of the plan until there are none left.
     * @throws Incomplete if `signal` aborts.
     */
    walk(plan: Plan, counter: SharedArrayBuffer, own: OwnMemory, signal: AbortSignal): Promise<void>;
    share(): LinkShare;
    /** Adds what another thread has read. */
    add({ holders, commits, left, whole }: LinkShare): void;
}
