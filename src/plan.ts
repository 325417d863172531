/** From settings to the steps of a scan: which sources are read, in which repositories, and why, in words for the receipt. */
import type { Stats } from 'node:fs';
import { lstat, realpath, stat } from 'node:fs/promises';
import { basename, dirname, relative, sep } from 'node:path';
import { GitError, UsageError } from './errors.ts';
import { brokenRepository } from './git/broken.ts';
import { wasOnceThere } from './git/once-there.ts';
import { NotARepository, openRepository, type Repository } from './git/repository.ts';
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

const NO_REPOSITORY =
  "git does not take it for a repository, so no history was read ('keysift dir' is for files alone)";

async function targetsOf(settings: Settings): Promise<{ targets: Target[]; files: string[]; broken: Set<string> }> {
  const targets = new Map<string, Target>();
  const files: string[] = [];
  const broken = new Set<string>();
  for (const named of settings.paths.length > 0 ? settings.paths : [settings.cwd]) {
    const path = await behindLink(named);
    const entry = await lstat(path).catch(absent(path));
    const folder = entry?.isDirectory() ? path : await folderAbove(path);
    const found = settings.scope === 'dir' ? undefined : await repositoryOf(folder);
    const unknown = settings.scope === 'dir' ? undefined : await brokenRepository(folder, found);
    if (unknown !== undefined && settings.scope !== 'scan') throw new GitError(`${unknown}: ${NO_REPOSITORY}`);
    if (unknown !== undefined) broken.add(unknown);
    const repository = unknown === undefined && !isGitsOwn(path, entry, found) ? found : undefined;
    // The file `.git` of a linked working tree or a submodule stands for all of it, as the folder does elsewhere.
    const isLink = basename(path) === '.git' && entry?.isFile() === true;
    const limit = repository && below(repository, isLink ? '' : relative(folder, path));
    if (entry === undefined && !(limit && (await wasOnceThere(repository, limit, settings.signal)))) {
      const nowhere = repository ? ', nor does the history know one' : '';
      throw new UsageError(`there is no file or folder ${JSON.stringify(path)}${nowhere}`);
    }
    if (repository === undefined || limit === undefined) {
      files.push(path);
      continue;
    }
    const target = targets.get(repository.gitDir) ?? { repository, limits: [] };
    targets.set(repository.gitDir, target);
    if (settings.paths.length > 0) target.limits.push(limit);
  }
  for (const target of targets.values()) if (target.limits.includes('')) target.limits.length = 0;
  return { targets: [...targets.values()], files, broken };
}

/** True for a file that git keeps for itself: no working tree and no history has it, it is a file and no more. */
function isGitsOwn(path: string, entry: Stats | undefined, found: Repository | undefined): boolean {
  if (entry === undefined || entry.isDirectory()) return false;
  return found?.root === undefined || path.split(sep).slice(0, -1).includes('.git');
}

/** For `lstat`: nothing if there is nothing. What may not be looked at is there, and is not to be taken for lost. */
function absent(path: string): (error: unknown) => undefined {
  return error => {
    const code = error instanceof Error && 'code' in error ? error.code : 'unknown error';
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new UsageError(`${JSON.stringify(path)} cannot be looked at (${code}): check its permissions`);
  };
}

/** The nearest folder above `path` that is there. */
async function folderAbove(path: string): Promise<string> {
  const folder = dirname(path);
  const entry = await stat(folder).catch(() => undefined);
  return entry?.isDirectory() || folder === path ? folder : folderAbove(folder);
}

/**
 * The folder that `path` leads to if it is a link to one: who names it means what is there, and its history. A link to a
 * file stays what it is, an entry of the folder that it stands in.
 */
async function behindLink(path: string): Promise<string> {
  const target = await stat(path).catch(() => undefined);
  return target?.isDirectory() ? realpath(path) : path;
}

/** Where `rest`, which is below the folder that the repository was opened by, lies below its top, with `/`. */
function below({ prefix }: Repository, rest: string): string {
  return [prefix, ...rest.split(sep)].filter(Boolean).join('/');
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
