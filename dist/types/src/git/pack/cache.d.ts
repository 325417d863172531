import type { ObjectType } from '../reader.ts';
import type { Listing } from './listing.ts';
/** What is known of the packed objects of a store. */
export interface Verdict {
    /** Objects with nothing to tell, by type, their bytes, and how many of them were too large for the user's bound. */
    readonly byType: Readonly<Record<ObjectType, number>>;
    readonly bytes: number;
    readonly skipped: number;
    /** Objects to be read again. */
    readonly loud: readonly string[];
    /** Ids that packed objects name and that are in no pack, and submodules, as in `ReaderReport`. */
    readonly outside: readonly (readonly [id: string, kind: string])[];
    readonly submodules: readonly (readonly [id: string, name: string])[];
}
export interface Recalled {
    readonly verdict?: Verdict;
    /** Why there is none, if that is worth telling. */
    readonly note?: string;
}
export declare class PackCache {
    #private;
    /** @param folder a folder of the user's own. @param maxFileBytes the bound that decides what is skipped. */
    constructor(folder: string, listing: Listing, maxFileBytes: number);
    recall(): Recalled;
    /** Writes a verdict down, if it can. */
    remember(verdict: Verdict): void;
}
/** Removes every entry of the cache. @returns how many there were. */
export declare function clearCache(folder: string): number;
