/** The lower 32 bits of the XXH64 of `bytes`, seed 0. */
export declare function xxh64Low(bytes: Buffer): number;
