import type { Budget } from './budget.ts';
export type Inflated = {
    readonly kind: 'bytes';
    readonly bytes: Buffer;
    readonly consumed: number;
} | {
    readonly kind: 'damaged';
} | {
    readonly kind: 'bound';
    readonly why: string;
};
/**
 * Inflates the raw deflate stream at the start of `packed`. `consumed` is the stream's own length in it. Of a stream that is
 * cut off it returns what there is: length and checksum are the caller's to compare.
 * @param expected the length that the archive claims for it. A claim that is too small costs a second try, no more.
 */
export declare function inflate(packed: Buffer, budget: Budget, expected: number): Inflated;
