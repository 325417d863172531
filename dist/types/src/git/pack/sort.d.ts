/** Sorts the offsets of a pack. Its own file, because a comparison sort of a million pairs takes longer than reading them. */
export interface Sorted {
    /** The keys, ascending, and the place of each in the list that was given. */
    readonly sorted: Float64Array;
    readonly order: Uint32Array;
}
/** Sorts `keys`, whole numbers from 0 on. */
export declare function ascending(keys: Uint32Array | Float64Array): Sorted;
