import type { CommitGraph } from './commits.ts';
import type { Repository } from './repository.ts';
/**
 * `graph` with every other stored commit after its own, in topological order, parents first: those that lie before the edge of a
 * shallow clone, then those of this clone alone. `shared`: how many are not of this clone alone; `hidden`: one of these is left out,
 * as it cannot be compared with a parent that is gone.
 */
export declare function withLocalCommits(repo: Repository, graph: CommitGraph, signal: AbortSignal): Promise<{
    readonly graph: CommitGraph;
    readonly shared: number;
    readonly hidden: boolean;
}>;
