import type { Unread } from '../model.ts';
import { IdTable } from './ids.ts';
export interface StoredIds {
    readonly ids: IdTable;
    /** Packs, indexes and folders that could not be listed. */
    readonly unread: readonly Unread[];
    readonly packs: number;
    readonly loose: number;
}
/**
 * Every object id that object folders and their alternates hold, packed or loose.
 * @param own the repository's own folders.
 * @param width bytes of an id.
 */
export declare function listStore(own: readonly string[], width: number): Promise<StoredIds>;
/** A repository's own object folders, and every alternate that can be reached from them. */
export declare function objectFolders(own: readonly string[], unread: Unread[]): Promise<string[]>;
/** Paths of the indexes in a pack folder. A pack without index, or an index without pack, is damage. */
export declare function packIndexes(folder: string, unread: Unread[]): Promise<string[]>;
export declare function looseIds(folder: string, width: number, unread: Unread[]): Promise<Buffer>;
