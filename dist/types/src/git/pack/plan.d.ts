/** Cuts the work into batches that threads take one after the other, and does a batch. */
import { type Catalogue } from './catalogue.ts';
/** Work in shared memory: batch `i` is units[starts[i], starts[i + 1]). A unit is the entry of a family's root, or a loose object. */
export interface Plan {
    readonly units: SharedArrayBuffer;
    readonly starts: SharedArrayBuffer;
    readonly batches: number;
    /** About how many bytes there are to read. */
    readonly weight: number;
}
/** @param roots ascending, @param weights theirs. Heavy batches come first, so that no thread is left with one at the end. */
export declare function planPacked(roots: Int32Array, weights: Float64Array): Plan;
/** The loose objects, in the order of the listing. */
export declare function planLoose(catalogue: Catalogue): Plan;
/** What does a batch: as `FamilyWalker`, and as `FamilyScanner` if it is one of loose objects. */
export interface BatchScanner {
    begin(roots: Int32Array, packNumber: number): void;
    advance(bytes: number): boolean;
    scanLoose?(object: number): void;
}
/** Scans the units of one batch. */
export declare function doBatch(scanner: BatchScanner, catalogue: Catalogue, plan: Plan, number: number): void;
/**
 * The same on the thread that has other things to do as well.
 * @param pause is awaited now and then; the batch is left where it is if it says false.
 */
export declare function doBatchInTurns(scanner: BatchScanner, catalogue: Catalogue, plan: Plan, number: number, pause: () => Promise<boolean>): Promise<void>;
