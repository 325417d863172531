/** The output of a decoder that is its dictionary, too, and whose length is known only at the end. */
/** What is unpacked, in one buffer that grows by doubling. */
export declare class Output {
    #private;
    length: number;
    /** @param most bytes that it may have. @param slack for how many more there may be room, for a step that goes too far. */
    constructor(most: number, slack?: number);
    /** The buffer, of which the first `length` bytes are made. Another one after each `grow`. */
    get bytes(): Buffer;
    /** What is made. */
    get made(): Buffer;
    /** Says that all before `end` is made. False if it is more than it may have: the rest is left out. */
    reach(end: number): boolean;
    /** Makes room for `count` bytes that come next, or for as many as there may be: returns where they would end. */
    grow(count: number): number;
    /** Makes room for what a part of `packedLength` bytes claims, as far as that is credible. */
    expect(claimed: number, packedLength: number): void;
}
