/**
 * Finds and judges candidates. Bytes in, candidates out; no path, no clock, no state.
 *
 * The contract that the history scan stands on:
 * 1. `findAll(bytes, from, to)` is exactly `findAll(bytes)` without what does not touch [from, to).
 * 2. A candidate depends on the bytes from `start - WINDOW` to `end + WINDOW` only, an end of the content counting as a byte.
 *    Other content with the same bytes there (and ends at the same distance, or beyond) has the same candidate.
 * 3. A candidate spans at most `REACH` bytes.
 *
 * How it is kept: the hot loop names places (`triggers.ts`) by a few bytes each. Around them everything is judged (`judge.ts`), each on
 * a scene of its own window. Because more may be judged than was named, a candidate stands only if its own window, cut out,
 * names it too.
 */
import type { Candidate, Found } from '../../model.ts';
/** What somebody knows of a content who looks through it faster. It changes nothing but the time. */
export interface Scout {
    /** True if nothing can be found in the block of base64 that has a group of four at `group`, an offset in the content. */
    isDull(group: number): boolean;
    /** Brings every run in [low, high) that may name something, at least a part of it, to `take`, in order: where it starts and ends. */
    visitLoud(low: number, high: number, take: (start: number, end: number) => void): void;
}
/**
 * Every judged candidate of `bytes`, and every head of something packed, that touches [from, to), in order of its start.
 * @param from first byte of the zone, @param to one past its last.
 */
export declare function findAll(bytes: Buffer, from?: number, to?: number, scout?: Scout): Found[];
/** Without the heads: for what is too short to hold anything packed. */
export declare function findCandidates(bytes: Buffer, from?: number, to?: number, scout?: Scout): Candidate[];
/**
 * The same as `findAll` of what touches one of some zones.
 * @param zones their starts and ends, one behind the other, ascending.
 */
export declare function findInZones(bytes: Buffer, zones: Int32Array, scout?: Scout): Found[];
