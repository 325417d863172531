import type { Wanted } from './presence.ts';
import type { Repository } from './repository.ts';
/**
 * The paths, as latin1, at which `tree` has what is wanted, by the blob's id or by the name that the path ends in.
 * @throws GitError if git fails: then paths would be missing without a word.
 */
export declare function pathsInTree(repo: Repository, tree: string, { oids, names }: Pick<Wanted, 'oids' | 'names'>, signal: AbortSignal): Promise<ReadonlyMap<string, readonly string[]>>;
/**
 * Calls `onPath` with every path of `tree` (latin1), folders too, and the id that stands there.
 * @throws GitError if git fails: then paths would be missing without a word; whatever `onPath` throws.
 */
export declare function eachPathInTree(repo: Repository, tree: string, onPath: (path: string, oid: string) => void, signal: AbortSignal): Promise<void>;
