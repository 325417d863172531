import type { Copies } from './delta.ts';
/** Ranges of a child's bytes, ascending, with a gap between any two. */
export declare class Zones {
    count: number;
    start: Int32Array<ArrayBuffer>;
    end: Int32Array<ArrayBuffer>;
    /** Adds a zone behind the others; one that touches or nearly touches the last becomes part of it. */
    add(start: number, end: number): void;
    /** True if [start, end) has a byte in common with a zone. */
    touch(start: number, end: number): boolean;
}
/**
 * The dirty zones of a child: every candidate whose bytes do not all lie in one copy touches one of them. Between two copies
 * there is a gap, of the inserted bytes or, at a seam, of none; the ends of the content are copied only if a copy reaches
 * them in both versions.
 */
export declare function findZones(copies: Copies, zones: Zones): void;
/**
 * Calls `take` for each copy, in the child's order, that has all of the base's range [from, to) and what is around it.
 * @param from start of something in the base, @param to its end.
 * @param take gets how far the child's place is from the base's.
 */
export declare function inherit(copies: Copies, from: number, to: number, take: (shift: number) => void): void;
