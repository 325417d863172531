export declare class CMap {
    #private;
    /** Reads the CMap. What is no CMap has no codes. */
    constructor(bytes: Buffer);
    /** What the code stands for; undefined if the CMap does not have it. */
    textOf(code: number): string | undefined;
    /** How many bytes a code has that begins with this one; 0 if there is none. */
    lengthFrom(firstByte: number): number;
}
export declare function toUnicodeOf(bytes: Buffer): CMap;
