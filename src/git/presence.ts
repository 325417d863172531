/**
 * Follows objects through history: which commits have one of them in their tree, and at which path. A commit's tree is its
 * first parent's with the changes that `git diff-tree` names, so one pass over the changes is exact, merges included.
 */
import { explain, GitError, Incomplete } from '../errors.ts';
import type { Unread } from '../model.ts';
import type { CommitGraph } from './commits.ts';
import { followBriefly } from './one-path.ts';
import { OverMemory, streamGit } from './process.ts';
import type { Repository } from './repository.ts';

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
}

export interface Followed {
  readonly stays: readonly Stay[];
  readonly unread: readonly Unread[];
  /** True if objects may stand at more paths than these. */
  readonly truncated: boolean;
}

/**
 * Bounds for one commit, above which its paths are not followed: then it is no project but a bomb of trees that unfold to
 * thousands of millions of paths. git collects them all before it writes the first, so its memory is what tells.
 */
const MOST_PLACES = 100_000;
const MOST_MEMORY = 400 << 20;
const STALL_MS = 60_000;

type Here = readonly { readonly oid: string; readonly path: string }[];
const NOTHING: Here = [];

/**
 * Every stay of the wanted objects in the commits of `graph`.
 * @param head place of a commit in `graph`, or -1. @param shared number of commits, first in `graph`, that refs reach: a stay
 *   that begins among them ends among them.
 * @returns all stays; one for each object, if git cannot compare the trees (then `unread` says why) or they are a bomb.
 */
export async function followObjects(
  repo: Repository,
  graph: CommitGraph,
  wanted: Wanted,
  head: number,
  shared: number,
  signal: AbortSignal,
): Promise<Followed> {
  // git would answer an empty list with an empty line.
  if (graph.ids.length === 0) return { stays: [], unread: [], truncated: false };
  const here: Here[] = [];
  let changes: Change[] = [];
  const endCommit = () => {
    if (changes.length > 0) here.push(changed(here.pop() ?? NOTHING, changes));
    changes = [];
  };
  const parser = new ChangeParser(
    id => {
      endCommit();
      if (graph.place.get(id) !== here.length) throw new GitError('git diff-tree answered out of order');
      // What comes from outside the graph is not what it was asked to follow.
      here.push(here[graph.place.get(graph.firstParents[here.length]!) ?? -1] ?? NOTHING);
    },
    (from, to, path) => {
      const names = wanted.names.filter(name => partOf(path, name));
      if (names.length === 0 && !wanted.oids.has(from) && !wanted.oids.has(to)) return;
      changes.push({ path, has: [...(wanted.oids.has(to) ? [to] : []), ...(/^0+$/.test(to) ? [] : names)] });
      if (changes.length > MOST_PLACES) throw new TooManyPlaces('one commit brings too many findings to follow');
    },
  );
  const input = graph.ids.map((id, at) => (graph.firstParents[at] ? `${id} ${graph.firstParents[at]}` : id));
  const options = { input: `${input.join('\n')}\n`, signal, mostMemory: MOST_MEMORY, stallMs: STALL_MS };
  let why: string | undefined;
  try {
    const end = await streamGit(repo.place, DIFF_TREE, piece => parser.push(piece), options);
    endCommit();
    why = end.problem ?? (parser.isOpen || here.length < graph.ids.length ? 'its output ended early' : undefined);
    if (why === undefined) return { stays: staysOf(here, head, shared), unread: [], truncated: false };
  } catch (error) {
    if (signal.aborted || !(error instanceof GitError || error instanceof Incomplete)) throw error;
    why = error instanceof OverMemory || error instanceof TooManyPlaces ? undefined : explain(error);
  }
  const brief = await followBriefly(repo, graph, wanted, head, signal);
  if (why === undefined) return brief;
  return {
    ...brief,
    unread: [{ class: 'git', what: 'paths of findings', why: `git diff-tree: ${why}` }, ...brief.unread],
  };
}

/** One commit has so many places of what is wanted that it is no project. */
class TooManyPlaces extends GitError {}

const DIFF_TREE = [
  'diff-tree',
  '--stdin',
  '--always',
  '--root',
  '-r',
  '-z',
  '--raw',
  '--no-abbrev',
  '--no-renames',
  '--no-ext-diff',
  '--no-textconv',
];

/** True if one of the names in `path` is `name`. */
export function partOf(path: string, name: string): boolean {
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

/** Takes `<commit> NUL (:<mode> <mode> <id> <id> <letter> NUL <path> NUL)*` apart. */
class ChangeParser {
  readonly #onCommit: (id: string) => void;
  readonly #onChange: (from: string, to: string, path: string) => void;
  #rest: Buffer = Buffer.alloc(0);
  #change = '';

  constructor(onCommit: (id: string) => void, onChange: (from: string, to: string, path: string) => void) {
    this.#onCommit = onCommit;
    this.#onChange = onChange;
  }

  /** True if the output so far ends inside a record. */
  get isOpen(): boolean {
    return this.#rest.length > 0 || this.#change !== '';
  }

  push(piece: Buffer): void {
    const bytes = this.#rest.length > 0 ? Buffer.concat([this.#rest, piece]) : piece;
    const end = bytes.lastIndexOf(0);
    if (end >= 0) this.#fields(bytes.toString('latin1', 0, end).split('\0'));
    this.#rest = Buffer.from(bytes.subarray(end + 1));
  }

  #fields(fields: readonly string[]): void {
    for (const field of fields) {
      if (this.#change !== '') {
        const [, , from = '', to = ''] = this.#change.split(' ');
        this.#change = '';
        this.#onChange(from, to, field);
      } else if (field.startsWith(':')) this.#change = field;
      else this.#onCommit(field);
    }
  }
}
