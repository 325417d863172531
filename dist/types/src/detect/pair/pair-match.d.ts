/** Finds the partners among two kinds of candidates in order of start: each has one partner at most, at the least cost. */
import type { Candidate } from '../../model.ts';
export interface Match {
    readonly a: Candidate;
    readonly b: Candidate;
    readonly cost: number;
}
/**
 * The matches between `as` and `bs`, at the least cost in all; pairs do not cross unless names say so.
 * @param cost of a pair, undefined if it cannot be one.
 */
export declare function matchAll(as: readonly Candidate[], bs: readonly Candidate[], cost: (a: Candidate, b: Candidate) => number | undefined): Match[];
