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
  const args = ['rev-list', '--topo-order', '--parents', '--boundary', '--stdin'];
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
 * @param text lines of a commit and its parents, children first, then the boundary: commits outside, marked with `-`.
 * @param width characters of an id.
 */
export function parseCommits(text: string, width: number): CommitGraph & { readonly closed: boolean } {
  const lines = text.split('\n');
  const whole = lines.pop() === '';
  const outside = new Set(lines.filter(line => line.startsWith('-')).map(line => line.slice(1, width + 1)));
  const inside = lines.filter(line => !line.startsWith('-')).reverse();
  const ids = inside.map(line => line.slice(0, width));
  const place = new Map(ids.map((id, at) => [id, at]));
  const firstParents = inside.map(line => line.slice(width + 1, 2 * width + 1));
  const named = (line: string) =>
    line
      .slice(width + 1)
      .split(' ')
      .filter(Boolean);
  const closed = whole && inside.every(line => named(line).every(parent => place.has(parent) || outside.has(parent)));
  return { ids, firstParents, place, closed };
}
