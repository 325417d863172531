/** Decides which paths a person's include and exclude globs leave in scope. Pure; paths are text with `/`. */
import { UsageError } from '../errors.ts';
import type { Sighting } from '../model.ts';
/** True for a path that is in scope. Dotfiles match like any other name. No include means everything. */
export declare function pathFilter(include: readonly string[], exclude: readonly string[]): Promise<(path: string) => boolean>;
/** True for the paths in `within` and everything below them; for all if there is none. */
export declare function pathLimit(within: readonly string[]): (path: string) => boolean;
/**
 * True for a sighting that stands where `inScope` says, or may stand there: without a path in a tree it cannot be told to
 * stand elsewhere, nor by the path that is known where there are more.
 */
export declare function mayStand(inScope: (path: string) => boolean, { part, path, pathsTruncated }: Sighting): boolean;
/** What to say of globs that match nothing in `place`: nothing behind them was read, and that is not to pass for clean. */
export declare function nothingIncluded(include: readonly string[], place: string): UsageError;
