/**
 * Keeps the books of a scan. Every thing in scope is counted in when it is listed and counted out once: scanned, skipped by
 * a policy with a name, or failed. A scan is complete if both books balance and nothing failed.
 */
import type { Receipt, Tally, Unread, UnreadClass } from './model.ts';
/** One book: of objects, or of files. */
export declare class Book {
    #private;
    expect(count?: number): void;
    scanned(count?: number): void;
    skip(reason: string, count?: number): void;
    fail(unread: Unread): void;
    /** Adds a whole tally, as a reader reports it. */
    add(tally: Tally): void;
    close(): Tally;
}
/** Everything that sources write down while a scan runs. */
export declare class Books {
    #private;
    readonly objects: Book;
    readonly files: Book;
    bytes: number;
    refs: number;
    commits: number;
    gitVersion: string | undefined;
    readers: {
        pack: number;
        git: number;
    } | undefined;
    /** Ids of the Git LFS objects that pointers named which were read in a repository. */
    readonly lfsPointers: Set<string>;
    /** A fact that a reader of the receipt should know and that does not make the scan incomplete. */
    note(text: string): void;
    /** Something in scope that was not read and is neither an object nor a file of its own: a ref, history beyond a shallow edge. */
    unread(unread: Unread): void;
    /**
     * The receipt. Unread of an accepted class becomes a note.
     * @param accepted classes that a person turned into policy by `--accept-unread`.
     */
    close(scope: string, startedAt: number, endedAt: number, version: string, accepted: ReadonlySet<UnreadClass>): Receipt;
}
/** What is said of something unread that is policy. */
export declare function acceptedNote(one: Unread): string;
