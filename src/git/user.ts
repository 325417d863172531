/** Reads the few settings of the user's own that hardened calls still obey. Never reads a repository's configuration. */
import { access } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { UserConfig } from './hardening.ts';
import { askUserConfig } from './process.ts';

/**
 * The user's own `safe.directory`, `core.hooksPath`, `core.excludesFile` and `lfs.storage`.
 * @throws GitError if git is missing or the configuration is broken.
 */
export async function readUserConfig(): Promise<UserConfig> {
  const values = new Map<string, string[]>(KEYS.map(key => [key, []]));
  // One question, for each takes as long as git takes to start.
  const answer = await askUserConfig(['-z', '--includes', '--type=path', '--get-regexp', PATTERN]);
  for (const entry of answer.split('\0').slice(0, -1)) {
    const [, key = '', value = ''] = /^([^\n]*)\n?(.*)$/s.exec(entry) ?? [];
    values.get(key)?.push(value);
  }
  const [safeDirectories = [], hooks, excludes, lfsStorage = []] = KEYS.map(key => values.get(key));
  const hooksPath = hooks?.at(-1);
  const excludesFile = excludes?.at(-1) || (await defaultExcludes());
  return { safeDirectories, lfsStorage, ...(hooksPath && { hooksPath }), ...(excludesFile && { excludesFile }) };
}

/** As git writes them: in lower case. */
const KEYS = ['safe.directory', 'core.hookspath', 'core.excludesfile', 'lfs.storage'] as const;
const PATTERN = '^(safe\\.directory|core\\.hookspath|core\\.excludesfile|lfs\\.storage)$';

/** Where git looks if `core.excludesFile` is not set (git-scm.com/docs/gitignore). */
async function defaultExcludes(): Promise<string | undefined> {
  const base = process.env.XDG_CONFIG_HOME || join(homedir(), '.config');
  const file = join(base, 'git', 'ignore');
  return access(file).then(
    () => file,
    () => undefined,
  );
}
