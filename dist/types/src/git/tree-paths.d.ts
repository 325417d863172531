import type { Repository } from './repository.ts';
/**
 * The paths, as latin1, of those blobs of `tree` that are in `wanted`.
 * @throws GitError if git fails: then paths would be missing without a word.
 */
export declare function pathsInTree(repo: Repository, tree: string, wanted: ReadonlySet<string>, signal: AbortSignal): Promise<ReadonlyMap<string, readonly string[]>>;
