/**
 * The commits of a repository, parents before children. A list that was cut is noticed: every parent that is named must be
 * listed or be told as the boundary, and every tip must be listed.
 */
import type { Unread } from '../model.ts';
import { collectGit } from './process.ts';
import type { Repository } from './repository.ts';

export interface CommitGraph {
  /** Ids, in topological order, parents first. */
  readonly ids: readonly string[];
  /** Of each commit, the id of its first parent, which may lie outside; empty if it has none, or none in a shallow clone. */
  readonly firstParents: readonly string[];
  /** Of each commit, the id of its tree. */
  readonly trees: readonly string[];
  readonly place: ReadonlyMap<string, number>;
}

export interface CommitSelection {
  readonly wants: Iterable<string>;
  readonly haves?: Iterable<string>;
  /** Commits that must be listed. */
  readonly tips?: Iterable<string>;
  readonly signal: AbortSignal;
}

/** The commits that are reachable from `wants` and not from `haves` (ids of commits and tags). */
export async function listCommits(
  repo: Repository,
  { wants, haves = [], tips = [], signal }: CommitSelection,
): Promise<{ readonly graph: CommitGraph; readonly unread: readonly Unread[] }> {
  const input = [...wants, ...[...haves].map(oid => `^${oid}`), ''].join('\n');
  const args = ['rev-list', '--topo-order', '--parents', '--boundary', '--format=%T', '--stdin'];
  const unread: Unread[] = [];
  const { output, end } = await collectGit(repo.place, args, { input, signal });
  if (end.problem !== undefined) unread.push({ class: 'git', what: 'the list of commits', why: end.problem });
  const { closed, ...graph } = parseCommits(output.toString('latin1'), repo.idBytes * 2);
  const cut = [...tips].find(tip => !graph.place.has(tip));
  if (cut !== undefined)
    unread.push({ class: 'git', what: `commit ${cut}`, why: 'git does not list it although a ref is there' });
  if (!closed) unread.push({ class: 'git', what: 'the list of commits', why: 'it ended early: a parent is not in it' });
  return { graph, unread };
}

/**
 * @param text of each commit a line `commit`, its id and its parents, and one of its tree; children first, then the boundary:
 *   commits outside, marked with `-`.
 * @param width characters of an id.
 */
export function parseCommits(text: string, width: number): CommitGraph & { readonly closed: boolean } {
  const lines = text.split('\n');
  let closed = lines.pop() === '' && lines.length % 2 === 0;
  const outside = new Set<string>();
  const inside: { readonly id: string; readonly parents: readonly string[]; readonly tree: string }[] = [];
  for (let at = 0; at + 1 < lines.length; at += 2) {
    const [word, id = '', ...parents] = lines[at]!.split(' ');
    const tree = lines[at + 1]!;
    if (word !== 'commit' || tree.length !== width) closed = false;
    if (id.startsWith('-')) outside.add(id.slice(1));
    else inside.push({ id, parents, tree });
  }
  inside.reverse();
  const ids = inside.map(one => one.id);
  const place = new Map(ids.map((id, at) => [id, at]));
  closed &&= inside.every(({ parents }) => parents.every(parent => place.has(parent) || outside.has(parent)));
  return {
    ids,
    firstParents: inside.map(({ parents }) => parents[0] ?? ''),
    trees: inside.map(one => one.tree),
    place,
    closed,
  };
}
