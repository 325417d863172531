/** What names a candidate stands at most this far behind its start. */
export declare const AHEAD = 384;
/** An id in pieces names what starts at most so far behind its own start: its secret, in pieces as it is. */
export declare const BEHIND_SPLIT_ID = 160;
/** True if the window of a candidate, cut out of the content, names a place: then every scan of it does. */
export declare function isNamed(bytes: Buffer, start: number, end: number): boolean;
/** The same of a candidate in UTF-16: by runs in its half of the pairs of bytes. */
export declare function isNamedInUtf16(bytes: Buffer, start: number, end: number): boolean;
/** True if something in what a block of base64 encodes is worth a judgement. */
export declare function isWorthDecoding(inside: Buffer): boolean;
/**
 * True if something in what a block of base64 encodes is named there. What is as long as a secret and begins the block is, too,
 * whatever it is made of: its name may stand before the block.
 * @param cut where the bytes are a piece of that, so that a run at that end may not begin (end) there. @param blocks whether a block
 * of base64 in it counts, and what is packed.
 */
export declare function isNamedInside(inside: Buffer, cut: {
    readonly start: boolean;
    readonly end: boolean;
}, blocks?: boolean): boolean;
