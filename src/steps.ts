/** The steps of a scan: which sources are read in a repository, for each scope. */

import { unjudgedOf } from './git/quarantine.ts';
import { resolveRange } from './git/revisions.ts';
import type { Occurrence, Unread } from './model.ts';
import type { Books } from './receipt.ts';
import type { Scope, Settings } from './settings.ts';
import { historyOccurrences } from './sources/history.ts';
import { checkIncluded } from './sources/include.ts';
import { IndexListing } from './sources/index-entries.ts';
import { lfsOccurrences } from './sources/lfs.ts';
import { mayStand, pathFilter } from './sources/path-filter.ts';
import { rangeOccurrences } from './sources/range.ts';
import { stagedOccurrences } from './sources/staged.ts';
import { stdinOccurrences } from './sources/stdin.ts';
import { type FileOptions, folderOccurrences, worktreeOccurrences } from './sources/worktree.ts';
import { NO_REPOSITORY, type Target } from './targets.ts';

export interface Step {
  readonly name: string;
  readonly read: (books: Books) => AsyncIterable<Occurrence>;
}

/** Reads what is piped in. */
export function stdinStep(settings: Settings): Step {
  const read = (books: Books) => stdinOccurrences(settings.input ?? empty(), settings, books);
  return { name: 'standard input', read };
}

/** Reads a file or folder in no repository. */
export function folderStep(path: string, settings: Settings): Step {
  return { name: path, read: books => folderOccurrences(path, fileOptions(settings, []), books) };
}

/** Enters a repository that git does not know as one. */
export function brokenStep(path: string): Step {
  return { name: path, read: books => entered([{ class: 'damaged', what: path, why: NO_REPOSITORY }], books) };
}

async function* entered(unread: readonly Unread[], books: Books): AsyncGenerator<never> {
  for (const one of unread) books.unread(one);
  yield* [];
}

function fileOptions(settings: Settings, within: readonly string[]): FileOptions {
  const { maxFileBytes, include, exclude, ignored, signal } = settings;
  const onProgress = (done: number, expected: number) => settings.onProgress({ stage: 'files', done, expected });
  return { maxFileBytes, include, exclude, ignored, signal, within, onProgress };
}

/** What is read in a repository, in order. */
export function stepsIn({ repository, limits, named }: Target, settings: Settings): Step[] {
  const index = new IndexListing(repository, undefined, settings.signal);
  const options = { ...fileOptions(settings, limits), index };
  const ofObjects = {
    jobs: settings.jobs,
    maxFileBytes: settings.maxFileBytes,
    reader: settings.reader,
    ...(settings.cacheFolder !== undefined && { cacheFolder: settings.cacheFolder }),
    signal: settings.signal,
    within: limits,
    ...(settings.since !== undefined && { since: settings.since }),
    onProgress: (stage: 'history' | 'attribution', done: number, expected: number) =>
      settings.onProgress({ stage, done, expected }),
  };
  const reported =
    (read: (books: Books) => AsyncIterable<Occurrence> | Promise<Iterable<Occurrence>>) => (books: Books) =>
      chosen(read(books), settings);
  const worktree: Step = {
    name: 'working tree',
    read: books => worktreeOccurrences(repository, options, books),
  };
  const history: Step = {
    name: 'history',
    read: reported(books => historyOccurrences(repository, { ...ofObjects, named }, books)),
  };
  const staged: Step = {
    name: 'index',
    read: books =>
      stagedOccurrences(
        repository,
        {
          ...options,
          jobs: settings.jobs,
          indexFile: settings.indexFile,
          besideHistory: settings.scope === 'scan',
          onProgress: (done, expected) => settings.onProgress({ stage: 'index', done, expected }),
        },
        books,
      ),
  };
  const ids = async () => settings.objects ?? (await resolveRange(repository, settings.revisions, settings.signal));
  const range: Step = {
    name: 'range',
    read: reported(async books => rangeOccurrences(repository, await ids(), ofObjects, books)),
  };
  // What pointers stand for, where it is stored here. No date can tell how old it is, but a pointer that was read can.
  const lfs = (which: 'all' | 'named'): Step => {
    return { name: 'Git LFS objects', read: books => lfsOccurrences(repository, which, options, books) };
  };
  const inScope: Readonly<Record<Scope, readonly Step[]>> = {
    scan: repository.root === undefined ? [history, lfs('all')] : [worktree, staged, history, lfs('all')],
    history: [history, lfs(settings.since === undefined ? 'all' : 'named')],
    staged: [staged, lfs('named')],
    range: [range, lfs('named')],
    dir: [],
    stdin: [],
  };
  const steps = [...inScope[settings.scope]];
  const { quarantine } = repository;
  if (quarantine) {
    const unreached = settings.failOnLocal && settings.since === undefined;
    const byIds = settings.scope === 'range' || settings.scope === 'staged';
    steps.push({ name: 'push', read: books => entered(unjudgedOf(quarantine, byIds || unreached), books) });
  }
  if (settings.include.length === 0) return steps;
  const files = settings.scope === 'scan' ? options : undefined;
  // First, so that a slip of the pen is told before an hour of reading.
  const included: Step = {
    name: '--include',
    read: reported(async books => {
      const wants = settings.scope === 'range' ? (await ids()).wants : [];
      await checkIncluded(repository, { ...settings, within: limits, files, wants }, books);
      return [];
    }),
  };
  return [included, ...steps];
}

/** Of what was found, what the globs of the request let through. History is read whole all the same. */
async function* chosen(
  found: AsyncIterable<Occurrence> | Promise<Iterable<Occurrence>>,
  settings: Settings,
): AsyncIterable<Occurrence> {
  const wanted = await pathFilter(settings.include, settings.exclude);
  for await (const one of Symbol.asyncIterator in found ? found : await found) {
    if (mayStand(wanted, one.sighting)) yield one;
  }
}

async function* empty(): AsyncIterable<Buffer> {}
