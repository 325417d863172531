/** Links the entries of a catalogue to families. The kernel does the same where every base stands before its deltas. */
import { type Catalogue } from './catalogue.ts';
/** What an entry costs beside its bytes, in bytes. */
export declare const ENTRY_COST = 200;
/** An entry whose base is not in its pack, as no pack on disk may have it. */
export declare const LOST = -2;
export interface Families {
    /** Every entry that is no delta, by pack and offset, and what its family weighs (bytes as stored, and a price for each entry). */
    readonly roots: Int32Array;
    readonly weights: Float64Array;
    /** Objects whose entries belong to no family: their chain of bases is broken or runs in a circle. */
    readonly strays: readonly number[];
}
/** Fills `children` and `siblings`, the heaviest child first. */
export declare function linkFamilies(catalogue: Catalogue): Families;
