/** Writes and reads the few files of a hook: whole or not at all, bytes as they are. It follows no link of a hook's name. */
import { chmodSync, lstatSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { UsageError } from '../errors.ts';
import { forTerminal } from '../report/escape/terminal.ts';

export type HookFile =
  | { readonly kind: 'absent' }
  /** `text` has one character a byte. */
  | { readonly kind: 'file'; readonly text: string; readonly mode: number }
  | { readonly kind: 'link' }
  | { readonly kind: 'other' };

/** What stands under a hook's name. */
export function readHook(path: string): HookFile {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return { kind: 'absent' };
  if (stat.isSymbolicLink()) return { kind: 'link' };
  if (!stat.isFile()) return { kind: 'other' };
  return { kind: 'file', text: readFileSync(path, 'latin1'), mode: stat.mode & 0o7777 };
}

/** True if git would start the file. Windows has no such mark. */
export function isExecutable(mode: number): boolean {
  return process.platform === 'win32' || (mode & 0o111) !== 0;
}

/** Replaces a file in one step: who reads it sees the old text or the new one. */
export function writeWhole(path: string, text: string, mode: number): void {
  const unfinished = `${path}.keysift-${process.pid}`;
  try {
    writeFileSync(unfinished, text, { encoding: 'latin1', flag: 'wx' });
    chmodSync(unfinished, mode);
    renameSync(unfinished, path);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}

/** Does `work`; a file system that refuses becomes one line for the person. */
export function onDisk<T>(what: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof Error && 'syscall' in error)
      throw new UsageError(`${what}: ${forTerminal(error.message)}; nothing more was changed`);
    throw error;
  }
}
