/** What the index holds that HEAD does not: compared here, entry by entry, because git's own comparisons may run programs. */
import { join } from 'node:path';
import { GitError } from '../errors.ts';
import { checkIndex } from '../git/index-checksum.ts';
import { collectGit } from '../git/process.ts';
import { NO_DOUBT } from '../git/refs.ts';
import type { Repository } from '../git/repository.ts';
import { together } from '../git/together.ts';
import { gitRecords } from './git-records.ts';

/** One entry of the index; a path in conflict has up to three. */
export interface ListedEntry {
  /** Octal, as git writes it: `100644`, `120000` (a link), `160000` (a submodule). */
  readonly mode: string;
  readonly oid: string;
  readonly path: Buffer;
}

/** An entry that differs from HEAD. */
export interface IndexEntry extends ListedEntry {
  /** HEAD has no file of this path. */
  readonly isNew: boolean;
}

/** A tree that names more paths than this is no working tree (ten folders in ten levels make a `git bomb` of 10^10). */
const MOST_PATHS = 5_000_000;

/** An index, for all who want its entries: git lists them once. */
export class IndexListing {
  readonly #repo: Repository;
  readonly #file: string | undefined;
  readonly #signal: AbortSignal;
  #checked: Promise<void> | undefined;
  #entries: Promise<readonly ListedEntry[]> | undefined;

  /** @param file absolute path of another index than the repository's own. */
  constructor(repo: Repository, file: string | undefined, signal: AbortSignal) {
    this.#repo = repo;
    this.#file = file;
    this.#signal = signal;
  }

  /**
   * Checks the index before git reads it: git hangs on one that is a pipe, and takes a cut one for a short one.
   * @throws GitError if it is damaged or cannot be read.
   */
  check(): Promise<void> {
    const { gitDir, idBytes } = this.#repo;
    this.#checked ??= checkIndex(this.#file ?? join(gitDir, 'index'), idBytes);
    return this.#checked;
  }

  /**
   * Every entry, in the order of git.
   * @throws GitError if the index is damaged or cannot be read; Incomplete if the signal aborts.
   */
  entries(): Promise<readonly ListedEntry[]> {
    this.#entries ??= this.#list();
    return this.#entries;
  }

  async #list(): Promise<readonly ListedEntry[]> {
    await this.check();
    const options = { signal: this.#signal, ...(this.#file !== undefined && { indexFile: this.#file }) };
    const entries: ListedEntry[] = [];
    await gitRecords(this.#repo.place, ['ls-files', '-z', '--stage'], options, record => {
      const { words, path } = split(record);
      const [mode = '', oid = ''] = words;
      // What git makes of zeros: the index was cut off, and had no checksum to tell it.
      if (path.length === 0 || /^0+$/.test(oid))
        throw new GitError('the index is damaged: it has entries without a name or an object');
      entries.push({ mode, oid, path });
    });
    return entries;
  }
}

/**
 * The entries that differ from HEAD in mode or content, in order of their paths. Without a commit at HEAD, or with one whose
 * tree cannot be listed, all of them: `compared` is then the reason.
 * @throws GitError if the index cannot be read; Incomplete if `signal` aborts.
 */
export async function changedEntries(
  repo: Repository,
  index: IndexListing,
  signal: AbortSignal,
): Promise<{ readonly entries: readonly IndexEntry[]; readonly notCompared: string | undefined }> {
  const [listed, { paths, problem }] = await together(index.entries(), headPaths(repo, signal));
  const entries: IndexEntry[] = [];
  for (const entry of listed) {
    const before = paths.get(entry.path.toString('latin1'));
    if (before !== `${entry.mode} ${entry.oid}`) entries.push({ ...entry, isNew: before === undefined });
  }
  return { entries, notCompared: problem };
}

/** Mode and id by path (latin1). */
type Paths = Map<string, string>;

/** Mode and id of every path in HEAD; none, and why, if its tree cannot be listed. */
async function headPaths(repo: Repository, signal: AbortSignal): Promise<{ paths: Paths; problem?: string }> {
  const first = await pathsIn(repo, HEAD_TREE, signal);
  if (first.problem === undefined || first.isTree) return first;
  // An unborn branch, or trouble: which of them a question of its own tells.
  const tree = await headTree(repo, signal);
  return tree === undefined ? { paths: new Map() } : pathsIn(repo, tree, signal);
}

const HEAD_TREE = 'HEAD^{tree}';

async function pathsIn(
  repo: Repository,
  tree: string,
  signal: AbortSignal,
): Promise<{ paths: Paths; problem?: string; isTree: boolean }> {
  const paths: Paths = new Map();
  try {
    await gitRecords(repo.place, [...NO_DOUBT, 'ls-tree', '-r', '-z', '--full-tree', tree], { signal }, record => {
      const { words, path } = split(record);
      if (paths.size === MOST_PATHS) throw new GitError(`HEAD names more than ${MOST_PATHS} paths`);
      paths.set(path.toString('latin1'), `${words[0]} ${words[2]}`);
    });
    return { paths, isTree: true };
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    const problem = `${error.message}${error.detail && `: ${error.detail}`}`;
    return { paths: new Map(), problem, isTree: paths.size > 0 };
  }
}

/** The id of HEAD's tree, or undefined on a branch without a commit. */
async function headTree(repo: Repository, signal: AbortSignal): Promise<string | undefined> {
  const args = [...NO_DOUBT, 'rev-parse', '--verify', '--quiet', HEAD_TREE];
  const { output, end } = await collectGit(repo.place, args, { signal });
  if (end.problem === undefined) return output.toString('latin1').trim();
  if (end.status === 1 && end.complaints.length === 0) return undefined;
  throw new GitError('HEAD cannot be read', end.problem);
}

/** `mode id stage TAB path` of ls-files and `mode type id TAB path` of ls-tree. */
function split(record: Buffer): { readonly words: readonly string[]; readonly path: Buffer } {
  const tab = record.indexOf(0x09);
  if (tab === -1) throw new GitError('git answered out of form');
  return { words: record.toString('latin1', 0, tab).split(' '), path: record.subarray(tab + 1) };
}
