/**
 * Scans Git LFS objects that are stored here: each under its SHA-256, in `lfs/objects` beside git's own objects, beside those of
 * an alternate, or where `lfs.storage` says (git-lfs-config(5)).
 */
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { lstat, open, realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { codeOf, GitError, Incomplete } from '../errors.ts';
import { collectGit } from '../git/process.ts';
import type { Repository } from '../git/repository.ts';
import { objectFolders } from '../git/store.ts';
import type { Occurrence } from '../model.ts';
import type { Books } from '../receipt.ts';
import type { Listed } from './git-files.ts';
import { type FileOptions, listByGlob, scanListed } from './worktree.ts';

const WHAT = 'stored Git LFS objects';
const PREFIX = '.git/lfs/objects/';
const PIECE_BYTES = 1 << 20;

/**
 * What the Git LFS objects that are stored for a repository hold: those in its own folder, and from elsewhere those that were
 * named by a pointer which has been read, if they are what the pointer means. So no configuration, alternate or link makes
 * a file of somebody else one of the repository: who names a SHA-256 knows what it is of.
 * @param which of its own folder all, or those that were named, too.
 * @throws GitError if git cannot tell `lfs.storage`; Incomplete if a folder cannot be read, or `signal` aborts.
 */
export async function* lfsOccurrences(
  repo: Repository,
  which: 'all' | 'named',
  options: FileOptions,
  books: Books,
): AsyncGenerator<Occurrence> {
  const named = books.lfsPointers;
  if (which === 'named' && named.size === 0) return;
  // They stand at no path of the tree, so no path or glob can say that they are out of scope.
  const everywhere = { ...options, within: [], include: [], exclude: [] };
  const own = join(repo.commonDir, 'lfs', 'objects');
  const here = (await isFolder(own)) ? await listByGlob(own, books) : [];
  const listed = which === 'all' ? here : here.filter(one => named.has(idOf(one)));
  if (listed.length > 0) {
    yield* scanListed({ root: own, what: WHAT, prefix: PREFIX, named: false }, listed, everywhere, books);
  }
  const ids = new Set(named);
  for (const one of listed) ids.delete(idOf(one));
  if (ids.size === 0) return;
  const elsewhere = await findElsewhere(await foldersOf(repo, own, options.signal), ids, options, books);
  const place = { root: repo.commonDir, what: WHAT, prefix: PREFIX, named: false };
  if (elsewhere.length > 0) yield* scanListed(place, elsewhere, everywhere, books);
}

function idOf({ path }: Listed): string {
  return basename(path.toString('latin1'));
}

/** False for a link, too: what it leads to is not the repository's own. */
async function isFolder(path: string): Promise<boolean> {
  const stats = await lstat(path).catch((error: unknown) => {
    if (isAbsence(error)) return undefined;
    throw new Incomplete(`the folder ${path} cannot be read (${codeOf(error)})`, 'unreadable');
  });
  return stats?.isDirectory() === true;
}

/** Where objects may be beside `own`, and behind it if it is a link. */
async function foldersOf(repo: Repository, own: string, signal: AbortSignal): Promise<string[]> {
  const { output, end } = await collectGit(repo.place, ['config', '-z', '--get-all', 'lfs.storage'], { signal });
  // Status 1 without a word is git's way to say that no such setting exists.
  if (end.problem !== undefined && (end.status !== 1 || end.complaints.length > 0))
    throw new GitError('lfs.storage cannot be told', end.problem);
  const settings = [...output.toString().split('\0').slice(0, -1), ...(repo.place.user.lfsStorage ?? [])];
  const storages = settings.map(one => resolve(repo.commonDir, one.replace(/^~(?=\/)/, homedir())));
  // What of them cannot be listed is told by whoever reads git's objects.
  const stores = await Promise.all(
    (await objectFolders(repo.objectFolders, [])).map(one => realpath(one).catch(() => one)),
  );
  return [...new Set([own, ...storages.map(one => join(one, 'objects')), ...stores.map(besideObjects)])];
}

function besideObjects(objects: string): string {
  return join(dirname(objects), 'lfs', 'objects');
}

/** Those of `ids` that are in one of the folders, as they are called. One that may be there and cannot be read is a failure. */
async function findElsewhere(
  folders: readonly string[],
  ids: ReadonlySet<string>,
  { maxFileBytes, signal }: FileOptions,
  books: Books,
): Promise<Listed[]> {
  const found: Listed[] = [];
  for (const id of ids) {
    const path = `${id.slice(0, 2)}/${id.slice(2, 4)}/${id}`;
    for (const folder of folders) {
      try {
        const at = await realpath(join(folder, path));
        if (!(await isObject(at, id, maxFileBytes, signal))) continue;
        found.push({ path: Buffer.from(path), at: Buffer.from(at) });
        break;
      } catch (error) {
        signal.throwIfAborted();
        if (isAbsence(error)) continue;
        books.files.expect();
        books.files.fail({
          class: 'unreadable',
          what: join(folder, path),
          why: `it cannot be read (${codeOf(error)})`,
        });
      }
    }
  }
  return found;
}

/** True if the file is the one that `id` means, or so large that it is not to be read anyway. */
async function isObject(path: string, id: string, maxFileBytes: number, signal: AbortSignal): Promise<boolean> {
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const stats = await file.stat();
    if (!stats.isFile()) return false;
    if (stats.size > maxFileBytes) return true;
    const hash = createHash('sha256');
    const piece = Buffer.allocUnsafe(Math.min(stats.size + 1, PIECE_BYTES));
    for (let at = 0; at <= maxFileBytes; ) {
      signal.throwIfAborted();
      const { bytesRead } = await file.read(piece, 0, piece.length, at);
      if (bytesRead === 0) break;
      hash.update(piece.subarray(0, bytesRead));
      at += bytesRead;
    }
    return hash.digest('hex') === id;
  } finally {
    await file.close();
  }
}

function isAbsence(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes(codeOf(error));
}
