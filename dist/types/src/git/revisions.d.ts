import type { Repository } from './repository.ts';
export interface ObjectRange {
    /** Ids of commits, tags, trees or blobs. */
    readonly wants: readonly string[];
    readonly haves: readonly string[];
}
/**
 * The range that revisions stand for: `A..B`, `A...B`, `REV`, `^REV`, as in gitrevisions. An empty side is HEAD.
 * @throws UsageError if one of them names nothing, or nothing is wanted.
 */
export declare function resolveRange(repo: Repository, revisions: readonly string[], signal: AbortSignal): Promise<ObjectRange>;
/**
 * The id of the object that `revision` names; of an annotated tag, the tag's own.
 * @throws UsageError if it names none.
 */
export declare function resolveRevision(repo: Repository, revision: string, signal: AbortSignal): Promise<string>;
/** True if `text` is an object id of the repository's format, in full. */
export declare function isObjectId(text: string, repo: Repository): boolean;
