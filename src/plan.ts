/** From settings to the steps of a scan: which sources are read, in which repositories, and why, in words for the receipt. */
import { UsageError } from './errors.ts';
import { resolveRange } from './git/revisions.ts';
import type { Occurrence } from './model.ts';
import type { Books } from './receipt.ts';
import type { Scope, Settings } from './settings.ts';
import { historyOccurrences } from './sources/history.ts';
import { checkIncluded } from './sources/include.ts';
import { pathFilter } from './sources/path-filter.ts';
import { rangeOccurrences } from './sources/range.ts';
import { stagedOccurrences } from './sources/staged.ts';
import { stdinOccurrences } from './sources/stdin.ts';
import { type FileOptions, folderOccurrences, lfsOccurrences, worktreeOccurrences } from './sources/worktree.ts';
import { NO_REPOSITORY, type Target, targetsOf } from './targets.ts';

export interface Step {
  readonly name: string;
  readonly read: (books: Books) => AsyncIterable<Occurrence>;
}

export interface Plan {
  /** What is read and why, for a person. */
  readonly scope: string;
  readonly steps: readonly Step[];
  /** True if commit dates may prove that a temporary credential has expired: not where the judged side wrote them. */
  readonly historyBound: boolean;
}

/**
 * The plan for `settings`.
 * @throws UsageError if a path does not exist, or is in no repository where one is needed.
 */
export async function planOf(settings: Settings): Promise<Plan> {
  if (settings.scope === 'stdin') {
    refuseForStdin(settings);
    const read = (books: Books) => stdinOccurrences(settings.input ?? empty(), settings, books);
    return { scope: 'standard input', steps: [{ name: 'standard input', read }], historyBound: false };
  }
  if (settings.since !== undefined && settings.scope !== 'scan' && settings.scope !== 'history') {
    throw new UsageError(`--since limits history, which 'keysift ${settings.scope}' does not read`);
  }
  const { targets, files, broken } = await targetsOf(settings);
  if (settings.since !== undefined && files.length > 0) {
    throw new UsageError(`--since limits history, and ${JSON.stringify(files[0])} is in no git repository`);
  }
  if (settings.scope !== 'scan' && settings.scope !== 'dir' && files.length > 0) {
    throw new UsageError(`${JSON.stringify(files[0])} is in no git repository; 'keysift dir' scans plain files`);
  }
  const steps = targets.flatMap(target => stepsIn(target, settings));
  for (const path of files) {
    steps.push({ name: path, read: books => folderOccurrences(path, fileOptions(settings, []), books) });
  }
  for (const path of broken) steps.push({ name: path, read: books => passedBy(path, books) });
  return {
    scope: [...targets.map(target => scopeIn(target, settings)), ...files.map(path => `files in ${path}`)].join('; '),
    steps,
    historyBound: settings.scope !== 'range' && settings.scope !== 'staged',
  };
}

/** Options that would silently do nothing to what is piped in. */
function refuseForStdin({ since, include, exclude }: Settings): void {
  if (since !== undefined) throw new UsageError("--since limits history, which 'keysift stdin' does not read");
  const globs = include.length > 0 ? '--include' : exclude.length > 0 ? '--exclude' : undefined;
  if (globs) throw new UsageError(`${globs} chooses by paths, and what is piped in has none`);
}

/** Enters a repository that git does not know as one. */
async function* passedBy(path: string, books: Books): AsyncGenerator<never> {
  books.unread({ class: 'damaged', what: path, why: NO_REPOSITORY });
  yield* [];
}

function fileOptions(settings: Settings, within: readonly string[]): FileOptions {
  const { maxFileBytes, include, exclude, ignored, signal } = settings;
  const onProgress = (done: number, expected: number) => settings.onProgress({ stage: 'files', done, expected });
  return { maxFileBytes, include, exclude, ignored, signal, within, onProgress };
}

function stepsIn({ repository, limits }: Target, settings: Settings): Step[] {
  const options = fileOptions(settings, limits);
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
  const history: Step = { name: 'history', read: reported(books => historyOccurrences(repository, ofObjects, books)) };
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
  // What pointers in history stand for, where it is stored here. No date can tell how old it is.
  const lfs: Step = { name: 'Git LFS objects', read: books => lfsOccurrences(repository, options, books) };
  const inScope: Readonly<Record<Scope, readonly Step[]>> = {
    scan: repository.root === undefined ? [history, lfs] : [worktree, staged, history, lfs],
    history: settings.since === undefined ? [history, lfs] : [history],
    staged: [staged],
    range: [range],
    dir: [],
    stdin: [],
  };
  if (settings.include.length === 0) return [...inScope[settings.scope]];
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
  return [included, ...inScope[settings.scope]];
}

function scopeIn({ repository, limits }: Target, settings: Settings): string {
  const what: Readonly<Record<Scope, string>> = {
    scan: repository.root === undefined ? 'full history (a bare repository)' : 'working tree, index and full history',
    history: 'full history',
    staged: 'index entries that differ from HEAD',
    range: settings.objects ? 'the objects of a push or event' : `range ${settings.revisions.join(' ')}`,
    dir: 'files',
    stdin: 'standard input',
  };
  const since = settings.since === undefined ? '' : ` since ${settings.since}`;
  const below = limits.length === 0 ? '' : `, reported below ${limits.join(', ')}`;
  return `${what[settings.scope]}${since} of ${repository.root ?? repository.gitDir}${below}`;
}

/** Of what was found, what the globs of the request let through. History is read whole all the same. */
async function* chosen(
  found: AsyncIterable<Occurrence> | Promise<Iterable<Occurrence>>,
  settings: Settings,
): AsyncIterable<Occurrence> {
  const wanted = pathFilter(settings.include, settings.exclude);
  for await (const one of Symbol.asyncIterator in found ? found : await found) {
    if (one.sighting.path === '' || wanted(one.sighting.path)) yield one;
  }
}

async function* empty(): AsyncIterable<Buffer> {}
