/**
 * Follows objects through history: which commits have one of them in their tree, and at which path. A commit's tree is its
 * first parent's with the changes that `git diff-tree` names, so one pass over the changes is exact, merges included.
 */
import { explain, GitError, Incomplete } from '../errors.ts';
import type { Unread, UnreadClass } from '../model.ts';
import { readChanges, TooManyPlaces } from './changes.ts';
import type { CommitGraph } from './commits.ts';
import { followBriefly } from './one-path.ts';
import { OverMemory } from './process.ts';
import { typesOf } from './refs.ts';
import type { Repository } from './repository.ts';
import type { PlacesOf } from './trees/follow.ts';

/** One object at one path, and where in the order of commits it stands there first and last. */
export interface Stay {
  readonly oid: string;
  readonly path: string;
  readonly first: number;
  readonly last: number;
  /** True if the commit asked for has it there. */
  readonly atHead: boolean;
}

export interface Wanted {
  readonly oids: ReadonlySet<string>;
  /** Parts of paths, as latin1, that are wanted for themselves; the stay's oid is then the part. */
  readonly names: readonly string[];
  /** The stored trees that hold these names themselves: id and names. */
  readonly holders: ReadonlyMap<string, readonly string[]>;
}

/** How objects are followed. */
export interface Way {
  /** What all trees that are stored, read once each, say of the wanted; undefined to ask git what each commit changed. */
  readonly byTrees?: Promise<PlacesOf> | undefined;
  /** git processes to use. */
  readonly jobs: number;
}

export interface Followed {
  readonly stays: readonly Stay[];
  readonly unread: readonly Unread[];
  /** True if objects may stand at more paths than these. */
  readonly truncated: boolean;
  /** True if trees are missing, below which they may stand, too. */
  readonly hidden: boolean;
}

type Here = readonly { readonly oid: string; readonly path: string }[];
const NOTHING: Here = [];

/**
 * Every stay of the wanted objects in the commits of `graph`.
 * @param head place of a commit in `graph`, or -1. @param shared number of commits, first in `graph`, that refs reach: a stay
 *   that begins among them ends among them. @returns all stays; one for each object, if git cannot compare the trees (then `unread` says why) or they are a bomb.
 */
export async function followObjects(
  repo: Repository,
  graph: CommitGraph,
  wanted: Wanted,
  head: number,
  shared: number,
  way: Way,
  signal: AbortSignal,
): Promise<Followed> {
  if (way.byTrees !== undefined) {
    try {
      const here = (await way.byTrees)(graph);
      return { stays: staysOf(here, head, shared), unread: [], truncated: false, hidden: false };
    } catch (error) {
      if (signal.aborted || !(error instanceof GitError || error instanceof Incomplete)) throw error;
      if (error instanceof TooManyPlaces) return followBriefly(repo, graph, wanted, head, shared, signal);
      // What the trees do not tell, git is asked for; what it cannot tell either is told below.
    }
  }
  let why: string | undefined;
  try {
    const changes = await readChanges(repo, graph, way.jobs, signal, (from, to, path) => {
      const names = wanted.names.filter(name => partOf(path, name));
      if (names.length === 0 && !wanted.oids.has(from) && !wanted.oids.has(to)) return undefined;
      return { path, has: [...(wanted.oids.has(to) ? [to] : []), ...(/^0+$/.test(to) ? [] : names)] };
    });
    const here: Here[] = [];
    for (const [at, parent] of graph.firstParents.entries()) {
      // What comes from outside the graph is not what it was asked to follow.
      const before = here[graph.place.get(parent) ?? -1] ?? NOTHING;
      const own = changes.get(at);
      here.push(own ? changed(before, own) : before);
    }
    return { stays: staysOf(here, head, shared), unread: [], truncated: false, hidden: false };
  } catch (error) {
    if (signal.aborted || !(error instanceof GitError || error instanceof Incomplete)) throw error;
    why = error instanceof OverMemory || error instanceof TooManyPlaces ? undefined : explain(error);
  }
  const brief = await followBriefly(repo, graph, wanted, head, shared, signal);
  if (why === undefined) return brief;
  const unread = { class: await classOf(repo, why, signal), what: 'paths of findings', why };
  return { ...brief, unread: [unread, ...brief.unread] };
}

/** What class of unread it is that git failed with the words `why`: where it names an object that is not stored, that is missing. */
async function classOf(repo: Repository, why: string, signal: AbortSignal): Promise<UnreadClass> {
  const named = new Set(why.match(/\b(?:[0-9a-f]{64}|[0-9a-f]{40})\b/g));
  return (await typesOf(repo, named, signal)).size < named.size ? 'missing' : 'git';
}

/** True if one of the names in `path` is `name`. */
function partOf(path: string, name: string): boolean {
  return path.includes(name) && path.split('/').includes(name);
}

/** A path that changed in a commit, and what of the wanted it has now. */
interface Change {
  readonly path: string;
  readonly has: readonly string[];
}

/** What a commit has, given what its first parent has. */
function changed(before: Here, changes: readonly Change[]): Here {
  const paths = new Set(changes.map(one => one.path));
  const kept = before.filter(one => !paths.has(one.path));
  return [...kept, ...changes.flatMap(({ path, has }) => has.map(oid => ({ oid, path })))];
}

function staysOf(here: readonly Here[], head: number, shared: number): Stay[] {
  const spans = new Map<Here, { first: number; last: number; atHead: boolean }>();
  here.forEach((one, at) => {
    if (one.length === 0) return;
    const span = spans.get(one);
    if (!span) spans.set(one, { first: at, last: at, atHead: at === head });
    else {
      if (at < shared || span.first >= shared) span.last = at;
      span.atHead ||= at === head;
    }
  });
  const stays = new Map<string, { oid: string; path: string; first: number; last: number; atHead: boolean }>();
  for (const [all, span] of spans) {
    for (const { oid, path } of all) {
      const key = `${oid} ${path}`;
      const stay = stays.get(key);
      if (!stay) stays.set(key, { oid, path, ...span });
      else {
        const [early, late] = stay.first <= span.first ? [stay, span] : [span, stay];
        const last = early.first < shared && late.first >= shared ? early.last : Math.max(early.last, late.last);
        stay.first = early.first;
        stay.last = last;
        stay.atHead ||= span.atHead;
      }
    }
  }
  return [...stays.values()];
}
