/**
 * Finds the candidates of one content that arrives in pieces, zone by zone on a fixed grid, so that the pieces do not matter.
 * It keeps the bytes that pairing may ask for and nothing else: memory does not grow with the content.
 */
import type { Candidate, Found } from '../../model.ts';
import { WrittenList } from '../archive/written-list.ts';
import { type ByteSource } from '../pair/pair.ts';
import { type Scout } from './find.ts';
import { type Position } from './lines.ts';
/** One call of the finder sees this many new bytes. Small enough that a zone of nothing but candidates stays small too. */
export declare const ZONE: number;
/** More candidates than this in one content are not looked at. 16 MB of `AKIA` over and over make 4.2 million. */
export declare const MAX_CANDIDATES = 100000;
export declare class Zones {
    #private;
    readonly candidates: Candidate[];
    readonly written: WrittenList;
    /** Where they start. */
    readonly positions: Map<number, Position>;
    readonly kept: KeptBytes;
    /** Why the rest of the content was not looked at, if it was not. */
    bound: string | undefined;
    /**
     * @param wanted what it refuses is as if it were not found.
     * @param zone bytes of a zone; another number than `ZONE` changes nothing but speed.
     */
    constructor(wanted?: (found: Found) => boolean, zone?: number);
    /**
     * Takes a whole content at once, instead of `push` and `end`. Leaves `positions` empty: the bytes are at hand to count.
     * @param marks ascending pairs of starts and ends: every candidate that is wanted touches one. All of it if there are none given.
     * @param scoutOf gives one for a part of the content, if there is one.
     */
    whole(bytes: Buffer, marks?: Int32Array, scoutOf?: (part: Buffer) => Scout | undefined): void;
    /** The same with all that was found in the content, in order of its start. */
    takeAll(found: readonly Found[], bytes: Buffer): void;
    /** Takes the next piece, which may be reused by the caller afterwards. */
    push(piece: Buffer): void;
    /** Says that the content is whole. */
    end(): void;
}
/** The bytes of a content near its candidates: `WINDOW` on both sides, and all between two that are at most `PAIR_GAP` apart. */
declare class KeptBytes implements ByteSource {
    #private;
    length: number;
    /** Keeps what belongs to the next candidate; `bytes` holds the content from `base` on. False if that is too much. */
    around(candidate: Candidate, bytes: Buffer, base: number): boolean;
    /** Says how long the content was; from now on `slice` may be called. */
    close(length: number): void;
    /** As `ByteSource` says; a byte that was not kept reads as 0. */
    slice(start: number, end: number): Buffer;
}
export {};
