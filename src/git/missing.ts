/**
 * Says which of the objects that are named and not stored are reachable: by the trees themselves, which takes a third of the
 * time, or by git's walk over all of history, which takes nobody's word. Both mean the same.
 */
import { GitError, Incomplete } from '../errors.ts';
import { listMissing, type Reachable } from './reachable.ts';
import type { ReaderReport } from './reader.ts';
import type { Repository } from './repository.ts';
import { missingByTrees } from './trees/missing.ts';

/**
 * What refs, reflogs and the index reach and the store has not.
 * @param report tells what stored objects name and is not stored. @param byTrees true to read all trees; git is asked all the
 *   same if they do not tell it for sure.
 * @throws GitError if git cannot be started, Incomplete if `signal` aborts.
 */
export async function findMissing(
  repo: Repository,
  { absent, built }: Pick<ReaderReport, 'absent' | 'built'>,
  byTrees: boolean,
  signal: AbortSignal,
): Promise<Reachable> {
  if (byTrees) {
    try {
      return { missing: await missingByTrees(repo, absent.keys(), built, signal), unread: [] };
    } catch (error) {
      if (signal.aborted || !(error instanceof GitError || error instanceof Incomplete)) throw error;
      // What the trees do not tell, git is asked for; what it cannot tell either it says.
    }
  }
  return listMissing(repo, signal);
}
