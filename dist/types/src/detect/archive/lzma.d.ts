import type { Output } from './output.ts';
/** One state, which the chunks of a stream share and renew. */
export declare class Lzma {
    #private;
    /** @param mostLiteralBits the most that properties may have of both kinds: the memory doubles with each. */
    constructor(output: Output, mostLiteralBits?: number);
    /** The memory that it takes, and clears with each `reset`. */
    get stateBytes(): number;
    /** Starts a new dictionary. */
    forget(): void;
    /** Takes the numbers of bits that choose probabilities. False if they are not allowed. */
    configure(properties: number): boolean;
    reset(): void;
    /**
     * Unpacks what is between `from` and `end` to exactly `length` bytes.
     * @param mayBeMarked whether the end may be marked as well, as it may in a stream, but not in a chunk of LZMA2.
     */
    unpack(packed: Buffer, from: number, end: number, length: number, mayBeMarked?: boolean): 'damaged' | 'full' | undefined;
}
