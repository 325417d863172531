import type { Unread } from '../model.ts';
import type { Wanted } from './presence.ts';
import { type Ref } from './refs.ts';
import type { Repository } from './repository.ts';
export interface Tagged {
    /** Every tag object on the way. */
    readonly tags: ReadonlySet<string>;
    /** The trees that are reached for themselves. */
    readonly trees: ReadonlySet<string>;
    /** The wanted blobs and names that are reached, with their paths (latin1; empty for a blob that is tagged itself). */
    readonly paths: ReadonlyMap<string, readonly string[]>;
    readonly unread: readonly Unread[];
}
/**
 * Follows `refs` through tags to blobs and trees.
 * @param within the objects that count; all if it is not given.
 */
export declare function followTags(repo: Repository, refs: readonly Pick<Ref, 'oid' | 'type'>[], wanted: Wanted, signal: AbortSignal, within?: ReadonlySet<string>): Promise<Tagged>;
/**
 * True if a tree that a ref or one of `others` reaches without a commit has a path that `matches` (latin1; folders, too). Reads
 * no further than to the first.
 * @throws GitError if that cannot be told; Incomplete if `signal` aborts.
 */
export declare function isInTaggedTree(repo: Repository, others: readonly string[], matches: (path: string) => boolean, signal: AbortSignal): Promise<boolean>;
