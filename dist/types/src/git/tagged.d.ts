/** What refs reach without a commit between: tags of tags, and blobs and trees that are tagged for themselves. */
import type { Unread } from '../model.ts';
import type { Ref } from './refs.ts';
import type { Repository } from './repository.ts';
export interface Tagged {
    /** Every tag object on the way. */
    readonly tags: ReadonlySet<string>;
    /** Those of the wanted blobs that are reached, with their paths (latin1; empty for a blob that is tagged itself). */
    readonly paths: ReadonlyMap<string, readonly string[]>;
    readonly unread: readonly Unread[];
}
/** Follows `refs` through tags to blobs and trees. */
export declare function followTags(repo: Repository, refs: readonly Ref[], wanted: ReadonlySet<string>, signal: AbortSignal): Promise<Tagged>;
