/** One past the last character of the block of base64 that goes on at `at`: over line breaks, at most `most` bytes further. */
export declare function blockEnd(bytes: Buffer, at: number, runEnd: number, most: number): number;
/** One past the digits that begin at `at`. */
export declare function digitsEnd(text: string, at: number): number;
/** A text of so many characters shows whether an escape is open at its end. */
export declare const LONGEST_ESCAPE = 5;
/** True if an escape has begun at the end of `text` and not ended: no group of four begins there. */
export declare function endsInEscape(text: string): boolean;
/**
 * Where the block begins, its digits end, and its padding ends in `text` that has a group of four at `group`; it begins with a
 * whole group.
 */
export declare function blockAround(text: string, group: number): readonly [number, number, number];
/**
 * The line breaks between `start` and `stop`, where the digits of a block end, and one behind them: the index of each, and up to where
 * the text says whether the block goes on.
 */
export declare function breaksIn(text: string, start: number, stop: number): Generator<readonly [at: number, sureAt: number]>;
