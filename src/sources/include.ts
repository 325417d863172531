/**
 * Whether the include globs of a request can mean anything in a repository. One that no path ever matched is a slip of the
 * pen, and whatever is scanned behind it would seem clean.
 */
import { resolve } from 'node:path';
import { textOfBytes } from '../byte-text.ts';
import { GitError } from '../errors.ts';
import { readChanges } from '../git/changes.ts';
import { comesUpon } from '../git/come-upon.ts';
import { parseCommits } from '../git/commits.ts';
import { collectGit } from '../git/process.ts';
import type { Repository } from '../git/repository.ts';
import { isInTaggedTree } from '../git/tagged.ts';
import { Books } from '../receipt.ts';
import { IndexListing } from './index-entries.ts';
import { nothingIncluded, pathFilter, pathLimit } from './path-filter.ts';
import { type FileOptions, listFiles } from './worktree.ts';

export interface IncludeOptions {
  /** At least one. */
  readonly include: readonly string[];
  /** Paths relative to the root that limit what is reported. None means everything. */
  readonly within: readonly string[];
  /** How files of the working tree are chosen, if it is in scope. */
  readonly files: FileOptions | undefined;
  readonly indexFile: string | undefined;
  /** Ids that are scanned though no ref may reach them. */
  readonly wants: readonly string[];
  readonly jobs: number;
  readonly signal: AbortSignal;
}

/**
 * Checks that `include` matches a path that the repository has or once had. That a range or the index touches no such path
 * is no mistake. Of several globs one that matches nothing today is noted.
 * @throws UsageError if none matches; GitError if git cannot tell; Incomplete if `signal` aborts.
 */
export async function checkIncluded(repo: Repository, options: IncludeOptions, books: Books): Promise<void> {
  const { include, within } = options;
  const inside = pathLimit(within);
  const globs = await Promise.all(include.map(async glob => ({ glob, matches: await pathFilter([glob], []) })));
  const matched = new Set<string>();
  const see = (path: Buffer) => {
    const text = textOfBytes(path);
    if (!inside(text)) return;
    for (const { glob, matches } of globs) if (!matched.has(glob) && matches(text)) matched.add(glob);
  };
  if (repo.root !== undefined) await seePresent(repo.root, repo, options, see);
  if (matched.size > 0) {
    for (const { glob } of globs.filter(one => !matched.has(one.glob)))
      books.note(`--include ${JSON.stringify(glob)} matches no path that is there now`);
  } else if (!(await wasOnceIncluded(repo, options))) {
    const below = within.length === 0 ? '' : ` below ${within.join(', ')}`;
    throw nothingIncluded(include, `${repo.root ?? repo.gitDir}${below}, nor did it ever`);
  }
}

/** Shows the paths of the index and, where they are in scope, those of the working tree. */
async function seePresent(
  root: string,
  repo: Repository,
  options: IncludeOptions,
  see: (path: Buffer) => void,
): Promise<void> {
  const { files, indexFile, signal } = options;
  try {
    // The scan lists them again, and it is that list that enters what could not be listed.
    if (files) for (const { path } of await listFiles(root, repo, files, new Books())) see(path);
    else {
      const file = indexFile === undefined ? undefined : resolve(root, indexFile);
      for (const { path } of await new IndexListing(repo, file, signal).entries()) see(path);
    }
  } catch (error) {
    // An index that cannot be read is told by the step that has it in scope. Here history may still know the path.
    if (!(error instanceof GitError)) throw error;
  }
}

/** True if a commit of any ref or reflog changed a path that the globs match, or a tagged tree has one. Reads no further than to the first. */
async function wasOnceIncluded(repo: Repository, options: IncludeOptions): Promise<boolean> {
  const { include, within, wants, jobs, signal } = options;
  const [inside, wanted] = [pathLimit(within), await pathFilter(include, [])];
  const args = ['rev-list', '--topo-order', '--parents', '--boundary', '--format=%T', '--all', '--reflog', '--stdin'];
  const input = wants.map(oid => `${oid}\n`).join('');
  const { output, end } = await collectGit(repo.place, args, { input, signal });
  const graph = parseCommits(output.toString('latin1'), repo.idBytes * 2);
  const matches = (path: string) => {
    const text = textOfBytes(Buffer.from(path, 'latin1'));
    return inside(text) && wanted(text);
  };
  const found = await comesUpon(look =>
    readChanges(repo, graph, jobs, signal, (_from, _to, path) => {
      look(matches(path));
      return undefined;
    }),
  );
  if (!found && end.problem !== undefined) throw new GitError('what --include matches cannot be told', end.problem);
  return found || isInTaggedTree(repo, wants, matches, signal);
}
