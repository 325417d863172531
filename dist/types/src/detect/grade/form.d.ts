/**
 * Recognises the document that an id, a secret or a token stands in, where that changes its severity or its story. It looks
 * no further than a window to both sides; a header further up is for pairing, a file name for attribution.
 */
import type { Form } from '../../model.ts';
/**
 * The form of the document around a value, or undefined if it is none of the known.
 * @param before the text up to the value, plain or decoded, @param after the text behind it: at most a window of each counts
 */
export declare function formOf(before: string, after: string): Form | undefined;
