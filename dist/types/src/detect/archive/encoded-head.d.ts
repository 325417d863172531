/**
 * Where base64 begins in a text that is encoded itself, in base64 or as UTF-16: the value of a Kubernetes secret that was encoded
 * once too often, a script for PowerShell with values of its own. How far such a block goes does not show within a window, so
 * only its beginning is looked for, which is a matter of a few characters; the text is read from there on (`written.ts`), and is
 * a content of its own.
 */
/** Where such heads begin between the characters `from` and `to` of `text`, in no order. */
export declare function encodedHeadsIn(text: string, from: number, to: number): Generator<number>;
/**
 * One past the last character of the head that begins at `at` of `text`; undefined if there is none. All that it depends on is the
 * head and the character before it.
 */
export declare function encodedHeadAt(text: string, at: number): number | undefined;
