/**
 * Scans files where they lie: the working tree of a repository by git's own list, or the files under a folder. The only
 * door to fast-glob and p-limit. Never follows a link, never reads outside its root, and skips nothing without counting it.
 */
import { type Dirent, lstat, readdir, type Stats } from 'node:fs';
import { lstat as lstatNow } from 'node:fs/promises';
import fastGlob from 'fast-glob';
import pLimit from 'p-limit';
import { textOfBytes } from '../byte-text.ts';
import type { GitPlace } from '../git/process.ts';
import type { Occurrence } from '../model.ts';
import type { Books } from '../receipt.ts';
import { type Read, scanPath } from './file.ts';
import { gitRecords } from './git-records.ts';
import { enterScan, occurrencesInName, occurrencesOf } from './occurrence.ts';
import { pathFilter, pathLimit } from './path-filter.ts';
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
  readonly onProgress?: (done: number, expected: number) => void;
}

/** One path to read, as bytes, relative to the root; empty if the root itself is the file. */
interface Listed {
  readonly path: Buffer;
  /** A repository of its own: a submodule, or one that lies inside. */
  readonly foreign?: true;
}

/** Files that are read at the same time. Reading waits for the disk; matching is one thread's work anyway. */
const OPEN_FILES = 8;

/**
 * What the tracked and untracked files of a repository hold, in order of their paths.
 * @param root absolute path of the top of the working tree.
 * @throws GitError if git cannot list them, Incomplete if `signal` aborts.
 */
export async function* worktreeOccurrences(
  place: GitPlace,
  root: string,
  options: FileOptions,
  books: Books,
): AsyncGenerator<Occurrence> {
  yield* scanListed(root, await listByGit({ ...place, cwd: root }, options), options, books, 'working tree');
}

/** What the files under the folder `root` (absolute; it may also be one file) hold, in order of their paths. */
export async function* folderOccurrences(root: string, options: FileOptions, books: Books): AsyncGenerator<Occurrence> {
  yield* scanListed(root, await listByGlob(root, books), options, books, 'folder');
}

/** git's own list: tracked files, and untracked ones that are not ignored. */
async function listByGit(place: GitPlace, { ignored, signal }: FileOptions): Promise<Listed[]> {
  const listed = new Map<string, Listed>();
  const add = (path: Buffer, foreign: boolean) =>
    listed.set(path.toString('latin1'), foreign ? { path, foreign } : { path });
  await gitRecords(place, ['ls-files', '-z', '--stage'], { signal }, record => {
    add(record.subarray(record.indexOf('\t') + 1), record.toString('latin1', 0, 6) === '160000');
  });
  const standard = ['ls-files', '-z', '--others', '--exclude-standard'];
  for (const args of [standard, ...(ignored ? [[...standard, '--ignored']] : [])]) {
    await gitRecords(place, args, { signal }, record => {
      // A path with / at its end is another repository: git does not look into it.
      const foreign = record.at(-1) === 0x2f;
      add(foreign ? record.subarray(0, -1) : record, foreign);
    });
  }
  return [...listed.values()];
}

/**
 * Everything under `root` that is no folder, by fast-glob. It gets to see percent-encoded names, so that no byte of a name
 * is a pattern, a line break or broken UTF-8 to it. A folder that cannot be read is a failure in the books.
 */
async function listByGlob(root: string, books: Books): Promise<Listed[]> {
  if (!(await lstatNow(root)).isDirectory()) return [{ path: Buffer.alloc(0) }];
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

async function* scanListed(
  root: string,
  listed: readonly Listed[],
  options: FileOptions,
  books: Books,
  what: string,
): AsyncGenerator<Occurrence> {
  const inside = pathLimit(options.within);
  const inScope = pathFilter(options.include, options.exclude);
  const paths = listed.filter(one => inside(textOfBytes(one.path))).sort((a, b) => a.path.compare(b.path));
  const remarks = new Remarks(what);
  const namesSeen = new Set<string>();
  books.files.expect(paths.length);
  const results = inFlight(OPEN_FILES, paths, async one => ({
    one,
    read: await readListed(root, one, inScope, options),
  }));
  let done = 0;
  for await (const { one, read } of results) {
    const path = textOfBytes(one.path);
    options.onProgress?.(++done, paths.length);
    if (read.kind !== 'excluded') yield* occurrencesInName(one.path, 'worktree', path, namesSeen);
    if (read.kind === 'scanned') {
      books.bytes += read.bytes;
      remarks.scanned(read.scan, path);
      enterScan(books.files, read.scan, path);
      yield* occurrencesOf(read.scan, 'worktree', read.part, path, credential => read.place(credential));
    } else if (read.kind === 'failed') {
      books.files.fail({ class: 'unreadable', what: path, why: read.why });
    } else {
      books.files.skip(SKIPPED[read.kind]);
      if (read.kind === 'folder')
        remarks.add('repositories of their own inside, to be scanned by their own paths', path);
      if (read.kind === 'special') remarks.add('FIFOs, sockets and devices, which hold nothing at rest', path);
    }
  }
  remarks.write(books);
}

/** Names of the reasons in the receipt. */
const SKIPPED = {
  excluded: 'excluded',
  large: 'max-file-size',
  folder: 'repository-inside',
  special: 'special-file',
  gone: 'gone',
} as const;

async function readListed(
  root: string,
  one: Listed,
  inScope: (path: string) => boolean,
  options: FileOptions,
): Promise<Read | { readonly kind: 'excluded' }> {
  if (!inScope(textOfBytes(one.path))) return { kind: 'excluded' };
  if (one.foreign) return { kind: 'folder' };
  const absolute = one.path.length === 0 ? Buffer.from(root) : Buffer.concat([Buffer.from(`${root}/`), one.path]);
  return scanPath(absolute, options.maxFileBytes, options.signal);
}

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
