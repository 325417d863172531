/**
 * LZMA: the range decoder, and the states that choose the probabilities. What was unpacked is the dictionary at the same
 * time, so a distance costs no memory, whatever size the stream claims for it.
 * Source: "LZMA specification" of the LZMA SDK (`lzma-specification.txt`).
 */
import type { Output } from './output.ts';
/** One state, which the chunks of a stream share and renew. */
export declare class Lzma {
    #private;
    constructor(output: Output);
    /** Starts a new dictionary. */
    forget(): void;
    /** Takes the numbers of bits that choose probabilities. False if they are not allowed. */
    configure(properties: number): boolean;
    reset(): void;
    /** Unpacks what is between `from` and `end` to exactly `length` bytes. */
    unpack(packed: Buffer, from: number, end: number, length: number): 'damaged' | 'full' | undefined;
}
