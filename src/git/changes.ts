/**
 * Reads what each commit changed against its first parent, by `git diff-tree`: paths and ids, no contents. Only changes that
 * the caller keeps are held.
 */
import { GitError } from '../errors.ts';
import type { CommitGraph } from './commits.ts';
import { streamGit } from './process.ts';
import type { Repository } from './repository.ts';

/**
 * Bounds for one commit, above which its paths are not followed: then it is no project but a bomb of trees that unfold to
 * thousands of millions of paths. git collects them all before it writes the first, so its memory is what tells.
 */
const MOST_PLACES = 100_000;
const MOST_MEMORY = 400 << 20;
const STALL_MS = 60_000;
/** Fewer commits are not worth another process. */
const LEAST_COMMITS = 2000;

/** One commit has so many places of what is wanted that it is no project. */
export class TooManyPlaces extends GitError {}

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

/**
 * What `keep` makes of the changes of each commit of `graph`, by the commit's place there.
 * @param keep gets old id, new id and path (latin1) of one change; undefined drops it.
 * @throws GitError if git fails, OverMemory or TooManyPlaces at a bomb of trees, Incomplete if `signal` aborts or git hangs.
 */
export async function readChanges<Kept>(
  repo: Repository,
  graph: CommitGraph,
  jobs: number,
  signal: AbortSignal,
  keep: (from: string, to: string, path: string) => Kept | undefined,
): Promise<ReadonlyMap<number, readonly Kept[]>> {
  const kept = new Map<number, Kept[]>();
  const count = graph.ids.length;
  const share = Math.max(LEAST_COMMITS, Math.ceil(count / jobs));
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  const parts: Promise<void>[] = [];
  for (let from = 0; from < count; from += share) {
    parts.push(readPart(repo, graph, from, Math.min(count, from + share), either, keep, kept));
  }
  let failure: unknown;
  const settled = parts.map(part =>
    part.catch((error: unknown) => {
      // The first failure is the one that tells; it stops the other parts.
      failure ??= error;
      stop.abort();
    }),
  );
  await Promise.all(settled);
  if (failure !== undefined) throw failure;
  return kept;
}

/** The commits at `from` up to `to`, through one process. */
async function readPart<Kept>(
  repo: Repository,
  graph: CommitGraph,
  from: number,
  to: number,
  signal: AbortSignal,
  keep: (from: string, to: string, path: string) => Kept | undefined,
  kept: Map<number, Kept[]>,
): Promise<void> {
  let next = from;
  const parser = new ChangeParser(
    id => {
      if (graph.ids[next] !== id) throw new GitError('git diff-tree answered out of order');
      next++;
    },
    (before, after, path) => {
      const one = keep(before, after, path);
      if (one === undefined) return;
      const list = kept.get(next - 1);
      if (!list) kept.set(next - 1, [one]);
      else if (list.push(one) > MOST_PLACES) throw new TooManyPlaces('one commit brings too many findings to follow');
    },
  );
  const lines: string[] = [];
  for (let at = from; at < to; at++) lines.push(`${graph.ids[at]} ${graph.firstParents[at]}`.trimEnd());
  const input = `${lines.join('\n')}\n`;
  const options = { input, signal, mostMemory: MOST_MEMORY, stallMs: STALL_MS };
  const end = await streamGit(repo.place, DIFF_TREE, piece => parser.push(piece), options);
  const why = end.problem ?? (parser.isOpen || next < to ? 'its output ended early' : undefined);
  if (why !== undefined) throw new GitError('git diff-tree failed', why);
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
