/** What a byte is between two pieces. A comma parts literals, and lines may end with it. */
export declare const BETWEEN: number, QUOTE: number, LINE: number, NO_LITERAL: number, ESCAPE: number, COLOUR: number;
export declare const IN_GAP: Uint8Array<ArrayBufferLike>;
export declare const EQUALS = 61;
export declare const CR = 13;
export declare class Backward {
    #private;
    readonly step: number;
    readonly least: number;
    /** Of `bytes`, from `least` on. @param step bytes of a character: two in UTF-16. */
    constructor(bytes: Buffer, least: number, step: 1 | 2);
    /** The character that ends at `at`; in UTF-16 one byte of it is a NUL. */
    before(at: number): number;
    /** What the character that ends at `at` is in a gap; 0 if it is in none. */
    kindAt(at: number): number;
    /** Where the piece begins that ends at `end`. */
    pieceStart(end: number): number;
    /** Where the gap begins that ends at `end`. */
    gapStart(end: number): number;
    /** True if a soft break of quoted-printable text ends at `at`, which may stand in an escape, too. */
    isSoftBreak(at: number): boolean;
    /** The kinds of what stands in [start, end), all together. */
    kindsIn(start: number, end: number): number;
    /** The kinds of what the piece behind a gap begins with: an operator, or an escape for one or a quote. */
    kindsBehind(end: number): number;
}
