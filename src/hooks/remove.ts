/** Takes keysift's lines out of every hook that it put them into, and leaves each as it was. Other text is never touched. */
import { existsSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { UsageError } from '../errors.ts';
import { forTerminal } from '../report/escape/terminal.ts';
import { BEFORE, parseHook, renderBlock, SHEBANG } from './block.ts';
import { homeOf, readInstallation } from './copy.ts';
import { onDisk, readHook, writeWhole } from './file.ts';
import { latin1 } from './install.ts';
import { findHookPlace } from './place.ts';

/**
 * Removes the hook of the repository that `cwd` is in, and the copy that it ran.
 * @returns the hooks that were changed; none if nothing was installed.
 * @throws UsageError if a hook was changed by others in a way that leaves no safe way back.
 */
export async function removeHook(cwd: string): Promise<readonly string[]> {
  const place = await findHookPlace(cwd);
  const installation = readInstallation(place.commonDir);
  const hooks = [...new Set([place.hook, ...(installation?.hooks ?? [])])];
  return onDisk('the hook cannot be removed', () => {
    const changed = hooks.filter(hook => takeOut(hook, latin1(place.commonDir)));
    const home = homeOf(place.commonDir);
    rmSync(home, { recursive: true, force: true });
    const folders = [...(installation?.madeFolders ?? []), dirname(home)];
    for (const folder of folders.reverse())
      if (existsSync(folder) && readdirSync(folder).length === 0) rmdirSync(folder);
    return changed;
  });
}

function takeOut(hook: string, commonDir: string): boolean {
  const found = readHook(hook);
  if (found.kind !== 'file') return false;
  const parts = parseHook(found.text);
  if (parts === undefined)
    throw new UsageError(`${forTerminal(hook)} has keysift's marks, but not one whole pair: take them out by hand`);
  if (parts.block === undefined) return false;
  const guarded = parts.block.guarded.filter(path => path !== commonDir);
  const rest = parts.before + parts.after;
  if (guarded.length > 0) {
    if (guarded.length === parts.block.guarded.length) return false;
    writeWhole(hook, parts.before + renderBlock({ ...parts.block, guarded }) + parts.after, found.mode);
  } else if (parts.block.placement === 'inserted') writeWhole(hook, rest, found.mode);
  else if (rest === SHEBANG) {
    if (parts.block.placement === 'chained' && readHook(hook + BEFORE).kind !== 'absent')
      renameSync(hook + BEFORE, hook);
    else rmSync(hook);
  } else if (parts.block.placement === 'created') writeWhole(hook, rest, found.mode);
  else
    throw new UsageError(
      `${forTerminal(hook)} has lines that keysift did not write: move them away, then try again; the hook from before is beside it`,
    );
  return true;
}
