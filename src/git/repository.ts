/**
 * Opens a repository: git itself finds it, so that git's checks of owner and of embedded bare repositories stay on. The only
 * place that uses simple-git, and only for this small question: simple-git keeps all output in memory and hides some failures.
 */
import { lstat, realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { GitError, UsageError } from '../errors.ts';
import { hardenedEnvironment, hardenedFlags, type UserConfig } from './hardening.ts';
import { askGit, type GitPlace } from './process.ts';
import { type Quarantine, quarantineOf } from './quarantine.ts';
import { together } from './together.ts';
import { readUserConfig } from './user.ts';

export interface Repository {
  /** Top of the working tree, absolute; undefined for a bare repository. */
  readonly root: string | undefined;
  /** Absolute. In a linked worktree it is the worktree's own. */
  readonly gitDir: string;
  /** Absolute: where objects and refs are. */
  readonly commonDir: string;
  /** Folders of objects that are the repository's own; alternates come on top. */
  readonly objectFolders: readonly string[];
  /** What is being pushed, if this runs in a hook that may still refuse it. */
  readonly quarantine: Quarantine | undefined;
  /** Where the named path lies below `root`, with `/` and no slash at the end; empty at the top. */
  readonly prefix: string;
  readonly shallow: boolean;
  /** Length of an object id in bytes: 20, or 32 with SHA-256. */
  readonly idBytes: 20 | 32;
  readonly gitVersion: string;
  /** How git calls in this repository are made. */
  readonly place: GitPlace;
}

/** The oldest git that knows everything used here (`rev-parse --verify --end-of-options`). */
const OLDEST: readonly [number, number] = [2, 30];
const ANSWER_MS = 30_000;
const NOBODY: UserConfig = { safeDirectories: [] };

/** Thrown inside by `openRepository` and by nobody else: git says that there is no repository. */
export class NotARepository extends UsageError {}

/** What does not depend on a repository: the user's own settings, and the version of git. */
export interface GitItself {
  readonly user: UserConfig;
  readonly version: string;
}

/**
 * Asks git about itself, and starts to do so at once.
 * @throws GitError if git is missing or too old, or the user's configuration is broken.
 */
export function gitItself(): Promise<GitItself> {
  void library().catch(() => undefined); // Told to whoever asks by it.
  const answer = together(readUserConfig(), checkedVersion()).then(([user, version]) => ({ user, version }));
  answer.catch(() => undefined); // Told to whoever opens a repository.
  return answer;
}

/**
 * Opens the repository that `folder` lies in.
 * @param folder an existing folder. @param git what git says of itself, if it was asked before.
 * @throws NotARepository if there is none; GitError if git is missing, too old or refuses (owner, embedded bare repository, unknown format).
 */
export async function openRepository(folder: string, git = gitItself()): Promise<Repository> {
  const cwd = await realpath(folder);
  // It is looked for beside that, as if the user trusted no other owner.
  const [{ user, version }, answer] = await together(
    git,
    locate({ cwd, user: NOBODY }).catch((error: unknown) => ({ error })),
  );
  if ('error' in answer && (answer.error instanceof NotARepository || user.safeDirectories.length === 0)) {
    throw answer.error;
  }
  const first = 'error' in answer ? await locate({ cwd, user }) : answer;
  if ('refused' in first && basename(cwd) === '.git') return openRepository(dirname(cwd), git);
  const place = 'refused' in first ? { cwd, user, bareAllowed: true } : { cwd, user };
  // What it says of itself is asked beside whether it may be read, and counts only if it may.
  const [, found] =
    'refused' in first ? await together(checkBare(first.refused, cwd, user), locate(place)) : [undefined, first];
  if ('refused' in found) throw embedded(found.refused);
  const gitDir = await realpath(found.gitDir);
  const root = found.root === undefined ? undefined : await realpath(found.root);
  if (root !== undefined) await checkRoot(root, gitDir, place);
  const commonDir = await realpath(found.commonDir);
  const quarantine = await quarantineOf(commonDir);
  const pushed = quarantine?.own ? [quarantine.folder] : [];
  return {
    root,
    gitDir,
    commonDir,
    objectFolders: [join(commonDir, 'objects'), ...pushed],
    quarantine,
    prefix: root === undefined ? '' : cwd.slice(root.length).split(sep).filter(Boolean).join('/'),
    shallow: found.shallow,
    idBytes: found.idBytes,
    gitVersion: version,
    place: { ...place, cwd: root ?? gitDir, gitDir, ...(pushed[0] !== undefined && { quarantine: pushed[0] }) },
  };
}

interface Located {
  readonly root: string | undefined;
  readonly gitDir: string;
  readonly commonDir: string;
  readonly shallow: boolean;
  readonly idBytes: 20 | 32;
}

/** What git says of the repository around `place.cwd`, or the embedded bare repository that it refuses. */
async function locate(place: GitPlace): Promise<Located | { readonly refused: string }> {
  try {
    const answer = await ask(place, [
      'rev-parse',
      '--absolute-git-dir',
      '--git-common-dir',
      '--is-inside-work-tree',
      '--is-shallow-repository',
      '--show-object-format',
      '--show-cdup',
    ]);
    const fields = /^(\/[^\n]*|[A-Za-z]:[^\n]+)\n([^\n]+)\n(true|false)\n(true|false)\n(sha1|sha256)\n(.*)$/s.exec(
      answer,
    );
    const [, gitDir = '', commonDir = '', inside, shallow, format, up = ''] = fields ?? [];
    // The way up, and not --show-toplevel, which fails in a bare repository. Outside of the working tree it is of no use.
    if (!fields || (inside === 'true' && !/^(?:\.\.\/)*\n$/.test(up))) {
      throw new GitError('git rev-parse answered out of form');
    }
    return {
      root: inside === 'true' ? resolve(place.cwd, up.trimEnd()) : undefined,
      gitDir,
      commonDir: resolve(place.cwd, commonDir),
      shallow: shallow === 'true',
      idBytes: format === 'sha256' ? 32 : 20,
    };
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    const refused = /cannot use bare repository '(.*)' \(safe\.bareRepository/.exec(error.detail)?.[1];
    if (refused !== undefined) return { refused };
    throw understood(error, place.cwd);
  }
}

/** Throws unless a bare repository may be read: if the user named it itself and it lies in no working tree, which could have planted it. */
async function checkBare(gitDir: string, cwd: string, user: GitPlace['user']): Promise<void> {
  const bare = await realpath(resolve(cwd, gitDir));
  if (cwd !== bare) throw embedded(gitDir);
  const parent = dirname(bare);
  if (parent === bare) return;
  try {
    const around = await locate({ cwd: parent, user });
    if ('refused' in around || around.root !== undefined) throw embedded(gitDir);
  } catch (error) {
    if (!(error instanceof NotARepository)) throw error;
  }
}

/** A `core.worktree` set by the repository must not make another folder the scanned one. */
async function checkRoot(root: string, gitDir: string, place: GitPlace): Promise<void> {
  // What git has just taken for a repository need not be shown to it again.
  const own = await lstat(join(root, '.git')).catch(() => undefined);
  if (own?.isDirectory() && (await realpath(join(root, '.git'))) === gitDir) return;
  try {
    const own = await onePath({ ...place, cwd: root }, ['rev-parse', '--resolve-git-dir', join(root, '.git')]);
    if ((await realpath(resolve(root, own))) === gitDir) return;
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
  }
  throw new GitError(
    `the repository's core.worktree names ${root}, which is not its working tree: unset it, or scan with --dir`,
  );
}

async function onePath(place: GitPlace, args: readonly string[]): Promise<string> {
  const answer = await ask(place, args);
  if (!/^[^\n].*\n$/s.test(answer)) throw new GitError('git rev-parse answered out of form');
  return answer.slice(0, -1);
}

async function checkedVersion(): Promise<string> {
  const place = { cwd: '/', user: NOBODY };
  const answer = (await askGit(place, ['version'], { stallMs: ANSWER_MS })).toString();
  const match = /^git version (\d+)\.(\d+)(\.\d+)?.*\n$/.exec(answer);
  if (!match) throw new GitError('git did not tell its version');
  const [major, minor] = [Number(match[1]), Number(match[2])];
  const [oldestMajor, oldestMinor] = OLDEST;
  if (!(major > oldestMajor || (major === oldestMajor && minor >= oldestMinor))) {
    throw new GitError(`git ${major}.${minor} is too old: install git ${OLDEST.join('.')} or newer`);
  }
  return `${major}.${minor}${match[3] ?? ''}`;
}

const library = () => import('simple-git');

let onAsked = () => {};
/** Settles when the first question is on its way: what takes long to load is better loaded while git answers. */
export const firstQuestion = new Promise<void>(resolve => {
  onAsked = resolve;
});

/** A small question through simple-git, with every way it has of hiding a failure closed. */
async function ask(place: GitPlace, args: readonly string[]): Promise<string> {
  const { simpleGit } = await library();
  let stderr = '';
  const git = simpleGit({
    baseDir: place.cwd,
    timeout: { block: ANSWER_MS },
    // 'exit' comes before the last output; only 'close' tells that all of it is here.
    completion: { onExit: false, onClose: true },
    // It takes an exit without status (a signal), and a failure without words, for success.
    errors: (error, result) => {
      stderr = Buffer.concat(result.stdErr).toString();
      return (
        error ?? (result.exitCode === 0 ? undefined : new Error(`git ended with ${result.exitCode ?? 'a signal'}`))
      );
    },
    unsafe: {
      allowUnsafeFsMonitor: true,
      allowUnsafeHooksPath: true,
      allowUnsafeProtocolOverride: true,
      allowUnsafeConfigPaths: true,
      allowUnsafeCredentialHelper: true,
      allowUnsafeAskPass: true,
      allowUnsafeSshCommand: true,
      allowUnsafePager: true,
      allowUnsafeGpgProgram: true,
    },
    allowEnvironment: Object.keys(hardenedEnvironment()),
  });
  try {
    const answer = git.env(hardenedEnvironment()).raw([...hardenedFlags(place), ...args]);
    onAsked();
    return await answer;
  } catch (error) {
    if (error instanceof Error && /ENOENT/.test(error.message)) {
      throw new GitError('git was not found: install git 2.30 or newer and put it on PATH');
    }
    throw new GitError(`git ${args[0]} failed`, (stderr || String(error)).trim().slice(0, 1000));
  }
}

function embedded(gitDir: string): GitError {
  return new GitError(
    `${gitDir} is a bare repository inside another one or not named itself (safe.bareRepository): name the outer repository, or a bare repository that stands alone`,
  );
}

/** git's own refusals, with what to do. */
function understood(error: GitError, folder: string): Error {
  const words = error.detail;
  if (/not a git repository/.test(words)) return new NotARepository(`${folder} is not in a git repository`);
  if (/dubious ownership|unsafe repository/.test(words)) {
    return new GitError(
      `the repository at ${folder} belongs to another user; if you trust it, run: git config --global --add safe.directory ${folder}`,
    );
  }
  if (/unknown repository extension|repository (?:format )?version/i.test(words)) {
    return new GitError(
      'this git cannot read the repository (a newer format): install a newer git',
      words.split('\n')[0],
    );
  }
  return error;
}
