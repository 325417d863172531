/** The most that a block holds, packed and unpacked, whatever the window. */
export declare const MOST_BLOCK_BYTES: number;
/** Decodes block after block. What the blocks of a frame hand on is kept from one to the next. */
export declare class ZstdBlocks {
    #private;
    constructor();
    /** Starts a frame. */
    begin(): void;
    /**
     * Writes what the block `packed` holds to `made` at `at`.
     * @param start where the frame begins in `made`.
     * @param most where the block has to end at the latest.
     * @returns where it ends, or -1 if it is damaged.
     */
    decode(packed: Buffer, made: Buffer, at: number, start: number, most: number): number;
}
