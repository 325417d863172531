/**
 * Every stored object of a repository, as threads share it: flat arrays in shared memory, about 60 bytes an object, and a hash
 * table from id to object. Objects are numbered pack by pack in the order of their ids, then come the loose ones. Entries are
 * numbered pack by pack in the order of their offsets: the same numbers, shared out in another order within each pack.
 */
import { type Kernel } from '../kernel.ts';
import { type SharedMemory } from './memory.ts';
import { Windows } from './window.ts';
export declare const NONE = -1;
/** Type bits of an entry's header that need a name (gitformat-pack). */
export declare const COMMIT = 1;
export declare const BLOB = 3;
export declare const OFS_DELTA = 6;
export declare const REF_DELTA = 7;
/** The object is listed before, in another pack or folder: that one is scanned and counted, this one is not. */
export declare const AGAIN = 1;
/** The object is listed more than once. */
export declare const COPIED = 2;
/** The object is not asked for, and only read if it is the base of one that is. Such an object is marked AGAIN too. */
export declare const UNWANTED = 4;
/** The object is a blob, or a commit, and its entry no delta. */
export declare const BLOB_ENTRY = 8;
export declare const COMMIT_ENTRY = 16;
export interface Pack {
    readonly path: string;
    /** Its first object, and first entry, and one past its last. */
    readonly first: number;
    readonly last: number;
    /** Where its last entry ends. */
    readonly end: number;
    /** False if its index is of version 1. */
    readonly checked: boolean;
}
/** The lists of a catalogue, and the bytes that one number of each takes. */
declare const LISTS: {
    offsets: number;
    objects: number;
    crcs: number;
    bases: number;
    children: number;
    siblings: number;
    table: number;
    folder: number;
    flags: number;
    ids: number;
};
type List = keyof typeof LISTS;
/** Where each list begins in the memory, and how many numbers it has. */
type Layout = Readonly<Record<List, {
    readonly at: number;
    readonly length: number;
}>>;
/** What a thread is given to make its own view of the catalogue. Shared, not copied. */
export interface SharedCatalogue {
    readonly idBytes: number;
    readonly count: number;
    readonly packed: number;
    readonly packs: readonly Pack[];
    readonly folders: readonly string[];
    readonly memory: SharedMemory;
    readonly layout: Layout;
}
export declare class Catalogue {
    #private;
    readonly idBytes: number;
    /** Number of entries and loose objects, and of entries alone. */
    readonly count: number;
    readonly packed: number;
    readonly packs: readonly Pack[];
    /** Object folders; loose objects tell theirs by number. */
    readonly folders: readonly string[];
    readonly ids: Buffer;
    /** What is read of the packs. */
    readonly windows: Windows;
    /** Of each object. */
    readonly flags: Uint8Array;
    /** Of each entry: where it starts in its pack, and which object it is. */
    readonly offsets: Float64Array;
    readonly objects: Int32Array;
    /** Of each entry: its CRC-32, if its pack's index has them. */
    readonly crcs: Uint32Array;
    /** The entry that an entry is a delta of, or NONE. */
    readonly bases: Int32Array;
    /** First child of each entry (the one with the heaviest family), and next child of the same base. */
    readonly children: Int32Array;
    readonly siblings: Int32Array;
    /** Of loose objects (from `packed` on): the number of the folder. */
    readonly folder: Uint16Array;
    constructor(shared: SharedCatalogue);
    /** The shared memory of a catalogue of this many objects, with up to `mostWindows` of packs, and what `threads` threads need beside it. */
    static allocate(idBytes: number, packs: readonly Pack[], folders: readonly string[], packed: number, loose: number, threads: number, twins: boolean, mostWindows?: number): SharedCatalogue;
    /** Tells a kernel of the same memory where the ids and their table are. */
    give(kernel: Kernel): void;
    /** Tells a kernel that is to fill them where all lists are. */
    giveLists(kernel: Kernel): void;
    /**
     * Enters objects [first, last) into the hash table; where an id is there already, both are marked.
     * @returns how many of them were there.
     */
    enter(first: number, last: number): number;
    /** The first object with the id at bytes[at], or NONE. */
    find(bytes: Uint8Array, at?: number): number;
    hex(object: number): string;
    /** Where a packed entry ends in its pack. */
    endOf(entry: number, pack: Pack): number;
}
export {};
