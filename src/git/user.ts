/** Reads the few settings of the user's own that hardened calls still obey. Never reads a repository's configuration. */
import { access } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { UserConfig } from './hardening.ts';
import { askUserConfig } from './process.ts';

/**
 * The user's own `safe.directory`, `core.hooksPath` and `core.excludesFile`.
 * @throws GitError if git is missing or the configuration is broken.
 */
export async function readUserConfig(): Promise<UserConfig> {
  const [safe, hooks, excludes] = await Promise.all([
    askUserConfig(['-z', '--includes', '--type=path', '--get-all', 'safe.directory']),
    askUserConfig(['-z', '--includes', '--type=path', '--get', 'core.hooksPath']),
    askUserConfig(['-z', '--includes', '--type=path', '--get', 'core.excludesFile']),
  ]);
  const hooksPath = hooks.split('\0')[0];
  const excludesFile = excludes.split('\0')[0] || (await defaultExcludes());
  return {
    safeDirectories: safe.split('\0').slice(0, -1),
    ...(hooksPath && { hooksPath }),
    ...(excludesFile && { excludesFile }),
  };
}

/** Where git looks if `core.excludesFile` is not set (git-scm.com/docs/gitignore). */
async function defaultExcludes(): Promise<string | undefined> {
  const base = process.env.XDG_CONFIG_HOME || join(homedir(), '.config');
  const file = join(base, 'git', 'ignore');
  return access(file).then(
    () => file,
    () => undefined,
  );
}
