/** Where such heads may begin between the characters `from` and `to` of `text`. */
export declare function encodedHeadsIn(text: string, from: number, to: number): Generator<number>;
/**
 * One past the last character of the head that begins at `at` of `text`; undefined if there is none. All that it depends on is the
 * head and the character before it.
 */
export declare function encodedHeadAt(text: string, at: number): number | undefined;
