/**
 * Says where objects stand in history: commits, paths, states. Ids, paths and positions only, nothing of what the objects
 * hold, and in a form that survives JSON: it may be remembered.
 */
import type { State, Unread } from '../model.ts';
import type { CommitGraph } from './commits.ts';
import { followObjects, type Stay, type Wanted, type Way } from './presence.ts';
import type { ScannedObject } from './reader.ts';
import type { Repository } from './repository.ts';

export interface History {
  /** Commits of refs first, then those of this clone alone; each part in topological order, parents first. */
  readonly graph: CommitGraph;
  /** How many of them refs reach. */
  readonly shared: number;
  /** True if commits that refs reach are left out of the graph. */
  readonly hidden?: boolean;
  readonly head: string | undefined;
  /** Tags that a ref reaches. */
  readonly tags: ReadonlySet<string>;
  /** The state of an object that no commit of the graph has: of this clone alone, or (in a range) wanted for itself. */
  readonly unplaced: State;
  /**
   * Paths (latin1), by id or name, of blobs and names in trees that were tagged or wanted for themselves, and of blobs that
   * were so (empty); with their state.
   */
  readonly inTrees: { readonly paths: ReadonlyMap<string, readonly string[]>; readonly state: State };
}

export interface Whereabouts {
  /** Blobs, and names in trees, at each path that a commit has them at; with their state. */
  readonly stays: readonly (Stay & { readonly state: State })[];
  /** True if there may be more paths than these. */
  readonly truncated: boolean;
  /** Wanted commits and tags: where they are in the order of commits (-1: nowhere), and their state. */
  readonly messages: readonly (readonly [oid: string, at: number, state: State])[];
  /** The commits that are named here by their place in the order. */
  readonly commits: readonly (readonly [at: number, id: string])[];
  /**
   * Wanted blobs, and names in trees, that no commit has, or that trees have without one while all commits that have them are
   * of this clone alone: their paths, if any are known, and state.
   */
  readonly unplaced: readonly (readonly [key: string, paths: readonly string[], state: State])[];
  readonly unread: readonly Unread[];
}

/** Names (latin1) in trees, each with the ids of the stored trees that hold it themselves. */
export type Names = ReadonlyMap<string, readonly string[]>;

/**
 * Where `objects` and `names` stand in `history`.
 * @throws GitError if git cannot be started; Incomplete if `signal` aborts.
 */
export async function locate(
  repo: Repository,
  history: History,
  objects: readonly Pick<ScannedObject, 'oid' | 'type'>[],
  names: Names,
  way: Way,
  signal: AbortSignal,
): Promise<Whereabouts> {
  const { graph, shared } = history;
  const head = history.head === undefined ? -1 : (graph.place.get(history.head) ?? -1);
  const wanted = wantedOf(objects, names);
  const { stays, truncated, hidden, unread } =
    wanted.oids.size + names.size > 0
      ? await followObjects(repo, graph, wanted, head, shared, way, signal)
      : { stays: [], truncated: false, hidden: false, unread: [] };
  const messages = objects
    .filter(one => one.type === 'commit' || one.type === 'tag')
    .map(({ oid, type }): readonly [string, number, State] => {
      const at = graph.place.get(oid) ?? -1;
      const known = type === 'tag' ? history.tags.has(oid) : at >= 0 && at < shared;
      return [oid, at, known ? 'history' : 'local'];
    });
  const places = new Set([...stays.flatMap(stay => [stay.first, stay.last]), ...messages.map(([, at]) => at)]);
  return {
    stays: stays.map(stay => ({ ...stay, state: stateOf(stay, shared) })),
    truncated,
    messages,
    commits: [...places].filter(at => at >= 0).map(at => [at, graph.ids[at]!]),
    unplaced: unplacedOf(wanted, stays, history, hidden || history.hidden === true),
    unread,
  };
}

function unplacedOf(
  wanted: Wanted,
  stays: readonly Stay[],
  history: History,
  hidden: boolean,
): Whereabouts['unplaced'] {
  const { graph, shared, inTrees, unplaced } = history;
  const placed = new Set(stays.map(stay => stay.oid));
  const published = new Set(stays.filter(stay => stateOf(stay, shared) !== 'local').map(stay => stay.oid));
  // In a range, a name that neither a commit of it nor a tree brought was there before.
  const wasBefore = unplaced !== 'local' && graph.ids.length > 0;
  const names = new Set(wanted.names);
  // What may stand in a commit or below a tree that is missing must not be taken for this clone's alone.
  const state = hidden && unplaced === 'local' ? 'history' : unplaced;
  return [...wanted.oids, ...names]
    .filter(key => !published.has(key))
    .flatMap(key => {
      const paths = inTrees.paths.get(key) ?? [];
      if (paths.length > 0) return [[key, paths, inTrees.state] as const];
      if (placed.has(key) || (names.has(key) && wasBefore)) return [];
      return [[key, names.has(key) ? [key] : [], state] as const];
    });
}

/** What of `objects` and `names` is searched for in trees. */
export function wantedOf(objects: readonly Pick<ScannedObject, 'oid' | 'type'>[], names: Names): Wanted {
  const holders = new Map<string, string[]>();
  for (const [name, trees] of names) for (const tree of trees) holders.set(tree, [...(holders.get(tree) ?? []), name]);
  return {
    oids: new Set(objects.filter(one => one.type === 'blob').map(one => one.oid)),
    names: [...names.keys()],
    holders,
  };
}

function stateOf(stay: Stay, shared: number): State {
  if (stay.atHead) return 'head';
  return stay.first < shared ? 'history' : 'local';
}
