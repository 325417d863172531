/**
 * What stands where the index has a submodule. Where none is checked out, its folder is one like any other, and what lies in it
 * is read; but git, asked for the files of the working tree, passes it by.
 */
import { lstat, readdir, readFile } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { leadsOut, type RealFolders } from './real-folders.ts';

/**
 * `repository`: one of its own, or what cannot be told to be none. `file`: a file or link, or whatever is no folder. `folder`: one
 * that holds something. `nothing`: not there, or empty.
 */
export type AtSubmodule = 'repository' | 'file' | 'folder' | 'nothing';

/** What stands below the root of `folders` at the path of a submodule. A folder may still be a repository to git. */
export async function atSubmodule(folders: RealFolders, path: Buffer): Promise<AtSubmodule> {
  if (leadsOut(path) || !(await folders.has(path.subarray(0, Math.max(0, path.lastIndexOf(0x2f))))))
    return 'repository';
  const place = Buffer.concat([folders.root, path]);
  const stats = await lstat(place).catch(() => undefined);
  if (stats === undefined) return 'nothing';
  if (!stats.isDirectory()) return 'file';
  if (await isCheckedOut(place)) return 'repository';
  // What may not be listed may hold anything: git will complain of it.
  const names = await readdir(place).catch(() => undefined);
  return names?.length === 0 ? 'nothing' : 'folder';
}

/** True if `folder` has a `.git` that is one, or leads to one, by what it holds. */
async function isCheckedOut(folder: Buffer): Promise<boolean> {
  const own = Buffer.concat([folder, Buffer.from('/.git')]);
  const stats = await lstat(own).catch(() => undefined);
  if (stats?.isFile() !== true || stats.size > LONGEST) return stats?.isDirectory() === true && holdsRepository(own);
  const text = (await readFile(own).catch(() => Buffer.alloc(0))).toString('latin1');
  const [, target] = /^gitdir: (.+?)[\r\n]*$/s.exec(text) ?? [];
  if (target === undefined) return false;
  const named = Buffer.from(target, 'latin1');
  return holdsRepository(isAbsolute(named.toString()) ? named : Buffer.concat([folder, Buffer.from('/'), named]));
}

/** No path is longer. */
const LONGEST = 1 << 16;

async function holdsRepository(gitDir: Buffer): Promise<boolean> {
  const names = await readdir(gitDir).catch((): string[] => []);
  return (
    names.includes('HEAD') && (names.includes('commondir') || (names.includes('objects') && names.includes('refs')))
  );
}
