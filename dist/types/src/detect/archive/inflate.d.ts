import type { Budget } from './budget.ts';
import type { Unpacked, Workplace } from './workplace.ts';
export type Inflated = Unpacked | {
    readonly kind: 'damaged';
} | {
    readonly kind: 'bound';
    readonly why: string;
};
/** Bytes that a first try gives a stream. @param expected the length that the archive claims for it. */
export declare function firstRoom(budget: Budget, expected: number): number;
/** Bytes that hold all that can be made of `packed`, if that is no more than `most`. */
export declare function roomFor(packed: Buffer, most: number): number;
/**
 * Inflates the raw deflate stream at the start of `packed`. `consumed` is the stream's own length in it. Of a stream that is
 * cut off it returns what there is: length and checksum are the caller's to compare.
 * @param expected the length that the archive claims for it. A claim that is too small costs a second try, no more.
 * @param workplace where to inflate what it can: then the bytes are to be released.
 */
export declare function inflate(packed: Buffer, budget: Budget, expected: number, workplace?: Workplace): Inflated;
