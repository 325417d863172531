/**
 * What LZMA chooses its probabilities by, and where each kind of them is in the one array of all.
 * Source: "LZMA specification" of the LZMA SDK (`lzma-specification.txt`).
 */
/** States from here on follow a match, and the byte that would have gone on with it tells something of the next. */
export declare const FIRST_AFTER_MATCH = 7;
export declare const POSITIONS = 16;
export declare const SHORTEST_MATCH = 2;
export declare const LITERAL_ODDS = 768;
/** In LZMA2. A stream of LZMA may have more. */
export declare const MOST_LITERAL_BITS = 4;
/** Distances of smaller slots have a probability for each of their bits. */
export declare const FIRST_DIRECT_SLOT = 14;
export declare const ALIGNED_BITS = 4;
/** Where each kind of probability begins in the one array. */
export declare const IS_MATCH = 0;
export declare const IS_REPEAT: number;
export declare const IS_NOT_FIRST: number;
export declare const IS_NOT_SECOND: number;
export declare const IS_NOT_THIRD: number;
export declare const IS_LONG: number;
export declare const SLOT: number;
export declare const SPECIAL: number;
export declare const ALIGNED: number;
export declare const MATCH_LENGTH: number;
export declare const REPEAT_LENGTH: number;
export declare const LITERAL: number;
/** What the first byte of the properties says: how many bits of what choose the probabilities. */
interface Properties {
    readonly literalBits: number;
    readonly literalPositionBits: number;
    readonly positionBits: number;
}
/** Takes the first byte of the properties apart. Undefined if it is not allowed. */
export declare function lzmaProperties(byte: number): Properties | undefined;
export {};
