/** git's own list of the files of a working tree: tracked ones, and untracked ones that are not ignored. Reads no file. */
import type { Repository } from '../git/repository.ts';
import { together } from '../git/together.ts';
import type { Books } from '../receipt.ts';
import { gitRecords } from './git-records.ts';
import type { IndexListing } from './index-entries.ts';

/** One path to read, as bytes, relative to the root. */
export interface Listed {
  readonly path: Buffer;
  /** A repository of its own: a submodule, or one that lies inside. */
  readonly foreign?: true;
}

const SUBMODULE = '160000';

/**
 * The files of the working tree. What git could not list is entered in `books`; the rest is listed all the same.
 * @param index of the working tree. @param ignored also files that git ignores.
 * @throws GitError if the index cannot be read, Incomplete if `signal` aborts.
 */
export async function listByGit(
  repo: Repository,
  index: IndexListing,
  ignored: boolean,
  signal: AbortSignal,
  books: Books,
): Promise<Listed[]> {
  const listed = new Map<string, Listed>();
  const complaints: string[] = [];
  const add = (path: Buffer, foreign: boolean) =>
    listed.set(path.toString('latin1'), foreign ? { path, foreign } : { path });
  const others: Buffer[] = [];
  const standard = ['ls-files', '-z', '--others', '--exclude-standard'];
  const listOthers = (args: readonly string[]) =>
    gitRecords(
      repo.place,
      args,
      { signal },
      record => others.push(record),
      complaint => complaints.push(complaint),
    );
  await index.check();
  const [entries] = await together(
    index.entries(),
    listOthers(standard),
    ...(ignored ? [listOthers([...standard, '--ignored'])] : []),
  );
  for (const { path, mode } of entries) add(path, mode === SUBMODULE);
  for (const why of complaints) books.unread({ class: 'unreadable', what: 'untracked files', why });
  for (const record of others) {
    // A path with / at its end is another repository: git does not look into it.
    const foreign = record.at(-1) === 0x2f;
    add(foreign ? record.subarray(0, -1) : record, foreign);
  }
  return [...listed.values()];
}
