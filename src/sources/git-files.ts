/** git's own list of the files of a working tree: tracked ones, and untracked ones that are not ignored. Reads no file. */
import type { Repository } from '../git/repository.ts';
import type { Books } from '../receipt.ts';
import { gitRecords } from './git-records.ts';
import { listIndex } from './index-entries.ts';

/** One path to read, as bytes, relative to the root. */
export interface Listed {
  readonly path: Buffer;
  /** A repository of its own: a submodule, or one that lies inside. */
  readonly foreign?: true;
}

const SUBMODULE = '160000';

/**
 * The files of the working tree. What git could not list is entered in `books`; the rest is listed all the same.
 * @param ignored also files that git ignores.
 * @throws GitError if the index cannot be read, Incomplete if `signal` aborts.
 */
export async function listByGit(
  repo: Repository,
  ignored: boolean,
  signal: AbortSignal,
  books: Books,
): Promise<Listed[]> {
  const listed = new Map<string, Listed>();
  const add = (path: Buffer, foreign: boolean) =>
    listed.set(path.toString('latin1'), foreign ? { path, foreign } : { path });
  await listIndex(repo, undefined, signal, (path, mode) => add(path, mode === SUBMODULE));
  const standard = ['ls-files', '-z', '--others', '--exclude-standard'];
  for (const args of [standard, ...(ignored ? [[...standard, '--ignored']] : [])]) {
    const onRecord = (record: Buffer) => {
      // A path with / at its end is another repository: git does not look into it.
      const foreign = record.at(-1) === 0x2f;
      add(foreign ? record.subarray(0, -1) : record, foreign);
    };
    await gitRecords(repo.place, args, { signal }, onRecord, complaint =>
      books.unread({ class: 'unreadable', what: 'untracked files', why: complaint }),
    );
  }
  return [...listed.values()];
}
