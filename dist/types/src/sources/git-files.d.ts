import type { Repository } from '../git/repository.ts';
import type { Books } from '../receipt.ts';
import type { IndexListing } from './index-entries.ts';
/** One path to read, as bytes, relative to the root. */
export interface Listed {
    readonly path: Buffer;
    readonly foreign?: Foreign;
    /** Absolute, as bytes: where it is to be read if not at `path`. */
    readonly at?: Buffer;
}
/** A repository of its own, tracked as a submodule or not; or a submodule that is not checked out. */
export type Foreign = 'repository' | 'submodule';
/**
 * The files of the working tree. What git could not list is entered in `books`; the rest is listed all the same.
 * @param index of the working tree. @param ignored also files that git ignores.
 * @throws GitError if the index cannot be read, Incomplete if `signal` aborts.
 */
export declare function listByGit(repo: Repository, index: IndexListing, ignored: boolean, signal: AbortSignal, books: Books): Promise<Listed[]>;
