import type { Repository } from '../git/repository.ts';
import type { Occurrence } from '../model.ts';
import type { Books } from '../receipt.ts';
import { IndexListing } from './index-entries.ts';
export interface StagedOptions {
    readonly jobs: number;
    /** Blobs of more bytes are skipped by policy. Infinity for none. */
    readonly maxFileBytes: number;
    readonly include: readonly string[];
    readonly exclude: readonly string[];
    /** Paths relative to the root, with `/`: only these and what lies below them. None means everything. */
    readonly within: readonly string[];
    /** The index that `GIT_INDEX_FILE` names, in a hook of `git commit -a` or `git commit PATH`; relative to the root. */
    readonly indexFile?: string | undefined;
    readonly signal: AbortSignal;
    /** The repository's own index, if others want its entries, too. */
    readonly index?: IndexListing;
    /**
     * True where a scan of history reads every stored object anyway: the books then hold no object twice, and only what
     * failed here is entered.
     */
    readonly besideHistory?: boolean;
    readonly onProgress?: (done: number, expected: number) => void;
}
/**
 * The occurrences of credentials in staged blobs and in staged names, in order of their paths.
 * @throws UsageError if `indexFile` does not exist; GitError if the index cannot be read; Incomplete if `signal` aborts.
 */
export declare function stagedOccurrences(repo: Repository, options: StagedOptions, books: Books): AsyncGenerator<Occurrence>;
