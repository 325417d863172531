/**
 * Makes the catalogue of a listed store: enters every object, reads the header of every packed entry, links deltas to their
 * bases. It inflates nothing. The kernel does most of it, if there is one.
 */
import { Catalogue, type SharedCatalogue } from './catalogue.ts';
import { type Families } from './link.ts';
import type { Listing } from './listing.ts';
export interface Built extends Families {
    readonly shared: SharedCatalogue;
    readonly catalogue: Catalogue;
    /** How many objects are stored, each counted once. */
    readonly stored: number;
}
export interface BuildOptions {
    /** How many threads are to share its memory. */
    readonly threads: number;
    /** False if nobody will ask for families: then no pack is opened. */
    readonly linked?: boolean;
    /** True if no kernel is to be used. */
    readonly twins?: boolean;
    /** As in `ReaderOptions`. */
    readonly mostWindows?: number;
}
/** The catalogue of a listed store. */
export declare function buildCatalogue(listing: Listing, idBytes: number, { threads, linked, twins, mostWindows }: BuildOptions): Promise<Built>;
