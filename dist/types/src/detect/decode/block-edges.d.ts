/** One past the last character of the block of base64 that goes on at `at`: over line breaks, at most `most` bytes further. */
export declare function blockEnd(bytes: Buffer, at: number, runEnd: number, most: number): number;
/** One past the digits that begin at `at`. */
export declare function digitsEnd(text: string, at: number): number;
/**
 * Where the block begins, its digits end, and its padding ends in `text` that has a group of four at `group`; it begins with a
 * whole group, and all of it lies in [from, to).
 */
export declare function blockAround(text: string, group: number, from: number, to: number): readonly [number, number, number];
/**
 * The line breaks between `start` and `stop`, where the digits of a block end, and one behind them: the index of each, and up to where
 * the text says whether the block goes on.
 */
export declare function breaksIn(text: string, start: number, stop: number): Generator<readonly [at: number, sureAt: number]>;
