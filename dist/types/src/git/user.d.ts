import type { UserConfig } from './hardening.ts';
/**
 * The user's own `safe.directory`, `core.hooksPath`, `core.excludesFile` and `lfs.storage`.
 * @throws GitError if git is missing or the configuration is broken.
 */
export declare function readUserConfig(): Promise<UserConfig>;
