import { UsageError } from '../errors.ts';
import { type UserConfig } from './hardening.ts';
import { type GitPlace } from './process.ts';
import { type Quarantine } from './quarantine.ts';
export interface Repository {
    /** Top of the working tree, absolute; undefined for a bare repository. */
    readonly root: string | undefined;
    /** Absolute. In a linked worktree it is the worktree's own. */
    readonly gitDir: string;
    /** Absolute: where objects and refs are. */
    readonly commonDir: string;
    /** Folders of objects that are the repository's own; alternates come on top. */
    readonly objectFolders: readonly string[];
    /** What is being pushed, if this runs in a hook that may still refuse it. */
    readonly quarantine: Quarantine | undefined;
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
/** What does not depend on a repository: the user's own settings, and the version of git. */
export interface GitItself {
    readonly user: UserConfig;
    readonly version: string;
}
/**
 * Asks git about itself, and starts to do so at once.
 * @throws GitError if git is missing or too old, or the user's configuration is broken.
 */
export declare function gitItself(): Promise<GitItself>;
/**
 * Opens the repository that `folder` lies in.
 * @param folder an existing folder. @param git what git says of itself, if it was asked before.
 * @throws NotARepository if there is none; GitError if git is missing, too old or refuses (owner, embedded bare repository, unknown format).
 */
export declare function openRepository(folder: string, git?: Promise<GitItself>): Promise<Repository>;
/** Settles when the first question is on its way: what takes long to load is better loaded while git answers. */
export declare const firstQuestion: Promise<void>;
