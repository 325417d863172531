/**
 * Adds the commits that no ref reaches: stashes, what reflogs hold, what was dropped. They are read one by one and not by
 * `git rev-list`, which dies if a part of a dropped line is gone already.
 */
import { readBytes } from './bytes.ts';
import type { CommitGraph } from './commits.ts';
import { readAuthor } from './headers.ts';
import { headerIds } from './naming.ts';
import { collectGit } from './process.ts';
import type { Repository } from './repository.ts';

/** `graph` with every other stored commit after its own, in topological order, parents first. */
export async function withLocalCommits(
  repo: Repository,
  graph: CommitGraph,
  signal: AbortSignal,
): Promise<CommitGraph> {
  const listing = [
    'cat-file',
    '--batch-all-objects',
    '--unordered',
    '--batch-check=%(objecttype) %(objectname)',
    '--buffer',
  ];
  const { output } = await collectGit(repo.place, listing, { signal });
  const local = new Set<string>();
  for (const line of output.toString('latin1').split('\n')) {
    if (line.startsWith('commit ') && !graph.place.has(line.slice(7))) local.add(line.slice(7));
  }
  const parents = new Map<string, readonly string[]>();
  const trees = new Map<string, string>();
  await readBytes(repo, local, signal, (oid, type, bytes) => {
    if (type !== 'commit') return;
    parents.set(oid, readAuthor(bytes).parents);
    headerIds('commit', bytes, (id, kind) => {
      if (kind === 'tree') trees.set(oid, id);
    });
  });
  const known = (oid: string) => graph.place.has(oid) || parents.has(oid);
  // git compares a commit with its parents; one whose parent is gone cannot be compared.
  const order = parentsFirst(parents).filter(oid => parents.get(oid)?.every(known));
  const ids = [...graph.ids, ...order];
  const place = new Map(ids.map((id, at) => [id, at]));
  const firstParents = [...graph.firstParents, ...order.map(oid => parents.get(oid)?.[0] ?? '')];
  return { ids, firstParents, trees: [...graph.trees, ...order.map(oid => trees.get(oid) ?? '')], place };
}

/** Topological order without recursion; ties by id, so that it is always the same. */
function parentsFirst(parents: ReadonlyMap<string, readonly string[]>): string[] {
  const order: string[] = [];
  const state = new Map<string, 'open' | 'done'>();
  for (const start of [...parents.keys()].sort()) {
    const stack = [start];
    while (stack.length > 0) {
      const top = stack[stack.length - 1]!;
      if (state.get(top) === 'done' || !parents.has(top)) stack.pop();
      else if (state.get(top) === 'open') {
        state.set(top, 'done');
        order.push(top);
        stack.pop();
      } else {
        state.set(top, 'open');
        for (const parent of parents.get(top) ?? []) if (!state.has(parent)) stack.push(parent);
      }
    }
  }
  return order;
}
