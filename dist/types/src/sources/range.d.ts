/**
 * Every object that is reachable from some ids and not from others: what a push would publish, what a pull request adds.
 * Commits and tags with their messages, names in trees, blobs whole. It reads no object outside the range but to compare.
 */
import type { Repository } from '../git/repository.ts';
import { type ObjectRange } from '../git/revisions.ts';
import type { Occurrence } from '../model.ts';
import type { Books } from '../receipt.ts';
import { type StoredOptions } from './stored.ts';
/**
 * The occurrences of credentials in the objects of a range, each at the commit of the range that brought it. What could not
 * be read is in `books`, not thrown. An id of `haves` that is not stored excludes nothing, and is noted.
 * @throws UsageError if an id is none, or one of `wants` is not stored; GitError if git cannot be started; Incomplete if `options.signal` aborts.
 */
export declare function rangeOccurrences(repo: Repository, range: ObjectRange, options: StoredOptions, books: Books): Promise<readonly Occurrence[]>;
