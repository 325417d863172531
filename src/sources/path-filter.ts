/** Decides which paths a person's include and exclude globs leave in scope. Pure; paths are text with `/`. */
import picomatch from 'picomatch';

/** True for a path that is in scope. Dotfiles match like any other name. No include means everything. */
export function pathFilter(include: readonly string[], exclude: readonly string[]): (path: string) => boolean {
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
