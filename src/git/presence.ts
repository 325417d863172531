/**
 * Follows objects through history: which commits have one of them in their tree, and at which path. A commit's tree is its
 * first parent's with the changes that `git diff-tree` names, so one pass over the changes is exact, merges included.
 */
import type { Unread } from '../model.ts';
import type { CommitGraph } from './commits.ts';
import { streamGit } from './process.ts';
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

/** Output of one commit above which its paths are not followed: it is a bomb of nested trees, not a project. */
const MOST_BYTES_A_COMMIT = 512 << 20;

type Here = readonly { readonly oid: string; readonly path: string }[];
const NOTHING: Here = [];

/**
 * Every stay of the wanted objects in the commits of `graph`.
 * @param head place of a commit in `graph`, or -1. @param shared number of commits, first in `graph`, that refs reach: a stay
 *   that begins among them ends among them.
 * @returns `stays`, and what went wrong: then stays are what is known up to there.
 */
export async function followObjects(
  repo: Repository,
  graph: CommitGraph,
  wanted: Wanted,
  head: number,
  shared: number,
  signal: AbortSignal,
): Promise<{ readonly stays: readonly Stay[]; readonly unread: readonly Unread[] }> {
  // git would answer an empty list with an empty line.
  if (graph.ids.length === 0) return { stays: [], unread: [] };
  const here: Here[] = new Array(graph.ids.length);
  let done = 0;
  const parser = new ChangeParser(
    id => {
      const at = graph.place.get(id);
      if (at !== done) throw new Error('git diff-tree answered out of order');
      // What comes from outside the graph is not what it was asked to follow.
      here[at] = here[graph.place.get(graph.firstParents[at]!) ?? -1] ?? NOTHING;
      done++;
    },
    (from, to, path) => {
      const changed = change(here[done - 1]!, wanted, from, to, path);
      if (changed) here[done - 1] = changed;
    },
  );
  const input = graph.ids.map((id, at) => (graph.firstParents[at] ? `${id} ${graph.firstParents[at]}` : id));
  const end = await streamGit(repo.place, DIFF_TREE, piece => parser.push(piece), {
    input: `${input.join('\n')}\n`,
    signal,
  });
  const unread: Unread[] = [];
  if (end.problem !== undefined || done < graph.ids.length || parser.isOpen) {
    unread.push({
      class: 'git',
      what: 'paths of findings',
      why: end.problem ?? 'the output of git diff-tree ended early',
    });
  }
  return { stays: staysOf(here.slice(0, done), head, shared), unread };
}

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

/** What a commit has after one change, or undefined if the change is of no interest. */
function change(here: Here, wanted: Wanted, from: string, to: string, path: string): Here | undefined {
  const named = wanted.names.filter(name => path.includes(name));
  const out = wanted.oids.has(from);
  const into = wanted.oids.has(to);
  if (!out && !into && named.length === 0) return undefined;
  const gone = /^0+$/.test(to);
  const kept = here.filter(one => one.path !== path || (named.includes(one.oid) && !gone));
  if (into) kept.push({ oid: to, path });
  for (const name of named) {
    if (!gone && !kept.some(one => one.path === path && one.oid === name)) kept.push({ oid: name, path });
  }
  return kept;
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
  #bytes = 0;

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
    this.#bytes += piece.length;
    if (this.#bytes > MOST_BYTES_A_COMMIT) throw new TooManyPaths();
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
      else {
        this.#bytes = 0;
        this.#onCommit(field);
      }
    }
  }
}

/** The trees of one commit unfold to more paths than are followed. */
export class TooManyPaths extends Error {}
