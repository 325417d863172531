/** What one thread writes down while it scans; tallies of several threads are added up. */
import type { ObjectType } from '../reader.ts';
import type { WiredScan } from './wire.ts';
/** An object in which something was found, by its number in the catalogue. */
export interface FoundObject {
    readonly object: number;
    readonly type: ObjectType;
    readonly length: number;
    readonly scan: WiredScan;
}
export declare class PackTally {
    readonly byType: Record<ObjectType, number>;
    bytes: number;
    /** Blobs larger than the user's bound. */
    skipped: number;
    /** Objects that cannot be read by anybody, and why. */
    readonly failed: {
        readonly object: number;
        readonly why: string;
    }[];
    /** Objects that git has to read: too large for our memory, damaged here but stored elsewhere too, or in a pack that is gone. */
    readonly forGit: number[];
    /** Ids that are named and in no pack, each with what it is named as: loose, or absent. */
    readonly outside: Map<string, string>;
    /** As in `ReaderReport`. */
    readonly submodules: Map<string, string>;
    found: FoundObject[];
    add(other: PackTally): void;
}
/** Keeps, of all that is said of an id, what comes first in the alphabet: the order of threads must not show. */
export declare function noteFirst(notes: Map<string, string>, id: string, text: string): void;
