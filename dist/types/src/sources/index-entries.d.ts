import type { Repository } from '../git/repository.ts';
/** One entry of the index; a path in conflict has up to three. */
export interface ListedEntry {
    /** Octal, as git writes it: `100644`, `120000` (a link), `160000` (a submodule). */
    readonly mode: string;
    readonly oid: string;
    readonly path: Buffer;
}
/** An entry that differs from HEAD. */
export interface IndexEntry extends ListedEntry {
    /** HEAD has no file of this path. */
    readonly isNew: boolean;
}
/** An index, for all who want its entries: git lists them once. */
export declare class IndexListing {
    #private;
    /** @param file absolute path of another index than the repository's own. */
    constructor(repo: Repository, file: string | undefined, signal: AbortSignal);
    /**
     * Checks the index before git reads it: git hangs on one that is a pipe, and takes a cut one for a short one.
     * @throws GitError if it is damaged or cannot be read.
     */
    check(): Promise<void>;
    /**
     * Every entry, in the order of git.
     * @throws GitError if the index is damaged or cannot be read; Incomplete if the signal aborts.
     */
    entries(): Promise<readonly ListedEntry[]>;
}
/**
 * The entries that differ from HEAD in mode or content, in order of their paths. Without a commit at HEAD, or with one whose
 * tree cannot be listed, all of them: `compared` is then the reason.
 * @throws GitError if the index cannot be read; Incomplete if `signal` aborts.
 */
export declare function changedEntries(repo: Repository, index: IndexListing, signal: AbortSignal): Promise<{
    readonly entries: readonly IndexEntry[];
    readonly notCompared: string | undefined;
}>;
