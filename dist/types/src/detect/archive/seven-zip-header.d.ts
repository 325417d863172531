import { type Budget } from './budget.ts';
import type { Name } from './open.ts';
import { Flags } from './seven-zip-fields.ts';
import { type Content, type Stream } from './seven-zip-streams.ts';
/** What the header tells, as far as it can be read. */
export declare class Listing {
    #private;
    contents: readonly Content[];
    streams: readonly Stream[];
    /** Some of it is damaged or encrypted. */
    isOpaque: boolean;
    nameOf(stream: number): Name;
    /** @param empty which of the files have no stream. */
    setNames(names: Buffer, empty: Flags): void;
}
/** Reads the header of an archive. What it unpacks to, if it is packed, is charged to the budget. */
export declare function readListing(archive: Buffer, budget: Budget): Listing;
