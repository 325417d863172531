/**
 * Reads what each commit changed against its first parent, by `git diff-tree`: paths and ids, no contents. Only changes that
 * the caller keeps are held.
 */
import { GitError } from '../errors.ts';
import type { CommitGraph } from './commits.ts';
import type { Repository } from './repository.ts';
/** One commit has so many places of what is wanted that it is no project. */
export declare class TooManyPlaces extends GitError {
}
/**
 * What `keep` makes of the changes of each commit of `graph`, by the commit's place there.
 * @param keep gets old id, new id and path (latin1) of one change; undefined drops it.
 * @throws GitError if git fails, OverMemory or TooManyPlaces at a bomb of trees, Incomplete if `signal` aborts or git hangs.
 */
export declare function readChanges<Kept>(repo: Repository, graph: CommitGraph, jobs: number, signal: AbortSignal, keep: (from: string, to: string, path: string) => Kept | undefined): Promise<ReadonlyMap<number, readonly Kept[]>>;
