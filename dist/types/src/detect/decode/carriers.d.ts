/**
 * Undoes what a value is wrapped in: escapes of JSON, URLs and HTML, concatenation, base64, UTF-16. Each makes a view out of
 * a view or bytes. Every step looks at a few bytes around itself only, so the same bytes are undone in the same way wherever
 * they stand.
 */
import { type View } from '../find/view.ts';
/** Of the escapes in a run each, in a group of its own; and backslashes and percent signs that begin none. */
export declare const ESCAPE_IN_RUN: RegExp;
/** The view with escapes of JSON and HTML undone and those of URLs left. */
export declare function unescapedText(view: View): View;
/**
 * The view with escapes undone. One that has none is shown no further: else an escape outside the window of a value would
 * change what is seen of it.
 */
export declare function unescaped(view: View): View;
/** The character that an escape stands for. */
export declare function meaningOf(sequence: string): string;
/** The view with split string literals joined, or undefined if there are none. */
export declare function joined(view: View): View | undefined;
/** The view with the lines of quoted-printable text joined, its escapes left, or undefined if there are none. */
export declare function unbroken(view: View): View | undefined;
/**
 * `view` with one block of base64 replaced by what it encodes.
 * @param start where the block starts in the view's text, a whole group of four. @param end one past its padding.
 * @param decoded what it encodes. @param digits where its digits stand in the view's text.
 */
export declare function base64Decoded(view: View, start: number, end: number, decoded: Buffer, digits: Int32Array): View;
/** True if what was decoded is UTF-16, as PowerShell wants its encoded commands. */
export declare function isWide(text: string): boolean;
/** The view without its NULs. */
export declare function narrowed(view: View): View;
/**
 * The text whose characters stand at `phase`, `phase + 2`, … of `bytes` between `from` and `to`, the bytes between them being
 * NUL. What is not ASCII becomes a character that no credential has.
 */
export declare function utf16View(bytes: Buffer, from: number, to: number, phase: number): View;
