import { type Built } from '../pack/build.ts';
import type { Repository } from '../repository.ts';
import type { EntryReader } from './entry-reader.ts';
import { type CommitSink } from './tree-families.ts';
/**
 * The catalogue of the store, to read its trees by.
 * @param built one that is known already. What came into the store since is not in it.
 * @throws GitError if a part of the store cannot be listed.
 */
export declare function catalogueOf(repo: Repository, built: Built | undefined): Promise<Built>;
/**
 * Hands every tree of the store to `reader`: those in packs with what they are made of, a base before what is made of it; all
 * others whole.
 * @throws GitError if one cannot be read, or is none; Incomplete if `signal` aborts.
 */
export declare function readAllTrees(repo: Repository, built: Built, reader: EntryReader, signal: AbortSignal): Promise<void>;
/**
 * Reads whole, through git, what stands in no family that could be walked: `left`, strays, and all that is loose. Commits go
 * to `commits`, if somebody wants them.
 */
export declare function readOthers(repo: Repository, { catalogue, strays }: Built, left: readonly number[], reader: EntryReader, commits: CommitSink | undefined, signal: AbortSignal): Promise<void>;
