/**
 * Scans delta families: a base and everything that is, directly or not, a delta of it. Depth first, the heaviest child last,
 * so that a version is let go as soon as its last child is made: what is held grows with the logarithm of a family only.
 */
import { type Catalogue } from './catalogue.ts';
import type { OwnMemory } from './memory.ts';
import type { PackTally } from './tally.ts';
export declare class FamilyScanner {
    #private;
    constructor(catalogue: Catalogue, tally: PackTally, maxFileBytes: number, own: OwnMemory);
    /** Makes ready to scan the families of entries that are no deltas, all of one pack. */
    begin(roots: Int32Array, packNumber: number): void;
    /** Scans on until about `bytes` of versions are made, so that the thread can do something else. @returns true if all is done. */
    advance(bytes: number): boolean;
    /** Scans a loose object. */
    scanLoose(object: number): void;
    /** To be called at the end: what the kernel counted is in the tally only then. */
    close(): void;
}
