import type { CommitGraph } from './commits.ts';
import { type Followed, type Wanted } from './presence.ts';
import type { Repository } from './repository.ts';
/** The first commit and one path of each wanted object. A stay ends where it begins, for all that is known. */
export declare function followBriefly(repo: Repository, graph: CommitGraph, wanted: Wanted, head: number, signal: AbortSignal): Promise<Followed>;
