/** What the index holds that HEAD does not: compared here, entry by entry, because git's own comparisons may run programs. */
import { join } from 'node:path';
import { GitError } from '../errors.ts';
import { checkIndex } from '../git/index-checksum.ts';
import { collectGit } from '../git/process.ts';
import type { Repository } from '../git/repository.ts';
import { together } from '../git/together.ts';
import { gitRecords } from './git-records.ts';

/** One entry of the index; a path in conflict has up to three. */
export interface IndexEntry {
  /** Octal, as git writes it: `100644`, `120000` (a link), `160000` (a submodule). */
  readonly mode: string;
  readonly oid: string;
  readonly path: Buffer;
  /** HEAD has no file of this path. */
  readonly isNew: boolean;
}

/** A tree that names more paths than this is no working tree (ten folders in ten levels make a `git bomb` of 10^10). */
const MOST_PATHS = 5_000_000;

/**
 * Checks the index before git reads it: git hangs on one that is a pipe, and takes a cut one for a short one.
 * @throws GitError if it is damaged or cannot be read.
 */
export function checkIndexOf(repo: Repository, indexFile?: string): Promise<void> {
  return checkIndex(indexFile ?? join(repo.gitDir, 'index'), repo.idBytes);
}

/**
 * Hands on every entry of the index, which has been checked.
 * @throws GitError if the index is damaged or cannot be read; Incomplete if `signal` aborts.
 */
export async function listIndex(
  repo: Repository,
  indexFile: string | undefined,
  signal: AbortSignal,
  onEntry: (path: Buffer, mode: string, oid: string) => void,
): Promise<void> {
  const options = { signal, ...(indexFile !== undefined && { indexFile }) };
  await gitRecords(repo.place, ['ls-files', '-z', '--stage'], options, record => {
    const { words, path } = split(record);
    const [mode = '', oid = ''] = words;
    // What git makes of zeros: the index was cut off, and had no checksum to tell it.
    if (path.length === 0 || /^0+$/.test(oid))
      throw new GitError('the index is damaged: it has entries without a name or an object');
    onEntry(path, mode, oid);
  });
}

/**
 * The entries that differ from HEAD in mode or content, in order of their paths. Without a commit at HEAD, or with one whose
 * tree cannot be listed, all of them: `compared` is then the reason.
 * @param indexFile absolute path of another index than the repository's own.
 * @throws GitError if the index cannot be read; Incomplete if `signal` aborts.
 */
export async function changedEntries(
  repo: Repository,
  indexFile: string | undefined,
  signal: AbortSignal,
): Promise<{ readonly entries: readonly IndexEntry[]; readonly notCompared: string | undefined }> {
  const listed: Omit<IndexEntry, 'isNew'>[] = [];
  await checkIndexOf(repo, indexFile);
  const [, { paths, problem }] = await together(
    listIndex(repo, indexFile, signal, (path, mode, oid) => listed.push({ mode, oid, path })),
    headPaths(repo, signal),
  );
  const entries: IndexEntry[] = [];
  for (const entry of listed) {
    const before = paths.get(entry.path.toString('latin1'));
    if (before !== `${entry.mode} ${entry.oid}`) entries.push({ ...entry, isNew: before === undefined });
  }
  return { entries, notCompared: problem };
}

/** Mode and id of every path in HEAD. */
async function headPaths(repo: Repository, signal: AbortSignal) {
  const paths = new Map<string, string>();
  const tree = await headTree(repo, signal);
  if (tree === undefined) return { paths, problem: undefined };
  try {
    await gitRecords(repo.place, ['ls-tree', '-r', '-z', '--full-tree', tree], { signal }, record => {
      const { words, path } = split(record);
      if (paths.size === MOST_PATHS) throw new GitError(`HEAD names more than ${MOST_PATHS} paths`);
      paths.set(path.toString('latin1'), `${words[0]} ${words[2]}`);
    });
    return { paths, problem: undefined };
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    return { paths: new Map<string, string>(), problem: `${error.message}${error.detail && `: ${error.detail}`}` };
  }
}

/** The id of HEAD's tree, or undefined on a branch without a commit. */
async function headTree(repo: Repository, signal: AbortSignal): Promise<string | undefined> {
  const { output, end } = await collectGit(repo.place, ['rev-parse', '--verify', '--quiet', 'HEAD^{tree}'], { signal });
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
