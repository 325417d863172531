/** Says what an entry is a delta of. */
export interface BaseFinder {
    /** The entry before `entry` that starts at `offset`. */
    at(entry: number, offset: number): number;
    /** The entry of the object with the id at bytes[at]. */
    of(bytes: Buffer, at: number): number;
    /** Gets each entry that is a blob, and no delta. */
    onBlob(entry: number): void;
}
/**
 * Sets `bases` of the entries [first, first + offsets.length), by the number of the base or NONE. Of what cannot be read it is
 * NONE: whoever inflates the entry names it.
 * @param offsets where the entries start, ascending. @param end where the last one ends.
 */
export declare function readBases(path: string, offsets: Float64Array, end: number, first: number, bases: Int32Array, idBytes: number, find: BaseFinder): Promise<void>;
