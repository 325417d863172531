/**
 * Where git, as the user has set it up, looks for a repository's hooks, and into which file keysift's lines belong. It asks
 * and looks; it never writes.
 */
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { GitError, UsageError } from '../errors.ts';
import { askGitAsUser } from '../git/process.ts';
import { forTerminal as quote } from '../report/escape/terminal.ts';

export interface HookPlace {
  /** The folder that git runs hooks in: the working tree's root, or the repository itself if it is bare. Absolute. */
  readonly root: string;
  /** What linked worktrees share. Absolute, links resolved. keysift keeps its own things in `keysift` there. */
  readonly commonDir: string;
  /** The file that git starts. Absolute. */
  readonly entry: string;
  /** The file that takes keysift's lines: the same, or the one that husky's entry starts. Absolute. */
  readonly hook: string;
  readonly husky: boolean;
  /** True if other repositories may use the same hooks: they lie neither in this working tree nor in this repository. */
  readonly shared: boolean;
  /** True if the hook is a file of the working tree, which others may get by `git clone`. */
  readonly inWorkTree: boolean;
  /** `core.hooksPath`, if it is set. */
  readonly hooksPath: string | undefined;
}

/**
 * The place of the repository that `cwd` is in.
 * @throws UsageError outside a repository, or if git runs no hooks here.
 */
export async function findHookPlace(cwd: string): Promise<HookPlace> {
  const root = await rootOf(cwd);
  const [common = '', hooks = ''] = await lines(root, ['rev-parse', '--git-common-dir', '--git-path', 'hooks']);
  const commonDir = realpathSync(resolve(root, common));
  const hooksDir = resolve(root, hooks);
  const hooksPath = (await askGitAsUser(root, ['config', '--get', 'core.hooksPath']))?.toString().replace(/\n$/, '');
  if (hooksDir === '/dev/null')
    throw new UsageError(
      'core.hooksPath is /dev/null: git runs no hooks here. Unset it (git config --unset core.hooksPath)',
    );
  const husky = isHusky(hooksDir);
  const hook = join(husky ? dirname(hooksDir) : hooksDir, 'pre-push');
  const real = realOf(dirname(hook));
  const realRoot = realpathSync(root);
  const shared = !isWithin(real, realRoot) && !isWithin(real, commonDir);
  if (shared && (isWithin(dirname(hook), root) || isWithin(dirname(hook), resolve(root, common))))
    throw new UsageError(
      `git runs hooks from ${quote(dirname(hook))}, a link to ${quote(real)}, outside this repository: keysift writes no hook there`,
    );
  return {
    root,
    commonDir,
    entry: join(hooksDir, 'pre-push'),
    hook,
    husky,
    shared,
    inWorkTree: isWithin(real, realRoot) && !isWithin(real, commonDir),
    hooksPath,
  };
}

async function rootOf(cwd: string): Promise<string> {
  try {
    const [bare, directory = ''] = await lines(cwd, ['rev-parse', '--is-bare-repository', '--absolute-git-dir']);
    if (bare === 'true') return directory;
    const [root = ''] = await lines(cwd, ['rev-parse', '--show-toplevel']);
    return root;
  } catch (error) {
    // What git says of a folder in which it will not work is for the person: not a repository, somebody else's, inside .git.
    if (error instanceof GitError && error.detail !== '')
      throw new UsageError(`no repository to work in here: ${error.detail.replace(/^.*?(?:fatal|error): /, '')}`);
    throw error;
  }
}

async function lines(cwd: string, args: readonly string[]): Promise<readonly string[]> {
  const output = await askGitAsUser(cwd, args);
  return output?.toString().split('\n') ?? [];
}

/** husky 9 points git at `.husky/_`, writes that folder anew with every `npm install`, and starts `.husky/pre-push` from it. */
function isHusky(hooksDir: string): boolean {
  const entry = join(hooksDir, 'pre-push');
  return (
    basename(hooksDir) === '_' &&
    existsSync(join(hooksDir, 'h')) &&
    existsSync(entry) &&
    readFileSync(entry, 'latin1').includes('/h"')
  );
}

/** The path with links resolved, as far as it exists. */
function realOf(path: string): string {
  if (existsSync(path)) return realpathSync(path);
  const parent = dirname(path);
  return parent === path ? path : join(realOf(parent), basename(path));
}

function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
