/**
 * Makes the catalogue of a listed store: enters every object, reads the header of every packed entry, links deltas to their
 * bases. It inflates nothing.
 */
import { Catalogue, type SharedCatalogue } from './catalogue.ts';
import type { Listing } from './listing.ts';
export interface Built {
    readonly shared: SharedCatalogue;
    readonly catalogue: Catalogue;
    /** Every entry that is no delta, by pack and offset, and what its family weighs (bytes as stored, and a price for each entry). */
    readonly roots: Int32Array;
    readonly weights: Float64Array;
    /** Objects whose entries belong to no family: their chain of bases is broken or runs in a circle. */
    readonly strays: readonly number[];
}
/** The catalogue of a listed store. @param linked false if nobody will ask for families: then no pack is opened. */
export declare function buildCatalogue(listing: Listing, idBytes: number, linked?: boolean): Built;
