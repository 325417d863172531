/** Reads the header of every entry of a pack, from its first byte to its last. It inflates nothing. */
import { type Catalogue, type Pack } from './catalogue.ts';
import type { Filler } from './fill.ts';
import type { Pieces } from './pieces.ts';
/** Says what an entry is a delta of. */
export interface BaseFinder {
    /** The entry before `entry` that starts at `offset`. */
    at(entry: number, offset: number): number;
    /** The entry of the object with the id at bytes[at]. */
    of(bytes: Buffer, at: number): number;
    /** Gets each entry that is no delta, with its type. */
    onWhole(entry: number, type: number): void;
}
/**
 * Sets the bases of a pack's entries, by the number of the base or NONE. Of what cannot be read it is NONE: whoever inflates
 * the entry names it.
 * @param pieces those of the pack, which are let go. @param filler does what it can of it. @param find is asked for the rest.
 */
export declare function readBases({ offsets, bases, idBytes }: Catalogue, pack: Pack, pieces: Pieces, filler: Filler | undefined, find: BaseFinder): Promise<void>;
