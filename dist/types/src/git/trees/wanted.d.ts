import type { Catalogue } from '../pack/catalogue.ts';
export declare class Wanted {
    #private;
    readonly bytes: Buffer;
    readonly count: number;
    /** @param bytes the ids, ascending, no two alike. */
    constructor(bytes: Buffer, idBytes: number);
    /** The place of the id at bytes[at] among them in order, or -1. */
    find(bytes: Uint8Array, at: number): number;
    hex(place: number): string;
}
/**
 * The thing with the id at bytes[at], or NONE. Things are the objects of the catalogue, and behind them the wanted ids: what is
 * wanted was not there when the store was read, wherever it is now.
 */
export declare function thingAt(catalogue: Catalogue, wanted: Wanted, bytes: Uint8Array, at?: number): number;
