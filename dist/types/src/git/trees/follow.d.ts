import type { CommitGraph } from '../commits.ts';
import type { Built } from '../pack/build.ts';
import type { Wanted } from '../presence.ts';
import type { Repository } from '../repository.ts';
import { type Placed } from './tree-places.ts';
/** What of the wanted stands in the tree of each commit of a graph, by the commit's place; the same list if it is the same. */
export type PlacesOf = (graph: CommitGraph) => readonly (readonly Placed[])[];
/**
 * Reads all trees for the wanted.
 * @param known the catalogue of the store, if there is one.
 * @throws GitError if a tree cannot be read, as does what it returns if trees unfold to too many paths; Incomplete if `signal` aborts.
 */
export declare function placesByTrees(repo: Repository, { oids, names }: Pick<Wanted, 'oids' | 'names'>, known: Built | undefined, signal: AbortSignal): Promise<PlacesOf>;
