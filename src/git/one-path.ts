/**
 * Follows objects where their paths cannot all be followed: trees nested into a bomb, or too deep for git to compare. git
 * names, after each commit, the objects that it is the first to have, with one path of each: so every tree is opened once.
 */
import type { Unread } from '../model.ts';
import type { CommitGraph } from './commits.ts';
import { type Followed, partOf, type Stay, type Wanted } from './presence.ts';
import { collectGit, streamGit } from './process.ts';
import type { Repository } from './repository.ts';

/** The first commit and one path of each wanted object. A stay ends where it begins, for all that is known. */
export async function followBriefly(
  repo: Repository,
  graph: CommitGraph,
  wanted: Wanted,
  head: number,
  signal: AbortSignal,
): Promise<Followed> {
  const width = repo.idBytes * 2;
  const stays = new Map<string, Stay>();
  let commit = -1;
  let rest = '';
  const readLine = (line: string) => {
    const oid = line.slice(0, width);
    const at = line.length === width ? graph.place.get(oid) : undefined;
    if (at !== undefined) commit = at;
    const path = line.slice(width + 1);
    const hits = wanted.oids.has(oid) ? [oid] : wanted.names.filter(name => partOf(path, name));
    for (const hit of hits) {
      if (!stays.has(hit)) stays.set(hit, { oid: hit, path, first: commit, last: commit, atHead: false });
    }
  };
  const end = await streamGit(
    repo.place,
    // What is missing is told by whoever looks for it, and need not hide the rest.
    ['rev-list', '--objects', '--missing=allow-any', '--in-commit-order', '--topo-order', '--reverse', '--stdin'],
    piece => {
      const lines = (rest + piece.toString('latin1')).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) readLine(line);
    },
    { input: `${graph.ids.join('\n')}\n`, signal },
  );
  const problem = end.problem ?? (rest === '' ? undefined : 'its output ended early');
  const unread: Unread[] = problem === undefined ? [] : [{ class: 'git', what: 'paths of findings', why: problem }];
  const here = head < 0 ? [...stays.values()] : await atHead(repo, graph.ids[head]!, [...stays.values()], signal);
  return { stays: here, unread, truncated: true };
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
