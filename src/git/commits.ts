/**
 * The commits of a repository, parents before children. A list that was cut is noticed: every parent that is named must be
 * listed, and every tip.
 */
import type { Unread } from '../model.ts';
import { collectGit } from './process.ts';
import type { Repository } from './repository.ts';

export interface CommitGraph {
  /** Ids, in topological order, parents first. */
  readonly ids: readonly string[];
  /** Of each commit, the place of its first parent in `ids`; -1 if it has none. */
  readonly firstParent: Int32Array;
  readonly place: ReadonlyMap<string, number>;
}

/**
 * The commits that `selection` (arguments of `git rev-list`) reaches.
 * @param tips commits that must be among them.
 */
export async function listCommits(
  repo: Repository,
  selection: readonly string[],
  options: { readonly input?: string; readonly tips?: Iterable<string>; readonly signal: AbortSignal },
): Promise<{ readonly graph: CommitGraph; readonly unread: readonly Unread[] }> {
  const unread: Unread[] = [];
  const { output, end } = await collectGit(repo.place, ['rev-list', '--topo-order', '--parents', ...selection], {
    signal: options.signal,
    ...(options.input !== undefined && { input: options.input }),
  });
  if (end.problem !== undefined) unread.push({ class: 'git', what: 'the list of commits', why: end.problem });
  const graph = parseCommits(output.toString('latin1'), repo.idBytes * 2);
  const cut = [...(options.tips ?? [])].find(tip => !graph.place.has(tip));
  if (cut !== undefined)
    unread.push({ class: 'git', what: `commit ${cut}`, why: 'git does not list it although a ref is there' });
  if (!graph.closed)
    unread.push({ class: 'git', what: 'the list of commits', why: 'it ended early: a parent is not in it' });
  return { graph, unread };
}

/** @param text lines of a commit and its parents, children first. @param width characters of an id. */
export function parseCommits(text: string, width: number): CommitGraph & { readonly closed: boolean } {
  const lines = text.split('\n');
  const whole = lines.pop() === '';
  lines.reverse();
  const ids = lines.map(line => line.slice(0, width));
  const place = new Map(ids.map((id, at) => [id, at]));
  const firstParent = new Int32Array(ids.length).fill(-1);
  let closed = whole;
  lines.forEach((line, at) => {
    for (let start = width + 1; start < line.length; start += width + 1) {
      const parent = place.get(line.slice(start, start + width));
      if (parent === undefined) closed = false;
      else if (start === width + 1) firstParent[at] = parent;
    }
  });
  return { ids, firstParent, place, closed };
}
