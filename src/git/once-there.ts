/** Whether a path that is not there now ever was: so that it may limit a report, and a misspelt one may not. */
import { textOfBytes } from '../byte-text.ts';
import { askGit } from './process.ts';
import type { Repository } from './repository.ts';
import { isInTaggedTree } from './tagged.ts';

/**
 * True if a commit of any ref or reflog changed something at or below `path`, or a tagged tree has it.
 * @param path relative to the top of the repository, with `/`.
 * @throws GitError if git cannot walk the history; Incomplete if `signal` aborts.
 */
export async function wasOnceThere(repo: Repository, path: string, signal: AbortSignal): Promise<boolean> {
  // Without --full-history git leaves out side branches whose change a merge undid (git-rev-list(1), History Simplification).
  const args = ['rev-list', '--max-count=1', '--full-history', '--all', '--reflog', '--', path];
  if ((await askGit(repo.place, args, { signal })).length > 0) return true;
  return isInTaggedTree(repo, [], one => textOfBytes(Buffer.from(one, 'latin1')) === path, signal);
}
