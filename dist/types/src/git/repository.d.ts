import { UsageError } from '../errors.ts';
import type { GitPlace } from './process.ts';
export interface Repository {
    /** Top of the working tree, absolute; undefined for a bare repository. */
    readonly root: string | undefined;
    /** Absolute. In a linked worktree it is the worktree's own. */
    readonly gitDir: string;
    /** Absolute: where objects and refs are. */
    readonly commonDir: string;
    /** Where the named path lies below `root`, with `/` and no slash at the end; empty at the top. */
    readonly prefix: string;
    readonly shallow: boolean;
    /** Length of an object id in bytes: 20, or 32 with SHA-256. */
    readonly idBytes: 20 | 32;
    readonly gitVersion: string;
    /** How git calls in this repository are made. */
    readonly place: GitPlace;
}
/** Thrown inside by `openRepository` and by nobody else: git says that there is no repository. */
export declare class NotARepository extends UsageError {
}
/**
 * Opens the repository that `folder` lies in.
 * @param folder an existing folder.
 * @throws NotARepository if there is none; GitError if git is missing, too old or refuses (owner, embedded bare repository, unknown format).
 */
export declare function openRepository(folder: string): Promise<Repository>;
