/**
 * One value for all that git's answers about history depend on: packs, loose objects, refs, HEADs, reflogs, indexes, the
 * shallow edge and the configuration, of the repository, its linked working trees and its alternates. It asks nothing of git.
 */
import type { Repository } from './repository.ts';
/**
 * The digest of a repository as it is now. Two that are alike mean that git answers alike.
 * @returns undefined if something is there that cannot be read, or is no plain file.
 */
export declare function repositoryDigest(repo: Repository): Promise<string | undefined>;
