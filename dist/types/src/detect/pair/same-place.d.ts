/** Tells by the text alone what holds an entry and the entries next to it together, and whether something parts them. */
/**
 * What an entry stands in: braces or the arguments of a call, an XML element, the section of an INI file, a block that is
 * indented in YAML; or in lines that nothing holds together.
 */
export type Place = 'object' | 'element' | 'section' | 'block' | 'flat';
/**
 * The place of an entry, undefined if it is none: a word in a sentence, the attribute of a cookie.
 * @param before the text before its name. @param cut true if that text has a beginning that is not there.
 */
export declare function placeOf(before: string, after: string, cut: boolean): Place | undefined;
/** True if the line that ends `before` is, or ends in, a comment. */
export declare function isCommented(before: string): boolean;
/**
 * True if the text between two entries leaves what the entry in `place` stands in.
 * @param leads the text before each of both. @param expiryLast true if the second is the one that `place` is of.
 */
export declare function separates(between: string, place: Place, leads: readonly [string, string], expiryLast: boolean): boolean;
/** True unless every bracket that opens in the text between two entries is closed, and none is that did not open. */
export declare function leavesBraces(between: string): boolean;
