import { type NamedRefs } from './git/refs.ts';
import { type Repository } from './git/repository.ts';
import type { Settings } from './settings.ts';
/** A repository and the paths below its top that limit what is reported; none: everything. */
export interface Target {
    readonly repository: Repository;
    readonly limits: string[];
    /** The refs, if nothing is read before them: git is asked while what reads is loaded. */
    readonly named?: Promise<NamedRefs>;
}
export interface Targets {
    readonly targets: readonly Target[];
    /** Files and folders in no repository. */
    readonly files: readonly string[];
    /** Repositories that git does not take for one. */
    readonly broken: ReadonlySet<string>;
}
/** Why nothing of a repository was read that git does not take for one. */
export declare const NO_REPOSITORY = "git does not take it for a repository, so no history was read ('keysift dir' is for files alone)";
/**
 * What stands at the paths of `settings`.
 * @throws UsageError if there is nothing, GitError at a repository that git does not take for one where one is needed.
 */
export declare function targetsOf(settings: Settings): Promise<Targets>;
