/**
 * Repositories that are there but that git does not take for one: without HEAD, without refs, or out of reach. git passes
 * them by without a word, and whoever follows it would call their history clean.
 */
import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Repository } from './repository.ts';

/**
 * Looks where git looks for a repository: in `folder` and above it, on the same file system, up to the one that git found.
 * @param found what git takes for the repository of `folder`, if anything.
 * @returns the path of what git passed by.
 */
export async function brokenRepository(folder: string, found: Repository | undefined): Promise<string | undefined> {
  // By device and number, for the same folder may be written in several ways.
  const ends = await Promise.all([found?.root, found?.gitDir].flatMap(end => (end === undefined ? [] : stat(end))));
  const start = await realpath(folder);
  const { dev } = await stat(start);
  for (let at = start; ; at = dirname(at)) {
    const here = await stat(at);
    if (here.dev !== dev || ends.some(end => end.ino === here.ino && end.dev === dev)) return undefined;
    if (await isSomething(join(at, '.git'))) return join(at, '.git');
    if (found === undefined && (await isLikeBare(at))) return at;
    if (at === dirname(at)) return undefined;
  }
}

/** True for all but an empty folder, which hides nothing. What may not be listed may hide anything. */
async function isSomething(path: string): Promise<boolean> {
  if (!(await exists(path))) return false;
  return readdir(path).then(
    names => names.length > 0,
    () => true,
  );
}

/** True if it holds what `git init --bare` makes beside objects, or what is left of it. */
async function isLikeBare(folder: string): Promise<boolean> {
  const has = (name: string) => exists(join(folder, name));
  return ((await has('objects/pack')) || (await has('objects/info'))) && ((await has('HEAD')) || (await has('refs')));
}

/** What cannot be looked at is no more than what git saw of it: the folder that hides it is itself unreadable to the scan. */
async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}
