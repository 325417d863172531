/** Reads commits and tags as bytes: who, when, and which part of one an offset lies in. E-mail addresses stay where they are. */
import type { Part } from '../model.ts';
export interface Author {
    /** Name without the e-mail address; empty if the header is malformed. */
    readonly author: string;
    /** ISO 8601, UTC; undefined if the header is malformed. */
    readonly date: string | undefined;
    /** Committer time in milliseconds. */
    readonly committedAt: number | undefined;
    readonly parents: readonly string[];
}
/** What the headers of a commit (`author`, `committer`) or tag (`tagger`) say. */
export declare function readAuthor(bytes: Buffer): Author;
/** Which part of a commit or tag the byte at `offset` is in, and where that part starts. */
export declare function partAt(bytes: Buffer, offset: number): {
    readonly part: Part;
    readonly start: number;
};
