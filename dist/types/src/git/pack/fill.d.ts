import { type Catalogue, type Pack } from './catalogue.ts';
import type { PackIndex } from './index-file.ts';
import type { Families } from './link.ts';
import type { SharedMemory } from './memory.ts';
import type { Piece } from './pieces.ts';
export declare class Filler {
    #private;
    private constructor();
    /** One for a catalogue in memory that has a kernel. */
    static of(catalogue: Catalogue, { wasm, buffer, start, own }: SharedMemory): Filler | undefined;
    /** As `enter` of the catalogue. */
    enter(first: number, last: number): number;
    /** Puts the entries of a pack into the order of their offsets. False if that is left to the twin. */
    sort({ first }: Pack, { count, offsets, crcs }: PackIndex): boolean;
    /** Finds the bases of entries from `entry` on whose heads stand in `piece`. @returns the first that it left. */
    passHeads(entry: number, { first, last, end }: Pack, { bytes, start, length }: Piece): number;
    /** Links all entries to families; undefined if that is left to the twin. */
    link(): Families | undefined;
}
