/**
 * Puts keysift's lines where git will run them before a push. What stands there stays: a shell script gets the lines in
 * front of its own, any other hook is started after them. The same call again brings an old installation up to date.
 */
import { accessSync, constants, existsSync, lstatSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { UsageError } from '../errors.ts';
import { makeFolders } from '../make-folders.ts';
import { forTerminal } from '../report/escape/terminal.ts';
import { VERSION } from '../version.ts';
import { BEFORE, type Block, insertionPoint, type Placement, parseHook, renderBlock, SHEBANG } from './block.ts';
import { homeOf, type Installation, readInstallation, writeCopy, writeInstallation } from './copy.ts';
import { type HookFile, isExecutable, onDisk, readHook, writeWhole } from './file.ts';
import { findHookPlace, type HookPlace } from './place.ts';

export interface Installed {
  readonly place: HookPlace;
  readonly placement: Placement;
  /** False if keysift's lines were there already, in these words. */
  readonly changed: boolean;
}

/**
 * Installs the hook of the repository that `cwd` is in.
 * @param bundle the folder of the built `cli.js` to copy.
 * @param node the absolute path of a node to fall back to if PATH has none at the time of a push.
 * @throws UsageError if git runs no hooks here, or the place cannot be written; then nothing is changed.
 */
export async function installHook(cwd: string, bundle: string, node: string): Promise<Installed> {
  const place = await findHookPlace(cwd);
  return onDisk(`the hook cannot be installed in ${forTerminal(dirname(place.hook))}`, () => {
    const plan = planFor(readHook(place.hook), place);
    const before = readInstallation(place.commonDir);
    const isNew = !existsSync(homeOf(place.commonDir));
    const made = makeFolders(dirname(place.hook));
    try {
      accessSync(dirname(place.hook), constants.W_OK);
      const installation: Installation = {
        schema: 'keysift-hook/1',
        version: VERSION,
        files: writeCopy(place.commonDir, bundle, node),
        hooks: [...new Set([...(before?.hooks ?? []), place.hook])],
        madeFolders: [...new Set([...(before?.madeFolders ?? []), ...made])],
      };
      writeInstallation(place.commonDir, installation);
      carryOut(plan, place.hook);
    } catch (error) {
      if (isNew) rmSync(homeOf(place.commonDir), { recursive: true, force: true });
      throw error;
    }
    return { place, placement: plan.placement, changed: plan.changed };
  });
}

interface Plan {
  readonly placement: Placement;
  readonly text: string;
  readonly mode: number;
  readonly changed: boolean;
  /** True if what stands under the hook's name has to step aside first. */
  readonly stepsAside: boolean;
}

function planFor(found: HookFile, place: HookPlace): Plan {
  const name = forTerminal(place.hook);
  if (found.kind === 'other') throw new UsageError(`${name} is no file: keysift leaves it alone`);
  const guarded = place.shared ? [latin1(place.commonDir)] : [];
  if (guarded.some(path => path.includes('\n')))
    throw new UsageError('shared hooks cannot name this repository: its path has a line feed');
  const aside = lstatSync(place.hook + BEFORE, { throwIfNoEntry: false }) !== undefined;
  if (found.kind === 'absent') return ownFile(aside ? 'chained' : 'created', guarded, false);
  if (found.kind === 'file') {
    const parts = parseHook(found.text);
    if (parts === undefined)
      throw new UsageError(
        `${name} has keysift's marks, but not one whole pair: take them out by hand, then try again`,
      );
    if (parts.block !== undefined) {
      const block: Block = { ...parts.block, guarded: [...new Set([...parts.block.guarded, ...guarded])] };
      const text = parts.before + renderBlock(block) + parts.after;
      const mode = found.mode | (place.husky ? 0 : 0o111);
      return { placement: block.placement, text, mode, changed: text !== found.text, stepsAside: false };
    }
    const at = insertionPoint(found.text);
    // git does not start a file without the mark for executables; with keysift's lines in it, it would suddenly run.
    if (at !== undefined && (place.husky || isExecutable(found.mode))) {
      const block = renderBlock({ placement: 'inserted', guarded });
      const text = found.text.slice(0, at) + block + found.text.slice(at);
      return { placement: 'inserted', text, mode: found.mode, changed: true, stepsAside: false };
    }
  }
  if (aside) throw new UsageError(`${name}${BEFORE} is in the way: it would take the hook that is there now`);
  return ownFile('chained', guarded, true);
}

function ownFile(placement: Placement, guarded: readonly string[], stepsAside: boolean): Plan {
  const text = SHEBANG + renderBlock({ placement, guarded });
  return { placement, text, mode: 0o755, changed: true, stepsAside };
}

function carryOut(plan: Plan, hook: string): void {
  if (plan.stepsAside) renameSync(hook, hook + BEFORE);
  try {
    writeWhole(hook, plan.text, plan.mode);
  } catch (error) {
    if (plan.stepsAside) renameSync(hook + BEFORE, hook);
    throw error;
  }
}

/** Hooks are read and written with one character a byte. */
export function latin1(text: string): string {
  return Buffer.from(text).toString('latin1');
}
