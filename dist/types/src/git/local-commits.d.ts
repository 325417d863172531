import type { CommitGraph } from './commits.ts';
import type { Repository } from './repository.ts';
/** `graph` with every other stored commit after its own, in topological order, parents first. */
export declare function withLocalCommits(repo: Repository, graph: CommitGraph, signal: AbortSignal): Promise<CommitGraph>;
