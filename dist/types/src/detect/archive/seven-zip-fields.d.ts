/** The fields that the header of a 7z archive is made of (7zFormat.txt of the 7-Zip SDK). */
/** Thrown where a header ends too early, or says what cannot be. Never leaves the reading of the header. */
export declare class DamagedHeader extends Error {
}
/** Some bits, the highest of each byte first, or all the same. */
export declare class Flags {
    #private;
    /** @param bytes if there are none, all are set. */
    constructor(bytes: Buffer | undefined);
    at(index: number): boolean;
}
/** Reads one field after the other. Each takes a byte at least, so that no loop of them runs on beyond the header. */
export declare class Fields {
    #private;
    constructor(bytes: Buffer);
    /** Where the next field is. */
    get at(): number;
    byte(): number;
    take(length: number): Buffer;
    uint32(): number;
    /**
     * A number whose first byte tells by its leading ones how many others follow, the lowest first. What is left of it is the
     * highest part. Beyond 2 ** 53 it is not exact, but no length is so large.
     */
    number(): number;
    /** How many of what takes a byte or more there are: no more than there are bytes left, or than `most`. */
    count(most: number): number;
    flags(count: number): Flags;
    /** Flags that need not be there if all are set. */
    optionalFlags(count: number): Flags;
}
