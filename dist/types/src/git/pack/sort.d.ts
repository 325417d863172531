/** Sorts the offsets of a pack. Its own file, because a comparison sort of a million pairs takes longer than reading them. */
/** The order in which `keys` (whole numbers from 0 on) ascend: a radix sort, 16 bits at a time. */
export declare function ascending(keys: Float64Array): Uint32Array;
