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
import { shallowEdge } from './shallow.ts';

/**
 * `graph` with every other stored commit after its own, in topological order, parents first: those that lie before the edge of a
 * shallow clone, then those of this clone alone. `shared`: how many are not of this clone alone; `hidden`: one of these is left out,
 * as it cannot be compared with a parent that is gone.
 */
export async function withLocalCommits(
  repo: Repository,
  graph: CommitGraph,
  signal: AbortSignal,
): Promise<{ readonly graph: CommitGraph; readonly shared: number; readonly hidden: boolean }> {
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
  const before: string[] = [];
  const edge = new Set([...(await shallowEdge(repo))].filter(oid => graph.place.has(oid)));
  await readBytes(repo, new Set([...local, ...edge]), signal, (oid, type, bytes) => {
    if (type !== 'commit') return;
    const own = readAuthor(bytes).parents;
    if (edge.has(oid)) {
      before.push(...own);
      return;
    }
    parents.set(oid, own);
    headerIds('commit', bytes, (id, kind) => {
      if (kind === 'tree') trees.set(oid, id);
    });
  });
  const known = (oid: string) => graph.place.has(oid) || parents.has(oid);
  // git compares a commit with its parents; one whose parent is gone cannot be compared.
  const inOrder = parentsFirst(parents).filter(oid => parents.get(oid)?.every(known));
  const older = below(before, parents);
  const first = inOrder.filter(oid => older.has(oid));
  const order = [...first, ...inOrder.filter(oid => !older.has(oid))];
  const ids = [...graph.ids, ...order];
  const place = new Map(ids.map((id, at) => [id, at]));
  const firstParents = [...graph.firstParents, ...order.map(oid => parents.get(oid)?.[0] ?? '')];
  const all = { ids, firstParents, trees: [...graph.trees, ...order.map(oid => trees.get(oid) ?? '')], place };
  return { graph: all, shared: graph.ids.length + first.length, hidden: first.length < older.size };
}

/** Those of `starts`, and of what they go back to, whose parents are known. */
function below(starts: readonly string[], parents: ReadonlyMap<string, readonly string[]>): ReadonlySet<string> {
  const found = new Set<string>();
  for (const open = [...starts]; open.length > 0; ) {
    const next = open.pop()!;
    if (found.has(next) || !parents.has(next)) continue;
    found.add(next);
    open.push(...parents.get(next)!);
  }
  return found;
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
