/** Decides which paths a person's include and exclude globs leave in scope. Pure; paths are text with `/`. */
import { UsageError } from '../errors.ts';
import type { Sighting } from '../model.ts';

/** True for a path that is in scope. Dotfiles match like any other name. No include means everything. */
export async function pathFilter(
  include: readonly string[],
  exclude: readonly string[],
): Promise<(path: string) => boolean> {
  if (include.length + exclude.length === 0) return () => true;
  // Loaded only here: most scans have no globs.
  const { default: picomatch } = await import('picomatch');
  const options = { dot: true };
  const wanted = include.length === 0 ? () => true : picomatch([...include], options);
  const refused = exclude.length === 0 ? () => false : picomatch([...exclude], options);
  return path => wanted(path) && !refused(path);
}

/** True for the paths in `within` and everything below them; for all if there is none. */
export function pathLimit(within: readonly string[]): (path: string) => boolean {
  if (within.length === 0 || within.includes('')) return () => true;
  return path => within.some(one => path === one || path.startsWith(`${one}/`));
}

/**
 * True for a sighting that stands where `inScope` says, or may stand there: without a path in a tree it cannot be told to
 * stand elsewhere, nor by the path that is known where there are more.
 */
export function mayStand(inScope: (path: string) => boolean, { part, path, pathsTruncated }: Sighting): boolean {
  return path === '' || part === 'ref-name' || pathsTruncated === true || inScope(path);
}

/** What to say of globs that match nothing in `place`: nothing behind them was read, and that is not to pass for clean. */
export function nothingIncluded(include: readonly string[], place: string): UsageError {
  const shown = include.map(glob => JSON.stringify(glob)).join(', ');
  const flat = include.find(glob => !glob.includes('/'));
  const hint =
    flat === undefined ? 'globs start at the top of it' : `${JSON.stringify(`**/${flat}`)} looks in every folder`;
  return new UsageError(`--include ${shown} matches nothing in ${place}; ${hint}`);
}
