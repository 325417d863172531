/** From settings to the steps of a scan: which sources are read, in which repositories, and why, in words for the receipt. */
import { lstat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { UsageError } from './errors.ts';
import { NotARepository, openRepository, type Repository } from './git/repository.ts';
import { resolveRange } from './git/revisions.ts';
import type { Occurrence } from './model.ts';
import type { Books } from './receipt.ts';
import type { Scope, Settings } from './settings.ts';
import { historyOccurrences } from './sources/history.ts';
import { pathFilter } from './sources/path-filter.ts';
import { rangeOccurrences } from './sources/range.ts';
import { stagedOccurrences } from './sources/staged.ts';
import { stdinOccurrences } from './sources/stdin.ts';
import { type FileOptions, folderOccurrences, lfsOccurrences, worktreeOccurrences } from './sources/worktree.ts';

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

/** A repository and the paths below its top that limit what is reported; none: everything. */
interface Target {
  readonly repository: Repository;
  readonly limits: string[];
}

/**
 * The plan for `settings`.
 * @throws UsageError if a path does not exist, or is in no repository where one is needed.
 */
export async function planOf(settings: Settings): Promise<Plan> {
  if (settings.scope === 'stdin') {
    const read = (books: Books) => stdinOccurrences(settings.input ?? empty(), settings, books);
    return { scope: 'standard input', steps: [{ name: 'standard input', read }], historyBound: false };
  }
  const { targets, files } = await targetsOf(settings);
  if (settings.scope !== 'scan' && settings.scope !== 'dir' && files.length > 0) {
    throw new UsageError(`${JSON.stringify(files[0])} is in no git repository; 'keysift dir' scans plain files`);
  }
  const steps = targets.flatMap(target => stepsIn(target, settings));
  for (const path of files) {
    steps.push({ name: path, read: books => folderOccurrences(path, fileOptions(settings, []), books) });
  }
  return {
    scope: [...targets.map(target => scopeIn(target, settings)), ...files.map(path => `files in ${path}`)].join('; '),
    steps,
    historyBound: settings.scope !== 'range' && settings.scope !== 'staged',
  };
}

async function targetsOf(settings: Settings): Promise<{ targets: Target[]; files: string[] }> {
  const targets = new Map<string, Target>();
  const files: string[] = [];
  for (const path of settings.paths.length > 0 ? settings.paths : [settings.cwd]) {
    const stat = await lstat(path).catch(() => undefined);
    if (stat === undefined) throw new UsageError(`there is no file or folder ${JSON.stringify(path)}`);
    const folder = stat.isDirectory() ? path : dirname(path);
    const repository = settings.scope === 'dir' ? undefined : await repositoryOf(folder);
    if (repository === undefined) {
      files.push(path);
      continue;
    }
    const target = targets.get(repository.gitDir) ?? { repository, limits: [] };
    targets.set(repository.gitDir, target);
    if (settings.paths.length > 0) target.limits.push(stat.isDirectory() ? repository.prefix : below(repository, path));
  }
  for (const target of targets.values()) if (target.limits.includes('')) target.limits.length = 0;
  return { targets: [...targets.values()], files };
}

/** Where the file `path` lies below the top of its repository, with `/`. */
function below({ prefix }: Repository, path: string): string {
  return prefix === '' ? basename(path) : `${prefix}/${basename(path)}`;
}

/** The repository around `folder`, if there is one. Any other trouble with it is thrown. */
async function repositoryOf(folder: string): Promise<Repository | undefined> {
  try {
    return await openRepository(folder);
  } catch (error) {
    if (error instanceof NotARepository) return undefined;
    throw error;
  }
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
  const range: Step = {
    name: 'range',
    read: reported(async books => {
      const ids = settings.objects ?? (await resolveRange(repository, settings.revisions, settings.signal));
      return rangeOccurrences(repository, ids, ofObjects, books);
    }),
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
  return [...inScope[settings.scope]];
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
