/** The literals of a Zstandard block, which its sequences copy (RFC 8878, 3.1.1.3.1). */
import { type Packed } from './zstd-bits.ts';
export declare class ZstdLiterals {
    #private;
    /** Where the literals are: from `from` to `to` of `bytes`. */
    bytes: Uint8Array;
    from: number;
    to: number;
    /** @param most the most literals that a block has. */
    constructor(most: number);
    /** Forgets the table, which is good for one frame. */
    begin(): void;
    /** Reads the section that starts at `from`. @returns where it ends, or -1 if it is damaged or has more than `most` literals. */
    read(packed: Packed, from: number, end: number, most: number): number;
}
