import type { Repository } from './repository.ts';
/**
 * Looks where git looks for a repository: in `folder` and above it, on the same file system, up to the one that git found.
 * @param found what git takes for the repository of `folder`, if anything.
 * @returns the path of what git passed by.
 */
export declare function brokenRepository(folder: string, found: Repository | undefined): Promise<string | undefined>;
