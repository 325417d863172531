/** The output of a decoder that is its dictionary, too, and whose length is known only at the end. */
/** What is unpacked, in one buffer that grows by doubling. */
export declare class Output {
    #private;
    length: number;
    /** @param most bytes that it may have. */
    constructor(most: number);
    /** The buffer, of which the first `length` bytes are made. Another one after each `grow`. */
    get bytes(): Buffer;
    /** Makes room for `count` bytes that come next, or for as many as there may be: returns where they would end. */
    grow(count: number): number;
    /** Makes room for what a part of `packedLength` bytes claims, as far as that is credible. */
    expect(claimed: number, packedLength: number): void;
}
