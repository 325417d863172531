/** From the paths of a request to what stands there: repositories, plain files, and repositories that git does not know. */
import type { Stats } from 'node:fs';
import { lstat, realpath, stat } from 'node:fs/promises';
import { basename, dirname, relative, sep } from 'node:path';
import { codeOf, GitError, UsageError } from './errors.ts';
import { brokenRepository } from './git/broken.ts';
import { wasOnceThere } from './git/once-there.ts';
import { type NamedRefs, nameRefs } from './git/refs.ts';
import { type GitItself, gitItself, NotARepository, openRepository, type Repository } from './git/repository.ts';
import type { Settings } from './settings.ts';

/** A repository and the paths below its top that limit what is reported; none: everything. */
export interface Target {
  readonly repository: Repository;
  readonly limits: string[];
  /** The refs, if nothing is read before them: git is asked while what reads is loaded. */
  readonly named?: Promise<NamedRefs>;
}

export interface Targets {
  readonly targets: readonly Target[];
  /** Files and folders in no repository. */
  readonly files: readonly string[];
  /** Repositories that git does not take for one. */
  readonly broken: ReadonlySet<string>;
}

/** Why nothing of a repository was read that git does not take for one. */
export const NO_REPOSITORY =
  "git does not take it for a repository, so no history was read ('keysift dir' is for files alone)";

/**
 * What stands at the paths of `settings`.
 * @throws UsageError if there is nothing, GitError at a repository that git does not take for one where one is needed.
 */
export async function targetsOf(settings: Settings): Promise<Targets> {
  const targets = new Map<string, Target>();
  const files: string[] = [];
  const broken = new Set<string>();
  const git = settings.scope === 'dir' ? undefined : gitItself();
  for (const named of settings.paths.length > 0 ? settings.paths : [settings.cwd]) {
    const path = await behindLink(named);
    const entry = await lstat(path).catch(absent(path));
    const folder = entry?.isDirectory() ? path : await folderAbove(path);
    const found = git && (await repositoryOf(folder, git));
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
    const target = targets.get(repository.gitDir) ?? { repository, limits: [], ...refsFirst(repository, settings) };
    targets.set(repository.gitDir, target);
    if (settings.paths.length > 0) target.limits.push(limit);
  }
  for (const target of targets.values()) if (target.limits.includes('')) target.limits.length = 0;
  return { targets: [...targets.values()], files, broken };
}

/** Asks for the refs at once where they are what is needed first. */
function refsFirst(repository: Repository, { scope, signal }: Settings): Pick<Target, 'named'> {
  if (scope !== 'history') return {};
  const named = nameRefs(repository, signal);
  named.catch(() => undefined); // Told to whoever reads history.
  return { named };
}

/** True for a file that git keeps for itself: no working tree and no history has it, it is a file and no more. */
function isGitsOwn(path: string, entry: Stats | undefined, found: Repository | undefined): boolean {
  if (entry === undefined || entry.isDirectory()) return false;
  return found?.root === undefined || path.split(sep).slice(0, -1).includes('.git');
}

/** For `lstat`: nothing if there is nothing. What may not be looked at is there, and is not to be taken for lost. */
function absent(path: string): (error: unknown) => undefined {
  return error => {
    const code = codeOf(error);
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
async function repositoryOf(folder: string, git: Promise<GitItself>): Promise<Repository | undefined> {
  try {
    return await openRepository(folder, git);
  } catch (error) {
    if (error instanceof NotARepository) return undefined;
    throw error;
  }
}
