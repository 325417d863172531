import type { ObjectType } from '../reader.ts';
import { Remembered } from '../remembered.ts';
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
/**
 * The place in the cache for the verdict on listed packs.
 * @param folder a folder of the user's own. @param maxFileBytes the bound that decides what is skipped.
 * @throws the error of the file system, if a pack is gone.
 */
export declare function rememberedVerdict(folder: string, { packs }: Listing, maxFileBytes: number): Remembered<Verdict>;
