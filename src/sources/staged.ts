/**
 * Scans what is staged: the index entries that differ from HEAD, each blob whole, from the index that git or a hook names.
 * It never looks at the working tree.
 */
import { lstat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { textOfBytes } from '../byte-text.ts';
import { withSources } from '../detect/grade/shadow.ts';
import { codeOf, GitError, UsageError } from '../errors.ts';
import { readPlaces } from '../git/blob-places.ts';
import { readObjects } from '../git/objects.ts';
import type { ScannedObject } from '../git/reader.ts';
import type { Repository } from '../git/repository.ts';
import type { Occurrence } from '../model.ts';
import type { Books } from '../receipt.ts';
import { changedEntries, type IndexEntry, IndexListing } from './index-entries.ts';
import { occurrencesInName, occurrencesOf } from './occurrence.ts';
import { pathFilter, pathLimit } from './path-filter.ts';
import { Remarks } from './remarks.ts';

export interface StagedOptions {
  readonly jobs: number;
  /** Blobs of more bytes are skipped by policy. Infinity for none. */
  readonly maxFileBytes: number;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** Paths relative to the root, with `/`: only these and what lies below them. None means everything. */
  readonly within: readonly string[];
  /** The index that `GIT_INDEX_FILE` names, in a hook of `git commit -a` or `git commit PATH`; relative to the root. */
  readonly indexFile?: string | undefined;
  readonly signal: AbortSignal;
  /** The repository's own index, if others want its entries, too. */
  readonly index?: IndexListing;
  /**
   * True where a scan of history reads every stored object anyway: the books then hold no object twice, and only what
   * failed here is entered.
   */
  readonly besideHistory?: boolean;
  readonly onProgress?: (done: number, expected: number) => void;
}

const SUBMODULE = '160000';
const LINK = '120000';

/**
 * The occurrences of credentials in staged blobs and in staged names, in order of their paths.
 * @throws UsageError if `indexFile` does not exist; GitError if the index cannot be read; Incomplete if `signal` aborts.
 */
export async function* stagedOccurrences(
  repo: Repository,
  options: StagedOptions,
  books: Books,
): AsyncGenerator<Occurrence> {
  const { signal } = options;
  if (repo.root === undefined) throw new UsageError('a bare repository has no index to scan');
  const indexFile = options.indexFile === undefined ? undefined : resolve(repo.root, options.indexFile);
  // git takes an index that is not there for an empty one: nothing staged, nothing found.
  if (indexFile !== undefined && !(await exists(indexFile))) throw new UsageError(`there is no index ${indexFile}`);
  books.gitVersion = repo.gitVersion;
  const own = indexFile === undefined ? options.index : undefined;
  const index = own ?? new IndexListing(repo, indexFile, signal);
  const { entries, notCompared } = await changedEntries(repo, index, signal);
  if (notCompared !== undefined) books.note(`every entry of the index was scanned: ${notCompared}`);
  const chosen = await choose(entries, options, books);
  const { told, failed } = await readEntries(repo, chosen, options, books);
  const remarks = new Remarks('the index', books);
  const places = await readPlaces(
    repo,
    [...told.values()].flatMap(({ oid, scan }) => scan.credentials.map(credential => ({ credential, place: { oid } }))),
    signal,
    failed,
  );
  for (const unread of failed) books.unread(unread);
  const namesSeen = new Set<string>();
  for (const { mode, oid, path: bytes, isNew } of chosen) {
    const path = textOfBytes(bytes);
    if (isNew) yield* occurrencesInName(bytes, 'index', path, namesSeen);
    const object = told.get(oid);
    if (mode === SUBMODULE || object === undefined) continue;
    remarks.scanned(object.scan, path);
    for (const { what, ...unread } of options.besideHistory ? [] : object.scan.unread) {
      books.unread({ ...unread, what: `${path} in the index${what && ` > ${what}`}` });
    }
    const part = mode === LINK ? 'link-target' : 'content';
    const names = places.sources(oid);
    const scan = { ...object.scan, credentials: object.scan.credentials.map(one => withSources(one, names)) };
    yield* occurrencesOf(scan, 'index', part, path, one => one.inner ?? places.position(oid, one.at));
  }
  if (!options.besideHistory) remarks.write();
}

/** The entries in scope. What a person excluded, and submodules, are counted. */
async function choose(entries: readonly IndexEntry[], options: StagedOptions, books: Books): Promise<IndexEntry[]> {
  const inside = pathLimit(options.within);
  const inScope = await pathFilter(options.include, options.exclude);
  const chosen: IndexEntry[] = [];
  for (const entry of entries) {
    const path = textOfBytes(entry.path);
    if (!inside(path)) continue;
    if (!inScope(path)) {
      if (options.besideHistory) continue;
      books.objects.expect();
      books.objects.skip('excluded');
      continue;
    }
    if (entry.mode === SUBMODULE) books.note(`submodule ${path} was not scanned: it is a repository of its own`);
    chosen.push(entry);
  }
  return chosen;
}

/** Reads the blobs of the entries, and enters what became of them. */
async function readEntries(repo: Repository, entries: readonly IndexEntry[], options: StagedOptions, books: Books) {
  const oids = new Set(entries.filter(one => one.mode !== SUBMODULE).map(one => one.oid));
  const told = new Map<string, ScannedObject>();
  const report = await readObjects(repo, oids, {
    jobs: options.jobs,
    maxFileBytes: options.maxFileBytes,
    signal: options.signal,
    onObject: object => told.set(object.oid, object),
    onProgress: (done, expected) => options.onProgress?.(done, expected),
  });
  if (options.besideHistory) return { told, failed: [...report.objects.failed] };
  books.objects.add(report.objects);
  books.bytes += report.bytes;
  books.readers = {
    pack: (books.readers?.pack ?? 0) + report.readers.pack,
    git: (books.readers?.git ?? 0) + report.readers.git,
  };
  return { told, failed: [] };
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return false;
    throw new GitError(`the index ${path} cannot be read`, code);
  }
}
