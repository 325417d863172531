/** Byte classes of the finder, each a table of 256. */
/** Of runs: 1 for what unbroken credentials are made of, 2 for the two characters that escapes inside them begin with. */
export declare const IN_RUN: Uint8Array<ArrayBufferLike>;
/** The digits of base64, standard alphabet, by what they stand for. */
export declare const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
/** Of base64, standard alphabet, without padding. */
export declare const IN_BASE64: Uint8Array<ArrayBufferLike>;
/** Of the body of an access key id, documented impossible digits included. */
export declare const IN_ID: Uint8Array<ArrayBufferLike>;
export declare const IN_HEX: Uint8Array<ArrayBufferLike>;
/** Of values that are longer than a run: URLs, tokens with dots, entities. Never a quote, a bracket, a comma or a space. */
export declare const IN_VALUE: Uint8Array<ArrayBufferLike>;
/** The table of what `shape` accepts, of the codes below `most`. */
export declare function tableOf(shape: RegExp, most?: number): Uint8Array;
/** The second letter of `AKIA` and `ASIA`. */
export declare function isKorS(byte: number): boolean;
export declare function isLowerCase(byte: number | undefined): boolean;
/**
 * Upper case, lower case and digits: 40 random characters of base64 lack one of them once in 900 times. A secret that does is
 * still named by an anchor before it or an id nearby.
 */
export declare function isMixed(bytes: Buffer, start: number, end: number): boolean;
