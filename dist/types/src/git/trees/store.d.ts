import { type Built } from '../pack/build.ts';
import type { Repository } from '../repository.ts';
import type { Links } from './links.ts';
import { type Search, Things } from './things.ts';
/** What a store holds. */
export interface ReadStore {
    readonly things: Things;
    readonly links: Links;
}
/**
 * What all trees of the store hold, as far as it matters for a search; and its commits, if they are wanted.
 * @param known the catalogue of the store, if there is one. What came into the store since is not in it.
 * @throws GitError if one cannot be read, or is none; Incomplete if `signal` aborts.
 */
export declare function readStore(repo: Repository, search: Search, commits: boolean, known: Built | undefined, signal: AbortSignal): Promise<ReadStore>;
