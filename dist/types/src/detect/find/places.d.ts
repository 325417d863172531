/** Where the characters of a text that was decoded stand in the text or bytes that it was decoded from. */
/** Offsets that are relative to the base of a view. */
export interface Places {
    /** Where the bytes of character `index` start. */
    startOf(index: number): number;
    /** Where they end. */
    endOf(index: number): number;
}
/** Of each character for itself. */
export declare class ListedPlaces implements Places {
    #private;
    constructor(starts: Int32Array, ends: Int32Array);
    startOf(index: number): number;
    endOf(index: number): number;
}
/** Of the characters from `from` on of a text. */
export declare class LaterPlaces implements Places {
    #private;
    constructor(below: Places, from: number);
    startOf(index: number): number;
    endOf(index: number): number;
}
/** Of a text in which a block of base64 was replaced by what it encodes. Few of its places are ever asked for. */
export declare class DecodedPlaces implements Places {
    #private;
    /**
     * @param start where the block stood in the text below, @param end one past its last character.
     * @param count bytes that it encodes. @param digits where its digits stood, two for the last byte.
     */
    constructor(below: Places | undefined, start: number, end: number, count: number, digits: Int32Array);
    startOf(index: number): number;
    endOf(index: number): number;
}
/** Four digits are three bytes: byte `index` takes bits of the digit with this number and of the next. */
export declare function digitOf(index: number): number;
/**
 * Of a text in which some pieces were replaced, each by one character or none. Only the pieces are remembered: most texts
 * that are rewritten hold nothing, and nobody asks for a place in them.
 */
export declare class RewrittenPlaces implements Places {
    #private;
    constructor(below?: Places);
    /** Says that the text below from `start` to `end` is `count` characters (0 or 1) at `index`. In ascending order. */
    replace(index: number, count: number, start: number, end: number): void;
    startOf(index: number): number;
    endOf(index: number): number;
}
