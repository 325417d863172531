/**
 * Follows objects where their paths cannot all be followed: trees nested into a bomb, or too deep for git to compare. git
 * names, after each commit, the objects that it is the first to have, with one path of each: so every tree is opened once.
 */
import type { Unread } from '../model.ts';
import type { CommitGraph } from './commits.ts';
import type { Followed, Stay, Wanted } from './presence.ts';
import { collectGit, streamGit } from './process.ts';
import type { Repository } from './repository.ts';

/**
 * The first commit and one path of each wanted object and name. A stay ends where it begins, for all that is known.
 * @param shared number of commits, first in `graph`, that refs reach: where one of them has an object, its stay begins there.
 */
export async function followBriefly(
  repo: Repository,
  graph: CommitGraph,
  wanted: Wanted,
  head: number,
  shared: number,
  signal: AbortSignal,
): Promise<Followed> {
  const stays = new Map<string, Stay>();
  const unread: Unread[] = [];
  let hidden = false;
  for (const commits of [graph.ids.slice(0, shared), graph.ids.slice(shared)]) {
    if (commits.length === 0) continue;
    const added = await addStays(repo, graph, commits, wanted, stays, signal);
    unread.push(...added.unread);
    hidden ||= added.hidden;
  }
  const here = head < 0 ? [...stays.values()] : await atHead(repo, graph.ids[head]!, [...stays.values()], signal);
  return { stays: here, unread, truncated: true, hidden };
}

/**
 * Adds to `stays`, by id or name, what `commits` and all below them have of the wanted and is not there yet. `hidden`: something is
 * missing, below which there may be more.
 */
async function addStays(
  repo: Repository,
  graph: CommitGraph,
  commits: readonly string[],
  wanted: Wanted,
  stays: Map<string, Stay>,
  signal: AbortSignal,
): Promise<{ readonly unread: readonly Unread[]; readonly hidden: boolean }> {
  const width = repo.idBytes * 2;
  let commit = -1;
  let rest = '';
  let hidden = false;
  const add = (oid: string, path: string) => {
    if (!stays.has(oid)) stays.set(oid, { oid, path, first: commit, last: commit, atHead: false });
  };
  const readLine = (line: string) => {
    if (line.startsWith('?')) {
      hidden = true;
      return;
    }
    const oid = line.slice(0, width);
    const at = line.length === width ? graph.place.get(oid) : undefined;
    if (at !== undefined) commit = at;
    const path = line.slice(width + 1);
    if (wanted.oids.has(oid)) add(oid, path);
    // Of an object git names one path: that of a tree leads to each of its names, if what has the name is known by another.
    for (const name of wanted.holders.get(oid) ?? []) add(name, path === '' ? name : `${path}/${name}`);
  };
  const end = await streamGit(
    repo.place,
    // What is missing is told by whoever looks for it, and need not hide the rest.
    ['rev-list', '--objects', '--missing=print', '--in-commit-order', '--topo-order', '--reverse', '--stdin'],
    piece => {
      const lines = (rest + piece.toString('latin1')).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) readLine(line);
    },
    { input: `${commits.join('\n')}\n`, signal },
  );
  const problem = end.problem ?? (rest === '' ? undefined : 'its output ended early');
  if (problem === undefined) return { unread: [], hidden };
  return { unread: [{ class: 'git', what: 'paths of findings', why: problem }], hidden: true };
}

/** Marks those that the commit `head` has at the same path. */
async function atHead(repo: Repository, head: string, stays: readonly Stay[], signal: AbortSignal): Promise<Stay[]> {
  const asked = stays.filter(stay => !stay.path.includes('\n'));
  const input = Buffer.from(asked.map(stay => `${head}:${stay.path}\n`).join(''), 'latin1');
  const { output } = await collectGit(repo.place, ['cat-file', '--batch-check=%(objectname)'], { input, signal });
  const answers = output.toString('latin1').split('\n');
  const has = new Set(asked.filter((stay, at) => answers[at] === stay.oid).map(stay => stay.oid));
  return stays.map(stay => ({ ...stay, atHead: has.has(stay.oid) }));
}
