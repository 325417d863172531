/**
 * Every stored object of a repository, as threads share it: flat arrays in shared memory, about 60 bytes an object, and a hash
 * table from id to object. Objects are numbered pack by pack in the order of their ids, then come the loose ones. Entries are
 * numbered pack by pack in the order of their offsets: the same numbers, shared out in another order within each pack.
 */
export declare const NONE = -1;
/** Type bits of an entry's header that need a name (gitformat-pack). */
export declare const BLOB = 3;
export declare const OFS_DELTA = 6;
export declare const REF_DELTA = 7;
/** The object is listed before, in another pack or folder: that one is scanned and counted, this one is not. */
export declare const AGAIN = 1;
/** The object is listed more than once. */
export declare const COPIED = 2;
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
/** What a thread is given to make its own view of the catalogue. Shared, not copied. */
export interface SharedCatalogue {
    readonly idBytes: number;
    readonly count: number;
    readonly packed: number;
    readonly packs: readonly Pack[];
    readonly folders: readonly string[];
    readonly memory: Readonly<Record<'ids' | 'offsets' | 'objects' | 'crcs' | 'bases' | 'children' | 'siblings' | 'flags' | 'folder' | 'table', SharedArrayBuffer>>;
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
    /** Of each object that is packed: the CRC-32 of its entry. */
    readonly crcs: Uint32Array;
    /** Of each object. */
    readonly flags: Uint8Array;
    /** Of each entry: where it starts in its pack, and which object it is. */
    readonly offsets: Float64Array;
    readonly objects: Int32Array;
    /** The entry that an entry is a delta of, or NONE. */
    readonly bases: Int32Array;
    /** First child of each entry (the one with the heaviest family), and next child of the same base. */
    readonly children: Int32Array;
    readonly siblings: Int32Array;
    /** Of loose objects (from `packed` on): the number of the folder. */
    readonly folder: Uint16Array;
    constructor(shared: SharedCatalogue);
    /** The shared memory of a catalogue of this many objects. */
    static allocate(idBytes: number, packs: readonly Pack[], folders: readonly string[], packed: number, loose: number): SharedCatalogue;
    /** Enters an object into the hash table; if its id is there already, both are marked. */
    enter(object: number): void;
    /** The first object with the id at bytes[at], or NONE. */
    find(bytes: Uint8Array, at?: number): number;
    hex(object: number): string;
    /** Where a packed entry ends in its pack. */
    endOf(entry: number, pack: Pack): number;
}
