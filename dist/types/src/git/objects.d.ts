/**
 * The plain reader: streams of `git cat-file --batch`, every object looked at where its bytes lie. It trusts neither git's list
 * of objects nor its exit status: what the store's own folders list is what must have been read.
 */
import { type IdFinder } from './ids.ts';
import type { ReaderOptions, ReaderReport } from './reader.ts';
import type { Repository } from './repository.ts';
/**
 * Reads every object that is stored in the repository, reachable or not. What goes wrong is in the report, with what was read
 * before; it is not thrown.
 */
export declare function readAllObjects(repo: Repository, options: ReaderOptions): Promise<ReaderReport>;
/**
 * Reads the objects with the given ids (hex), each one once.
 * @param stored finds the ids of the whole store, if what is absent from it is to be told; else `absent` of the report is empty.
 */
export declare function readObjects(repo: Repository, oids: Iterable<string>, options: ReaderOptions, stored?: IdFinder): Promise<ReaderReport>;
