import type { ScannedObject } from '../git/reader.ts';
import type { Repository } from '../git/repository.ts';
import { type ObjectRange } from '../git/revisions.ts';
import type { Occurrence } from '../model.ts';
import type { Books } from '../receipt.ts';
import { type StoredOptions } from './stored.ts';
/** A range that was read. */
export interface RangeReading extends ObjectRange {
    /** Types of the ids that it is named by. */
    readonly types: ReadonlyMap<string, string>;
    /** The objects of the range. */
    readonly oids: ReadonlySet<string>;
    /** Those with something found in them; at least one. */
    readonly found: readonly ScannedObject[];
}
/** The occurrences of what was found, each at the commit of the range that brought it. What could not be read is in `books`, not thrown. */
export declare function placesInRange(repo: Repository, { wants, haves, types, oids, found }: RangeReading, options: StoredOptions, books: Books): Promise<readonly Occurrence[]>;
