/** How a stretch goes on: not at all; over plus signs and slashes only; or over what may stand for a letter, too. */
export declare const WHOLE: number, OVER_SIGNS: number, OVER_LETTERS: number;
/** True if a stretch is as mixed as a secret, or may turn out to be. */
export declare function mayBeMixed(bytes: Buffer, start: number, end: number, over: number): boolean;
/**
 * Brings every stretch of the run [from, to) to `take`, in order, empty ones too.
 * @param take gets where it begins and ends, and how it goes on.
 */
export declare function visitStretches(bytes: Buffer, from: number, to: number, take: (start: number, end: number, over: number) => void): void;
