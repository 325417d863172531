/** What names a candidate stands at most this far behind its start. */
export declare const AHEAD = 384;
/** An id in pieces names what starts at most so far behind its own start: its secret, in pieces as it is. */
export declare const BEHIND_SPLIT_ID = 160;
/** True if the window of a candidate, cut out of the content, names a place: then every scan of it does. */
export declare function isNamed(bytes: Buffer, start: number, end: number): boolean;
/** The same of a candidate in UTF-16. */
export declare function isNamedInUtf16(bytes: Buffer, start: number, end: number): boolean;
