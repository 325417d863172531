/**
 * Makes the catalogue of a listed store: enters every object, reads the header of every packed entry, links deltas to their
 * bases. It inflates nothing.
 */
import { Catalogue, type SharedCatalogue } from './catalogue.ts';
import type { Listing } from './listing.ts';
/** What an entry costs beside its bytes, in bytes. */
export declare const ENTRY_COST = 200;
export interface Built {
    readonly shared: SharedCatalogue;
    readonly catalogue: Catalogue;
    /** Every entry that is no delta, by pack and offset, and what its family weighs (bytes as stored, and a price for each entry). */
    readonly roots: Int32Array;
    readonly weights: Float64Array;
    /** Objects whose entries belong to no family: their chain of bases is broken or runs in a circle. */
    readonly strays: readonly number[];
}
export interface BuildOptions {
    /** How many threads are to share its memory. */
    readonly threads: number;
    /** False if nobody will ask for families: then no pack is opened. */
    readonly linked?: boolean;
    /** True if no kernel is to be used. */
    readonly twins?: boolean;
}
/** The catalogue of a listed store. */
export declare function buildCatalogue(listing: Listing, idBytes: number, { threads, linked, twins }: BuildOptions): Promise<Built>;
