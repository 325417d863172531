import type { ReaderOptions, ReaderReport } from '../reader.ts';
import type { Repository } from '../repository.ts';
/**
 * Reads all objects of the store and its alternates. What goes wrong is in the report, with what was read before; it is not thrown.
 */
export declare function readPacks(repo: Repository, options: ReaderOptions): Promise<ReaderReport>;
/**
 * Reads the objects with the given ids (hex), each once, and of others only what they are deltas of. It tells the same as
 * `readObjects`.
 */
export declare function readPacked(repo: Repository, oids: ReadonlySet<string>, options: ReaderOptions): Promise<ReaderReport>;
/** The same by whichever way takes less time: by packs, or by git. */
export declare function readFaster(repo: Repository, oids: ReadonlySet<string>, options: ReaderOptions): Promise<ReaderReport>;
