/**
 * One block of bzip2: the symbols in their Huffman codes, what they mean by the move-to-front list, and the order of the
 * bytes before they were sorted. Source: "BZIP2 Format Specification" by Joe Tsai.
 */
import { type Bits } from './bzip2-code.ts';
/** Holds one block after the other. */
export declare class Block {
    #private;
    /** In the low 8 bits of an entry its byte, in the others the index of the entry whose byte follows. */
    links: Int32Array<ArrayBuffer>;
    /** The entry before that of the first byte. */
    first: number;
    length: number;
    /** Reads what follows the checksum of a block. If there is a problem the block is not to be used. */
    read(bits: Bits, size: number): 'damaged' | 'unknown' | undefined;
}
