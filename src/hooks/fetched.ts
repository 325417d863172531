/**
 * Whether a tracking ref says what a remote had. It does if git wrote it while it spoke with the remote; anybody can write it
 * otherwise (`git update-ref`), by accident too, and a ref that points at HEAD would make every push look published.
 */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** How git's own reflog messages begin where it had news of the remote (builtin/fetch.c, builtin/clone.c, transport.c, builtin/remote.c). */
const NEWS = /^(?:fetch|pull|clone|update by push|push|remote)/;

/**
 * Reads the ref's own log. Without one (a fresh clone, a bare repository, refs kept in tables) the ref is believed.
 * @param commonDir where the repository keeps refs. @param ref its full name.
 */
export function isFetched(commonDir: string, ref: string): boolean {
  const path = join(commonDir, 'logs', ref);
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return true;
  const last = readFileSync(path, 'latin1').trimEnd().split('\n').at(-1) ?? '';
  // gitformat: `<old> <new> <name> <mail> <time> <zone> TAB <message>`; a log whose entries expired is empty.
  return last === '' || NEWS.test(last.slice(last.indexOf('\t') + 1));
}
