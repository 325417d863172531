/**
 * Scans files where they lie: the working tree of a repository by git's own list, or the files under a folder. The only
 * door to fast-glob and p-limit. Never follows a link, never reads outside its root, and skips nothing without counting it.
 */
import { type Dirent, lstat, readdir, type Stats } from 'node:fs';
import { lstat as lstatNow, realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import pLimit from 'p-limit';
import { textOfBytes } from '../byte-text.ts';
import { Incomplete, UsageError } from '../errors.ts';
import type { Repository } from '../git/repository.ts';
import type { Occurrence } from '../model.ts';
import type { Books } from '../receipt.ts';
import { type Read, scanPath } from './file.ts';
import { type Foreign, type Listed, listByGit } from './git-files.ts';
import { IndexListing } from './index-entries.ts';
import { enterScan, occurrencesInName, occurrencesOf } from './occurrence.ts';
import { nothingIncluded, pathFilter, pathLimit } from './path-filter.ts';
import { leadsOut, RealFolders } from './real-folders.ts';
import { Remarks } from './remarks.ts';

export interface FileOptions {
  /** Files of more bytes are skipped by policy. Infinity for none. */
  readonly maxFileBytes: number;
  /** Globs, matched against paths relative to the root. No include means everything. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** Paths relative to the root, with `/`: only these and what lies below them. None means everything. */
  readonly within: readonly string[];
  /** Also files that git ignores. */
  readonly ignored: boolean;
  readonly signal: AbortSignal;
  /** The index of the working tree, if others want its entries, too. */
  readonly index?: IndexListing;
  readonly onProgress?: (done: number, expected: number) => void;
}

/** Where listed files lie, and how their paths are told. */
interface Place {
  /** Absolute. */
  readonly root: string;
  /** For a person: `the working tree`. */
  readonly what: string;
  /** Stands before each path in what is reported, with a slash at its end. */
  readonly prefix: string;
  /** True if the files were named one by one: then a FIFO is no by-catch but a failure. */
  readonly named: boolean;
}

/** Files that are read at the same time. Reading waits for the disk; matching is one thread's work anyway. */
const OPEN_FILES = 8;

/**
 * What the tracked and untracked files of a repository hold, in order of their paths.
 * @throws GitError if git cannot list them, Incomplete if `signal` aborts, UsageError in a bare repository.
 */
export async function* worktreeOccurrences(
  repo: Repository,
  options: FileOptions,
  books: Books,
): AsyncGenerator<Occurrence> {
  if (repo.root === undefined) throw new UsageError('a bare repository has no working tree');
  const listed = await listFiles(repo.root, repo, options, books);
  const place = { root: repo.root, what: 'the working tree', prefix: '', named: false };
  yield* scanListed(place, listed, options, books);
}

/** git's list of the files of the working tree at `root`, and what a person named besides. What cannot be listed is entered. */
export async function listFiles(
  root: string,
  repo: Repository,
  { ignored, within, signal, index = new IndexListing(repo, undefined, signal) }: FileOptions,
  books: Books,
): Promise<Listed[]> {
  const listed = await listByGit(repo, index, ignored, signal, books);
  for (const path of within) listed.push(...(await listNamed(root, path, listed, books)));
  return listed;
}

/** What a person names is in scope even if git ignores it: a `.env` above all. Empty if git lists something there. */
async function listNamed(root: string, path: string, listed: readonly Listed[], books: Books): Promise<Listed[]> {
  const inside = pathLimit([path]);
  if (listed.some(one => one.foreign !== 'submodule' && inside(textOfBytes(one.path)))) return [];
  const stats = await lstatNow(join(root, path)).catch(() => undefined);
  // What is not there holds nothing now; history may know it.
  if (stats === undefined) return [];
  if (!stats.isDirectory()) return [{ path: Buffer.from(path) }];
  const below = await listByGlob(join(root, path), books);
  return below.map(one => ({ path: Buffer.concat([Buffer.from(`${path}/`), one.path]) }));
}

/**
 * What the files under a folder hold, in order of their paths; or what one file holds.
 * @param path absolute. As a person named it, it may be a link, and is followed; no link below it is.
 * @throws UsageError if `include` matches none of the files; Incomplete if `signal` aborts.
 */
export async function* folderOccurrences(path: string, options: FileOptions, books: Books): AsyncGenerator<Occurrence> {
  const root = await realpath(path);
  const named = !(await lstatNow(root)).isDirectory();
  const listed = named ? [{ path: Buffer.from(basename(root)) }] : await listByGlob(root, books);
  const inScope = await pathFilter(options.include, []);
  if (options.include.length > 0 && !listed.some(one => inScope(textOfBytes(one.path)))) {
    throw nothingIncluded(options.include, path);
  }
  const remarks = new Remarks('the folder', books);
  for (const path of repositoriesIn(listed)) remarks.add('repositories (scan each by its own path, too)', path);
  remarks.write();
  yield* scanListed(
    { root: named ? dirname(root) : root, what: 'the folder', prefix: '', named },
    listed,
    options,
    books,
  );
}

/** The folders of repositories, also of bare ones: of their history, a folder's scan reads no more than archives' bounds allow. */
function repositoriesIn(listed: readonly Listed[]): string[] {
  const paths = listed.map(one => textOfBytes(one.path));
  const withObjects = new Set(paths.map(path => OBJECTS.exec(path)?.[1]));
  const found = paths.filter(path => withObjects.has(HEAD.exec(path)?.[1] ?? '\0') || GIT_HEAD.test(path));
  const folders = found.map(path => path.replace(/(?:^|\/)(?:\.git\/)?HEAD$/, ''));
  return folders.filter(folder => !/(?:^|\/)\.git\//.test(folder)).map(folder => folder || '.');
}

const OBJECTS = /^((?:.*\/)?)objects\/(?:pack|info|[0-9a-f]{2})\//s;
const HEAD = /^((?:.*\/)?)HEAD$/s;
const GIT_HEAD = /(?:^|\/)\.git\/HEAD$/;

/**
 * Everything under `root` that is no folder, by fast-glob. It gets to see percent-encoded names, so that no byte of a name
 * is a pattern, a line break or broken UTF-8 to it. A folder that cannot be read is a failure in the books.
 */
export async function listByGlob(root: string, books: Books): Promise<Listed[]> {
  const real = (path: string) => Buffer.concat([Buffer.from(root), decoded(path.slice(VIRTUAL_ROOT.length))]);
  const read = (path: string, _: unknown, done: (error: null, entries: Dirent[]) => void) => {
    readdir(real(path), { withFileTypes: true, encoding: 'buffer' }, (error, entries) => {
      if (error) {
        books.files.expect();
        books.files.fail({
          class: 'unreadable',
          what: textOfBytes(real(path)),
          why: `the folder cannot be read (${error.code})`,
        });
      }
      const named = (error ? [] : entries).map(entry => Object.assign(entry, { name: encoded(entry.name) }));
      done(null, named as unknown as Dirent[]);
    });
  };
  const look = (path: string, done: (error: NodeJS.ErrnoException | null, stats: Stats) => void) =>
    lstat(real(path), done);
  // Loaded only here: most scans list by git.
  const { default: fastGlob } = await import('fast-glob');
  const found = await fastGlob('**', {
    cwd: VIRTUAL_ROOT,
    fs: { lstat: look, stat: look, readdir: read } as unknown as typeof import('node:fs'),
    dot: true,
    followSymbolicLinks: false,
    onlyFiles: false,
    markDirectories: true,
    unique: false,
  });
  return found.filter(path => !path.endsWith('/')).map(path => ({ path: decoded(path) }));
}

/** A root that exists for fast-glob alone. */
const VIRTUAL_ROOT = '/root';

function encoded(name: Uint8Array): string {
  return Buffer.from(name)
    .toString('latin1')
    .replace(/[^A-Za-z0-9_.-]/g, one => `%${one.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

function decoded(path: string): Buffer {
  const text = path.replace(/%([0-9a-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(text, 'latin1');
}

/** What listed files hold, in order of their paths. */
export async function* scanListed(
  { root, what, prefix, named }: Place,
  listed: readonly Listed[],
  options: FileOptions,
  books: Books,
): AsyncGenerator<Occurrence> {
  const folders = new RealFolders(root);
  // Were the root lost, every file would seem to be gone, and the scan clean.
  if (!(await folders.has(Buffer.alloc(0)))) throw new Incomplete(`the folder ${root} cannot be read`, 'unreadable');
  const inside = pathLimit(options.within);
  const inScope = await pathFilter(options.include, options.exclude);
  const paths = listed.filter(one => inside(textOfBytes(one.path))).sort((a, b) => a.path.compare(b.path));
  const remarks = new Remarks(what, books);
  const namesSeen = new Set<string>();
  const oneByOne = pLimit(1);
  books.files.expect(paths.length);
  const read = async (one: Listed): Promise<Read | { readonly kind: 'excluded' | Foreign }> => {
    if (!inScope(textOfBytes(one.path))) return { kind: 'excluded' };
    if (one.foreign) return { kind: one.foreign };
    if (one.at) return scanPath(one.at, options.maxFileBytes, options.signal, oneByOne);
    // git never makes such an entry, but an index from elsewhere may hold one, and git lists it.
    if (leadsOut(one.path)) return { kind: 'failed', why: 'its path leads out of the root' };
    // A path through a link leads to another place, maybe outside: to git that file is not there either.
    if (!(await folders.has(one.path.subarray(0, Math.max(0, one.path.lastIndexOf('/')))))) return { kind: 'gone' };
    return scanPath(Buffer.concat([folders.root, one.path]), options.maxFileBytes, options.signal, oneByOne);
  };
  let done = 0;
  for await (const [one, result] of inFlight(OPEN_FILES, paths, async one => [one, await read(one)] as const)) {
    const path = prefix + textOfBytes(one.path);
    options.onProgress?.(++done, paths.length);
    if (result.kind !== 'excluded') yield* occurrencesInName(one.path, 'worktree', path, namesSeen);
    if (result.kind === 'scanned') {
      books.bytes += result.bytes;
      remarks.scanned(result.scan, path);
      enterScan(books.files, result.scan, path);
      yield* occurrencesOf(result.scan, 'worktree', result.part, path, credential => result.place(credential));
    } else if (result.kind === 'failed') {
      books.files.fail({ class: 'unreadable', what: path, why: result.why });
    } else if (result.kind === 'special' && named) {
      books.files.fail({ class: 'special-file', what: path, why: 'a FIFO, socket or device is never opened' });
    } else {
      books.files.skip(SKIPPED[result.kind]);
      if (result.kind === 'repository') remarks.add('repositories inside (each is scanned only by its own path)', path);
      if (result.kind === 'submodule')
        remarks.add('submodules that are not checked out (what else lies in their folders is read)', path);
      if (result.kind === 'special')
        remarks.add('FIFOs, sockets and devices (never opened: they hold nothing at rest)', path);
    }
  }
  remarks.write();
}

/** The receipt's names for the reasons. A folder where a file was listed means that the file is gone. */
const SKIPPED = {
  excluded: 'excluded',
  large: 'max-file-size',
  repository: 'repository-inside',
  submodule: 'repository-inside',
  special: 'special-file',
  gone: 'gone',
  folder: 'gone',
} as const;

/**
 * Works on `items`, at most `count` at a time, and yields the results in the order of the items. An item is taken only when
 * there is room for it, so that memory does not grow with their number.
 */
export async function* inFlight<T, R>(
  count: number,
  items: Iterable<T> | AsyncIterable<T>,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const limit = pLimit(count);
  const pending: Promise<R>[] = [];
  try {
    for await (const item of items) {
      const result = limit(() => work(item));
      // It is told to whoever awaits it; without this, one that fails before its turn would end the process.
      result.catch(() => {});
      pending.push(result);
      if (pending.length >= count) yield await (pending.shift() as Promise<R>);
    }
    while (pending.length > 0) yield await (pending.shift() as Promise<R>);
  } finally {
    await Promise.allSettled(pending);
  }
}
