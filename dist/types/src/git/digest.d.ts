import type { Repository } from './repository.ts';
/**
 * The digest of a repository as it is now. Two that are alike mean that git answers alike.
 * @returns undefined if something is there that cannot be read, or is no plain file.
 */
export declare function repositoryDigest(repo: Repository): Promise<string | undefined>;
