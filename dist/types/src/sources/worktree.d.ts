import type { Repository } from '../git/repository.ts';
import type { Occurrence } from '../model.ts';
import type { Books } from '../receipt.ts';
import { type Listed } from './git-files.ts';
import { IndexListing } from './index-entries.ts';
export interface FileOptions {
    /** Files of more bytes are skipped by policy. Infinity for none. */
    readonly maxFileBytes: number;
    /** Globs, matched against paths relative to the root. No include means everything. */
    readonly include: readonly string[];
    readonly exclude: readonly string[];
    /** Paths relative to the root, with `/`: only these and what lies below them. None means everything. */
    readonly within: readonly string[];
    /** Also files that git ignores. */
    readonly ignored: boolean;
    readonly signal: AbortSignal;
    /** The index of the working tree, if others want its entries, too. */
    readonly index?: IndexListing;
    readonly onProgress?: (done: number, expected: number) => void;
}
/** Where listed files lie, and how their paths are told. */
interface Place {
    /** Absolute. */
    readonly root: string;
    /** For a person: `the working tree`. */
    readonly what: string;
    /** Stands before each path in what is reported, with a slash at its end. */
    readonly prefix: string;
    /** True if the files were named one by one: then a FIFO is no by-catch but a failure. */
    readonly named: boolean;
}
/**
 * What the tracked and untracked files of a repository hold, in order of their paths.
 * @throws GitError if git cannot list them, Incomplete if `signal` aborts, UsageError in a bare repository.
 */
export declare function worktreeOccurrences(repo: Repository, options: FileOptions, books: Books): AsyncGenerator<Occurrence>;
/** git's list of the files of the working tree at `root`, and what a person named besides. What cannot be listed is entered. */
export declare function listFiles(root: string, repo: Repository, { ignored, within, signal, index }: FileOptions, books: Books): Promise<Listed[]>;
/**
 * What the files under a folder hold, in order of their paths; or what one file holds.
 * @param path absolute. As a person named it, it may be a link, and is followed; no link below it is.
 * @throws UsageError if `include` matches none of the files; Incomplete if `signal` aborts.
 */
export declare function folderOccurrences(path: string, options: FileOptions, books: Books): AsyncGenerator<Occurrence>;
/**
 * Everything under `root` that is no folder, by fast-glob. It gets to see percent-encoded names, so that no byte of a name
 * is a pattern, a line break or broken UTF-8 to it. A folder that cannot be read is a failure in the books.
 */
export declare function listByGlob(root: string, books: Books): Promise<Listed[]>;
/** What listed files hold, in order of their paths. */
export declare function scanListed({ root, what, prefix, named }: Place, listed: readonly Listed[], options: FileOptions, books: Books): AsyncGenerator<Occurrence>;
/**
 * Works on `items`, at most `count` at a time, and yields the results in the order of the items. An item is taken only when
 * there is room for it, so that memory does not grow with their number.
 */
export declare function inFlight<T, R>(count: number, items: Iterable<T> | AsyncIterable<T>, work: (item: T) => Promise<R>): AsyncGenerator<R>;
export {};
