/**
 * What history begins at, as git has it: what refs, the HEADs of all working trees, reflogs and indexes name. A list that was
 * cut is noticed: git counts it again.
 */
import { GitError } from '../errors.ts';
import { askGit } from './process.ts';
import type { Repository } from './repository.ts';

export interface Roots {
  /** Commits, and other objects, in hex. Tags are followed. */
  readonly commits: readonly string[];
  readonly others: readonly string[];
  /** What is named for itself and not stored. */
  readonly missing: readonly string[];
}

/** Everything that is named for itself, and of trees that are, not what is in them. */
const NAMED = [
  ...['rev-list', '--objects', '--no-object-names', '--missing=print', '--filter=tree:0', '--no-walk'],
  ...['--all', '--reflog', '--indexed-objects'],
];

/**
 * The roots of everything that is reachable.
 * @throws GitError if git fails, complains or does not tell all: then what it told is not enough. Incomplete if `signal` aborts.
 */
export async function listRoots(repo: Repository, signal: AbortSignal): Promise<Roots> {
  const [listed, counted] = await Promise.all([
    askGit(repo.place, [...NAMED, '--format=%T'], { signal }),
    askGit(repo.place, [...NAMED, '--count'], { signal }),
  ]);
  const roots = { commits: [] as string[], others: [] as string[], missing: [] as string[] };
  const lines = linesOf(listed);
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!;
    // A line with its tree comes behind each commit.
    if (line.startsWith('commit ')) roots.commits.push(lines[at++]!.slice(7));
    else if (line.startsWith('?')) roots.missing.push(line.slice(1));
    else roots.others.push(line);
  }
  const { commits, others, missing } = roots;
  // What is missing is listed by both, and counted by none.
  const again = [...missing.map(id => `?${id}`), String(commits.length + others.length)];
  const width = repo.idBytes * 2;
  if ([...commits, ...others].some(id => id.length !== width) || linesOf(counted).join() !== again.join())
    throw new GitError('git rev-list failed', 'its list ended early');
  return roots;
}

/** Lines of which each is whole, if the last one is. */
function linesOf(output: Buffer): string[] {
  const lines = output.toString('latin1').split('\n');
  if (lines.pop() !== '') throw new GitError('git rev-list failed', 'its list ended early');
  return lines;
}
