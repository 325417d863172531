/**
 * Places: which sightings are one, and in which order they stand. In files and the index a place is a line; in history it is
 * a path, because one line moves with every version.
 */
import type { Sighting } from '../../model.ts';
/** One sighting for each place, in an order that does not depend on the order of `sightings`. */
export declare function mergeSightings(sightings: readonly Sighting[]): Sighting[];
/** Working tree first, then index, history, messages; there by path, line, column, commit. */
export declare function compareSightings(a: Sighting, b: Sighting): number;
