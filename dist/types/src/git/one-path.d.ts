import type { CommitGraph } from './commits.ts';
import type { Followed, Wanted } from './presence.ts';
import type { Repository } from './repository.ts';
/**
 * The first commit and one path of each wanted object and name. A stay ends where it begins, for all that is known.
 * @param shared number of commits, first in `graph`, that refs reach: where one of them has an object, its stay begins there.
 */
export declare function followBriefly(repo: Repository, graph: CommitGraph, wanted: Wanted, head: number, shared: number, signal: AbortSignal): Promise<Followed>;
