/** The header of one entry. */
export interface EntryHead {
    type: number;
    /** Inflated bytes of the entry itself: of a delta, the delta's. */
    size: number;
    /** Bytes from the entry's start to its zlib stream. */
    length: number;
    /** Of an OFS delta: how far before this entry its base starts. */
    distance: number;
}
/** No header is longer: a type, a size of ten bytes, and an offset or an id. */
export declare const LONGEST_HEAD = 64;
/** Reads the header in bytes[at, end) into `head`. False if it is cut or its type unknown. */
export declare function readHead(bytes: Uint8Array, at: number, end: number, idBytes: number, head: EntryHead): boolean;
