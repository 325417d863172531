import type { Repository } from './repository.ts';
/**
 * True if a commit of any ref or reflog changed something at or below `path`, or a tagged tree has it.
 * @param path relative to the top of the repository, with `/`.
 * @throws GitError if git cannot walk the history; Incomplete if `signal` aborts.
 */
export declare function wasOnceThere(repo: Repository, path: string, signal: AbortSignal): Promise<boolean>;
