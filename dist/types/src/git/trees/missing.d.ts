import type { Built } from '../pack/build.ts';
import type { Repository } from '../repository.ts';
/**
 * Those of `absent`, and of what the index and refs name, that are reachable and not stored.
 * @param absent every id that a stored object names and that is not stored.
 * @param built the catalogue of the store, if it is known.
 * @throws GitError if that cannot be told for sure; Incomplete if `signal` aborts.
 */
export declare function missingByTrees(repo: Repository, absent: Iterable<string>, built: Built | undefined, signal: AbortSignal): Promise<readonly string[]>;
