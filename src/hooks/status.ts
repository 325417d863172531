/** Tells whether git would run keysift before a push, and whether what it would run is whole. It changes nothing. */
import { dirname, relative, resolve } from 'node:path';
import { parseHook } from './block.ts';
import { type CopyState, checkCopy } from './copy.ts';
import { isExecutable, readHook } from './file.ts';
import { latin1 } from './install.ts';
import { findHookPlace, type HookPlace } from './place.ts';

/**
 * `in force`: git runs it and the copy is whole. `off`: git does not run it. `broken`: git runs it, and it would block every
 * push, or nobody can tell.
 */
export type HookState = 'in force' | 'off' | 'broken';

export interface HookStatus {
  readonly state: HookState;
  readonly place: HookPlace;
  readonly copy: CopyState;
  /** Why it is off or broken, one sentence each; and what else a person should know. */
  readonly reasons: readonly string[];
}

/** The state of the hook of the repository that `cwd` is in. */
export async function hookStatus(cwd: string): Promise<HookStatus> {
  const place = await findHookPlace(cwd);
  const copy = checkCopy(place.commonDir);
  const off = whyOff(place, copy);
  if (off.length > 0) return { state: 'off', place, copy, reasons: off };
  if (copy.kind === 'intact') return { state: 'in force', place, copy, reasons: [] };
  const why = copy.kind === 'absent' ? 'it is gone' : copy.why;
  return { state: 'broken', place, copy, reasons: [`the copy of keysift that the hook runs is not whole: ${why}`] };
}

function whyOff(place: HookPlace, copy: CopyState): readonly string[] {
  const reasons = [];
  const hook = readHook(place.hook);
  const parts = hook.kind === 'file' ? parseHook(hook.text) : undefined;
  const elsewhere = copy.kind === 'absent' ? [] : (copy.installation?.hooks ?? []).filter(one => one !== place.hook);
  if (hook.kind === 'file' && parts === undefined)
    reasons.push(`${place.hook} has keysift's marks, but not one whole pair`);
  else if (parts?.block === undefined) {
    reasons.push(`${shown(place.hook, place)} has no lines of keysift`);
    if (elsewhere.length > 0)
      reasons.push(
        `it was installed in ${elsewhere.map(one => shown(one, place)).join(', ')}, but git runs hooks from ${shown(dirname(place.entry), place)}` +
          (place.hooksPath === undefined ? '' : ` (core.hooksPath is ${place.hooksPath})`),
      );
  }
  const guarded = parts?.block?.guarded ?? [];
  if (guarded.length > 0 && copy.kind === 'absent' && !guarded.includes(latin1(place.commonDir)))
    reasons.push(`${shown(place.hook, place)} guards other repositories, and not this one`);
  const entry = readHook(place.entry);
  if (entry.kind === 'file' && !isExecutable(entry.mode))
    reasons.push(`${shown(place.entry, place)} is not executable, so git ignores it`);
  return reasons;
}

/** A path as a person in the repository would write it. */
export function shown(path: string, place: HookPlace): string {
  const way = relative(resolve(place.root), path);
  return way.startsWith('..') ? path : way;
}
