/** The objects of one pack, in ascending order of their ids. */
export interface PackIndex {
    readonly count: number;
    /** `count` ids, one behind the other. */
    readonly ids: Buffer;
    /** Where each entry starts in the pack; in words of 32 bits if they fit. */
    readonly offsets: Uint32Array | Float64Array;
    /** CRC-32 of each entry as it is stored; a version 1 index has none. */
    readonly crcs: Uint32Array | undefined;
    /** The checksum that the pack must end with. */
    readonly packChecksum: Buffer;
}
/**
 * @param file the whole index, @param idBytes 20 or 32.
 * @throws Incomplete (class `damaged`) if the index is not one, or not whole.
 */
export declare function readIndex(file: Buffer, idBytes: number): PackIndex;
/** The place of an id among the ids of an index, or -1. */
export declare function findId(index: PackIndex, id: Uint8Array, idBytes: number): number;
