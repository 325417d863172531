export declare class Written {
    #private;
    /** Where its head stands in the content. */
    readonly start: number;
    /** @param bytes the content from the head at its offset `start` on. @param most digits. */
    constructor(start: number, bytes: Buffer, most: number);
    /** True if it may go on in the next bytes of the content. */
    get isOpen(): boolean;
    /** True if it has more digits than it may have. */
    get isFull(): boolean;
    /** How many digits it has. */
    get count(): number;
    /** What is encoded. */
    bytes(): Buffer;
    /** Takes the next bytes of the content, which may be used again afterwards. */
    push(bytes: Buffer): void;
}
