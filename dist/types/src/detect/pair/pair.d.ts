/**
 * Joins candidates of one content into credentials: a pure function of the candidates and of the bytes from `WINDOW` before
 * the first to `WINDOW` after the last. Across a gap of more than `PAIR_GAP` bytes without a candidate it reads nothing, so
 * that a content of any size can be paired from the pieces around its candidates.
 */
import type { Candidate, Credential } from '../../model.ts';
/** Two candidates further apart than this are paired, if at all, by distance alone: no byte between them is read. */
export declare const PAIR_GAP = 65536;
/** Access to the bytes of a content around its candidates, by offset in that content. */
export interface ByteSource {
    readonly length: number;
    /** The bytes from `start` to `end`, cut at the ends of the content. */
    slice(start: number, end: number): Buffer;
}
/** The credentials that `candidates` (in order of start) make up, in order of their leading part. */
export declare function pairCandidates(candidates: readonly Candidate[], bytes: ByteSource): Credential[];
