/** The trees of commits that are reachable. */
import { type Links } from './links.ts';
/**
 * The trees, as things, of those commits that are reachable from `tips`.
 * @param objects how many objects there are. @param edge commits whose parents are not followed.
 * @returns undefined if a commit is reachable that is not stored, or is none.
 */
export declare function treesFrom(links: Links, objects: number, tips: Iterable<number>, edge: ReadonlySet<number>): Set<number> | undefined;
