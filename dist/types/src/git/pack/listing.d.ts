import type { Unread } from '../../model.ts';
import { type PackIndex } from './index-file.ts';
/** One pack whose index could be read. */
export interface ListedPack {
    readonly path: string;
    readonly index: PackIndex;
    /** Bytes of the pack without the checksum at its end. */
    readonly end: number;
}
export interface Listing {
    readonly folders: readonly string[];
    readonly packs: readonly ListedPack[];
    /** Of each folder: the ids of its loose objects, one behind the other. */
    readonly loose: readonly Buffer[];
    readonly unread: readonly Unread[];
}
/** @param own the repository's own object folders. @param idBytes 20 or 32. */
export declare function listPacks(own: readonly string[], idBytes: number): Promise<Listing>;
