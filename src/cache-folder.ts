/** Where keysift's cache lies: a folder of the user's own, by the custom of the system. Nothing is made here. */
import { existsSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';

/**
 * The folder for what is remembered of packs (XDG Base Directory Specification; `~/Library/Caches` on macOS, `%LOCALAPPDATA%` on
 * Windows); undefined if the user has no home, as in a sandbox.
 */
export function userCacheFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string | undefined {
  const chosen = platform === 'win32' ? env.LOCALAPPDATA : env.XDG_CACHE_HOME;
  if (chosen && isAbsolute(chosen)) return join(chosen, 'keysift', 'packs');
  const home = platform === 'win32' ? env.USERPROFILE : env.HOME;
  if (!home || !isAbsolute(home) || !existsSync(home)) return undefined;
  return join(home, platform === 'darwin' ? 'Library/Caches' : '.cache', 'keysift', 'packs');
}
