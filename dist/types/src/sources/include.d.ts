import type { Repository } from '../git/repository.ts';
import { Books } from '../receipt.ts';
import { type FileOptions } from './worktree.ts';
export interface IncludeOptions {
    /** At least one. */
    readonly include: readonly string[];
    /** Paths relative to the root that limit what is reported. None means everything. */
    readonly within: readonly string[];
    /** How files of the working tree are chosen, if it is in scope. */
    readonly files: FileOptions | undefined;
    readonly indexFile: string | undefined;
    /** Ids that are scanned though no ref may reach them. */
    readonly wants: readonly string[];
    readonly jobs: number;
    readonly signal: AbortSignal;
}
/**
 * Checks that `include` matches a path that the repository has or once had. That a range or the index touches no such path
 * is no mistake. Of several globs one that matches nothing today is noted.
 * @throws UsageError if none matches; GitError if git cannot tell; Incomplete if `signal` aborts.
 */
export declare function checkIncluded(repo: Repository, options: IncludeOptions, books: Books): Promise<void>;
