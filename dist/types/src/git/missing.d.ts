import { type Reachable } from './reachable.ts';
import type { ReaderReport } from './reader.ts';
import type { Repository } from './repository.ts';
/**
 * What refs, reflogs and the index reach and the store has not.
 * @param report tells what stored objects name and is not stored. @param byTrees true to read all trees; git is asked all the
 *   same if they do not tell it for sure.
 * @throws GitError if git cannot be started, Incomplete if `signal` aborts.
 */
export declare function findMissing(repo: Repository, { absent, built }: Pick<ReaderReport, 'absent' | 'built'>, byTrees: boolean, signal: AbortSignal): Promise<Reachable>;
