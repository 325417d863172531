import type { Repository } from '../git/repository.ts';
/** One entry of the index; a path in conflict has up to three. */
export interface IndexEntry {
    /** Octal, as git writes it: `100644`, `120000` (a link), `160000` (a submodule). */
    readonly mode: string;
    readonly oid: string;
    readonly path: Buffer;
    /** HEAD has no file of this path. */
    readonly isNew: boolean;
}
/**
 * Checks the index before git reads it: git hangs on one that is a pipe, and takes a cut one for a short one.
 * @throws GitError if it is damaged or cannot be read.
 */
export declare function checkIndexOf(repo: Repository, indexFile?: string): Promise<void>;
/**
 * Hands on every entry of the index, which has been checked.
 * @throws GitError if the index is damaged or cannot be read; Incomplete if `signal` aborts.
 */
export declare function listIndex(repo: Repository, indexFile: string | undefined, signal: AbortSignal, onEntry: (path: Buffer, mode: string, oid: string) => void): Promise<void>;
/**
 * The entries that differ from HEAD in mode or content, in order of their paths. Without a commit at HEAD, or with one whose
 * tree cannot be listed, all of them: `compared` is then the reason.
 * @param indexFile absolute path of another index than the repository's own.
 * @throws GitError if the index cannot be read; Incomplete if `signal` aborts.
 */
export declare function changedEntries(repo: Repository, indexFile: string | undefined, signal: AbortSignal): Promise<{
    readonly entries: readonly IndexEntry[];
    readonly notCompared: string | undefined;
}>;
