import { type NamedRefs } from '../git/refs.ts';
import type { Repository } from '../git/repository.ts';
import type { Occurrence } from '../model.ts';
import type { Books } from '../receipt.ts';
import { type StoredOptions } from './stored.ts';
export interface HistoryOptions extends StoredOptions {
    /** A date or a revision: only what refs reach and what is not older. */
    readonly since?: string | undefined;
    /** The refs, if git was asked for them before. */
    readonly named?: Promise<NamedRefs> | undefined;
}
/**
 * The occurrences of credentials in all of history. What could not be read is in `books`, not thrown.
 * @throws UsageError if `since` means nothing; GitError if git cannot be started; Incomplete if `options.signal` aborts before objects are read.
 */
export declare function historyOccurrences(repo: Repository, options: HistoryOptions, books: Books): Promise<readonly Occurrence[]>;
