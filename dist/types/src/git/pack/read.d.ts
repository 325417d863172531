import type { ReaderOptions, ReaderReport } from '../reader.ts';
import type { Repository } from '../repository.ts';
/**
 * Reads all objects of the store and its alternates. What goes wrong is in the report, with what was read before; it is not thrown.
 */
export declare function readPacks(repo: Repository, options: ReaderOptions): Promise<ReaderReport>;
