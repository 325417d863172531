import type { Repository } from './repository.ts';
export interface Roots {
    /** Commits, and other objects, in hex. Tags are followed. */
    readonly commits: readonly string[];
    readonly others: readonly string[];
    /** What is named for itself and not stored. */
    readonly missing: readonly string[];
}
/**
 * The roots of everything that is reachable.
 * @throws GitError if git fails, complains or does not tell all: then what it told is not enough. Incomplete if `signal` aborts.
 */
export declare function listRoots(repo: Repository, signal: AbortSignal): Promise<Roots>;
