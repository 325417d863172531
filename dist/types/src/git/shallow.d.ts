import type { Unread } from '../model.ts';
import type { Repository } from './repository.ts';
/** Ids of the commits at the edge; none in a full clone. */
export declare function shallowEdge(repo: Repository): Promise<ReadonlySet<string>>;
/** What of `commits` has its past beyond the edge, as unread; nothing if all that they lead to is here. */
export declare function beyondEdge(repo: Repository, commits: Iterable<string>): Promise<Unread[]>;
