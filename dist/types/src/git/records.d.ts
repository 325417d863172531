/**
 * Takes the output of `git cat-file --batch` apart: `<id> <type> <size> LF <bytes> LF`, or `<id> missing LF`
 * (git-scm.com/docs/git-cat-file, "BATCH OUTPUT"). Bytes are handed on in place where they lie in one piece; no object of
 * any size is collected beyond `largest`.
 */
import { GitError } from '../errors.ts';
import type { ObjectType } from './reader.ts';
/** What becomes of the records. Bytes are valid only until the call returns. */
export interface RecordSink {
    /** An object whose bytes are all here. */
    whole(oid: string, type: ObjectType, bytes: Buffer): void;
    /** A blob of more than `largest` bytes comes in pieces: begin, piece…, end. */
    begin(oid: string, size: number): void;
    piece(bytes: Buffer): void;
    end(): void;
    /** git has no bytes for this id: `missing`, `ambiguous`, or another word of its own. */
    without(oid: string, word: string): void;
}
/** git's output is none of these records. Of a damaged pack it may give a size that is not that of the bytes that follow. */
export declare class OutOfForm extends GitError {
}
export declare class RecordParser {
    #private;
    constructor(sink: RecordSink, largest: number);
    /** True if the output so far ends inside a record. */
    get isOpen(): boolean;
    /** Takes bytes. @throws OutOfForm at a record that is none; what is before it was handed on, and nothing of it. */
    push(chunk: Buffer): void;
    /** Takes bytes from chunk[at] on, up to the end of one record at most. @returns where it stopped. */
    pushOne(chunk: Buffer, at: number): number;
}
