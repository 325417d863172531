import type { Repository } from '../git/repository.ts';
import type { Occurrence } from '../model.ts';
import type { Books } from '../receipt.ts';
import { type FileOptions } from './worktree.ts';
/**
 * What the Git LFS objects that are stored for a repository hold: those in its own folder, and from elsewhere those that were
 * named by a pointer which has been read, if they are what the pointer means. So no configuration, alternate or link makes
 * a file of somebody else one of the repository: who names a SHA-256 knows what it is of.
 * @param which of its own folder all, or those that were named, too.
 * @throws GitError if git cannot tell `lfs.storage`; Incomplete if a folder cannot be read, or `signal` aborts.
 */
export declare function lfsOccurrences(repo: Repository, which: 'all' | 'named', options: FileOptions, books: Books): AsyncGenerator<Occurrence>;
