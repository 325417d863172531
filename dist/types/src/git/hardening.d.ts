/** Settings of the user, and nobody else, that git calls must still obey. */
export interface UserConfig {
    /** Values of `safe.directory`, in order: repositories of other owners that the user trusts. */
    readonly safeDirectories: readonly string[];
    /** `core.hooksPath` as the user's own configuration has it. */
    readonly hooksPath?: string;
    /** The user's own list of ignored files: `core.excludesFile`, or git's default place for it if there is one. */
    readonly excludesFile?: string;
    /** Values of `lfs.storage`: where Git LFS objects may be. */
    readonly lfsStorage?: readonly string[];
}
export interface Hardening {
    readonly user: UserConfig;
    /** Found by git itself before; an explicit directory switches its ownership checks off. */
    readonly gitDir?: string;
    /** True only after it was checked that the bare repository lies in no working tree. */
    readonly bareAllowed?: boolean;
    /** A folder of objects to read beside the repository's own: what is being pushed, in a hook that may still refuse it. */
    readonly quarantine?: string;
}
/** Configuration pairs (`key=value`) of a hardened call, in order. */
export declare function hardenedConfig(call: Hardening): string[];
/** The arguments that stand before git's subcommand. */
export declare function hardenedFlags(call: Hardening): string[];
/** The whole environment of a hardened call. `indexFile` is handed over only where a hook's `GIT_INDEX_FILE` is meant. */
export declare function hardenedEnvironment(call?: Hardening, indexFile?: string): Record<string, string>;
/** The environment to read the user's own configuration with: theirs, but no repository's and no ad-hoc settings. */
export declare function userEnvironment(): Record<string, string>;
/** The environment to ask what git will do in a repository: as the user's own git, and in the repository that git names to a hook. */
export declare function userEnvironmentInRepository(): Record<string, string>;
