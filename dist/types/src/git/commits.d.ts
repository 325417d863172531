/**
 * The commits of a repository, parents before children. A list that was cut is noticed: every parent that is named must be
 * listed or be told as the boundary, and every tip must be listed.
 */
import type { Unread } from '../model.ts';
import type { Repository } from './repository.ts';
export interface CommitGraph {
    /** Ids, in topological order, parents first. */
    readonly ids: readonly string[];
    /** Of each commit, the id of its first parent, which may lie outside; empty if it has none, or none in a shallow clone. */
    readonly firstParents: readonly string[];
    /** Of each commit, the id of its tree. */
    readonly trees: readonly string[];
    readonly place: ReadonlyMap<string, number>;
}
export interface CommitSelection {
    readonly wants: Iterable<string>;
    readonly haves?: Iterable<string>;
    /** Commits that must be listed. */
    readonly tips?: Iterable<string>;
    readonly signal: AbortSignal;
}
/** The commits that are reachable from `wants` and not from `haves` (ids of commits and tags). */
export declare function listCommits(repo: Repository, { wants, haves, tips, signal }: CommitSelection): Promise<{
    readonly graph: CommitGraph;
    readonly unread: readonly Unread[];
}>;
/**
 * @param text of each commit a line `commit`, its id and its parents, and one of its tree; children first, then the boundary:
 *   commits outside, marked with `-`.
 * @param width characters of an id.
 */
export declare function parseCommits(text: string, width: number): CommitGraph & {
    readonly closed: boolean;
};
