/** git's own list of the files of a working tree: tracked ones, and untracked ones that are not ignored. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { GitOptions } from '../git/process.ts';
import type { Repository } from '../git/repository.ts';
import { together } from '../git/together.ts';
import type { Books } from '../receipt.ts';
import { gitRecords } from './git-records.ts';
import type { IndexListing } from './index-entries.ts';
import { RealFolders } from './real-folders.ts';
import { atSubmodule } from './submodule-folders.ts';

/** One path to read, as bytes, relative to the root. */
export interface Listed {
  readonly path: Buffer;
  readonly foreign?: Foreign;
  /** Absolute, as bytes: where it is to be read if not at `path`. */
  readonly at?: Buffer;
}

/** A repository of its own, tracked as a submodule or not; or a submodule that is not checked out. */
export type Foreign = 'repository' | 'submodule';

const SUBMODULE = '160000';
const SLASH = Buffer.from('/');

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
  const complaints = new Set<string>();
  const add = (path: Buffer, foreign?: Foreign) =>
    listed.set(path.toString('latin1'), foreign ? { path, foreign } : { path });
  const others: Buffer[] = [];
  const standard = ['ls-files', '-z', '--others', '--exclude-standard'];
  const listOthers = async (options: GitOptions, onRecord: (record: Buffer) => void) => {
    const list = (args: readonly string[]) =>
      gitRecords(repo.place, args, options, onRecord, complaint => complaints.add(complaint));
    await together(list(standard), ...(ignored ? [list([...standard, '--ignored'])] : []));
  };
  await index.check();
  const [entries] = await together(
    index.entries(),
    listOthers({ signal }, record => others.push(record)),
  );
  const real = new RealFolders(repo.root ?? repo.gitDir);
  const folders: Buffer[] = [];
  for (const { path, mode } of entries) {
    const there = mode === SUBMODULE ? await atSubmodule(real, path) : 'file';
    if (there === 'folder') folders.push(Buffer.concat([path, SLASH]));
    add(path, there === 'file' ? undefined : there === 'repository' ? 'repository' : 'submodule');
  }
  // git looks into no folder that its index has as a submodule. Where there is no index, none is one.
  const indexFile = join(repo.gitDir, `no-index-${randomUUID()}`);
  if (folders.length > 0)
    await listOthers({ signal, indexFile }, record => {
      if (folders.some(folder => record.subarray(0, folder.length).equals(folder))) others.push(record);
    });
  for (const why of complaints) books.unread({ class: 'unreadable', what: 'untracked files', why });
  for (const record of others) {
    // A path with / at its end is another repository: git does not look into it.
    if (record.at(-1) === 0x2f) add(record.subarray(0, -1), 'repository');
    else add(record);
  }
  return [...listed.values()];
}
