/** Ids that git lists, a line each: dealt out in blocks to whoever has room for more, while the list is still being written. */
export declare class ListedIds {
    #private;
    /** @param idBytes bytes of an id: as a line it has twice as many digits. */
    constructor(idBytes: number);
    add(piece: Buffer): void;
    /** Says that there are no more. */
    end(): void;
    /** All of them, in order; each block goes to one taker. */
    blocks(): AsyncGenerator<Buffer>;
}
