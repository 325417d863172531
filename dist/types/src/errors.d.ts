/** The three ways in which keysift fails on purpose. Anything else that is thrown is a bug and keeps its stack. */
import type { UnreadClass } from './model.ts';
/** The request itself is wrong. The message is one line and says what to do. */
export declare class UsageError extends Error {
    readonly name = "UsageError";
}
/** git could not be run, or failed. `detail` is what it wrote to stderr, already cut to a sane length. */
export declare class GitError extends Error {
    readonly name = "GitError";
    readonly detail: string;
    constructor(message: string, detail?: string);
}
/** Something in scope could not be read, and the scan cannot go on past it. */
export declare class Incomplete extends Error {
    readonly name = "Incomplete";
    readonly class: UnreadClass;
    constructor(message: string, unreadClass: UnreadClass);
}
/** What `codeOf` calls an error that has no code. */
export declare const UNKNOWN_CODE = "unknown error";
/** What the system calls an error, such as `ENOENT`. */
export declare function codeOf(error: unknown): string;
/** One line for a person. A bug is named as one, without content of the scanned files. */
export declare function explain(error: unknown): string;
