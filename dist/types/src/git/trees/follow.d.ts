import type { CommitGraph } from '../commits.ts';
import type { Wanted } from '../presence.ts';
import type { Repository } from '../repository.ts';
import { type Placed } from './tree-places.ts';
/**
 * What of the wanted stands in the tree of each commit of `graph`, by the commit's place; the same list if it is the same.
 * @throws GitError if a tree cannot be read, or trees unfold to too many paths; Incomplete if `signal` aborts.
 */
export declare function placesByTrees(repo: Repository, graph: CommitGraph, wanted: Wanted, signal: AbortSignal): Promise<readonly (readonly Placed[])[]>;
