import { GitError } from '../errors.ts';
import { type Hardening } from './hardening.ts';
export interface GitPlace extends Hardening {
    /** The folder git is started in. */
    readonly cwd: string;
}
export interface GitOptions {
    readonly signal?: AbortSignal;
    /** Bytes for git's stdin; or blocks of them, of which the next is taken once git's pipe has room for more. */
    readonly input?: string | Buffer | AsyncIterator<Buffer>;
    /** Where git's output may be put, if that can be had; `onOutput` then gets the part of it that was filled. */
    readonly room?: () => Buffer;
    /** Milliseconds without any output after which git is taken for hung and killed. */
    readonly stallMs?: number;
    /** Memory of git's own, in bytes, above which it is killed; only where the system tells it (Linux). */
    readonly mostMemory?: number;
    /** A hook's own index. */
    readonly indexFile?: string;
    /** Only for the action's fetch: variables that allow one protocol and carry its credentials. */
    readonly network?: Readonly<Record<string, string>>;
}
/** How a call ended. It was whole only if `problem` is undefined. */
export interface GitEnd {
    readonly problem: string | undefined;
    /** The exit status; undefined if a signal ended git. */
    readonly status: number | undefined;
    /** Lines of stderr that are no mere remark. */
    readonly complaints: readonly string[];
}
/** git was killed because it took more than `mostMemory`. */
export declare class OverMemory extends GitError {
}
/**
 * Runs git and hands its output on piece by piece. Resolves when the process and its output are closed.
 * @param onOutput gets each piece; if it throws, git is killed and the error is passed on.
 * @throws GitError if git cannot be started, Incomplete if `signal` aborts.
 */
export declare function streamGit(place: GitPlace, args: readonly string[], onOutput: (piece: Buffer) => void, options?: GitOptions): Promise<GitEnd>;
/**
 * Runs git and returns its whole output.
 * @throws GitError if git fails, is killed, complains or answers with more than 256 MiB; Incomplete if `signal` aborts.
 */
export declare function askGit(place: GitPlace, args: readonly string[], options?: GitOptions): Promise<Buffer>;
/**
 * Runs git and returns what it wrote and how it ended, for callers that can use a part of the output.
 * @throws GitError if git cannot be started or answers with more than 256 MiB, Incomplete if `signal` aborts.
 */
export declare function collectGit(place: GitPlace, args: readonly string[], options?: GitOptions): Promise<{
    output: Buffer;
    end: GitEnd;
}>;
/**
 * Runs `git config` on the user's own settings: with the user's environment, outside every repository.
 * @returns stdout, empty if the setting is not there.
 */
export declare function askUserConfig(args: readonly string[]): Promise<string>;
/**
 * Asks git, in a repository and with the user's own configuration, what it will do there: where its hooks are, what a
 * remote's URL is. Only for `rev-parse`, `config --get…` and `ls-remote --get-url`, which start no program of the repository.
 * @returns stdout; undefined if git answers with exit status 1 and no complaint, its way to say that there is none.
 * @throws GitError if git fails in any other way.
 */
export declare function askGitAsUser(cwd: string, args: readonly string[]): Promise<Buffer | undefined>;
/** The command of git among its arguments. */
export declare function subcommand(args: readonly string[]): string;
