import type { Answers } from './answers.ts';
import { type Reachable } from './reachable.ts';
import type { Repository } from './repository.ts';
export declare class Missing {
    #private;
    constructor(repo: Repository, answers: Answers, signal: AbortSignal);
    /** Asks ahead, if packs from a partial clone's remote say that objects will be missing. */
    expect(): Promise<void>;
    /** @throws GitError if git cannot be started, Incomplete if the scan is stopped. */
    list(): Promise<Reachable>;
    /** Nobody will ask any more: a walk that is under way is stopped. */
    close(): void;
}
