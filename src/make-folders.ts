/** Makes folders for what keysift writes. */
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * Makes a folder and those above it that are not there. Node's own way (`recursive`) never ends below `/proc`, where a file
 * system answers that there is no such folder to whoever wants to make one.
 * @returns those that were made, outermost first.
 * @throws what the file system answers, with a `code`.
 */
export function makeFolders(path: string, mode?: number): readonly string[] {
  const missing: string[] = [];
  for (let folder = resolve(path); !existsSync(folder); folder = dirname(folder)) missing.unshift(folder);
  for (const folder of missing) {
    try {
      mkdirSync(folder, mode);
    } catch (error) {
      // Another process may have made it meanwhile.
      if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw error;
    }
  }
  return missing;
}
