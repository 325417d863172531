export declare class Written {
    #private;
    /** True if it is written in UTF-16. */
    readonly isWide: boolean;
    /** @param bytes the content from its offset `from` on, where the digits begin. @param most digits. */
    constructor(from: number, bytes: Buffer, most: number);
    /** True if it may go on in the next bytes of the content. */
    get isOpen(): boolean;
    /** True if it has more digits than it may have. */
    get isFull(): boolean;
    /** How many digits it has. */
    get count(): number;
    /** True if a group of four begins at an offset of the content that it has read. */
    covers(offset: number): boolean;
    /** What is encoded. */
    bytes(): Buffer;
    /** Takes the next bytes of the content, which may be used again afterwards. */
    push(bytes: Buffer): void;
}
