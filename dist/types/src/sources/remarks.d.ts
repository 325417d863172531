/**
 * Gathers what a source has to remark of many contents, and writes one note for each kind of remark. What their Git LFS pointers
 * name is in the books at once.
 */
import type { ContentScan } from '../model.ts';
import type { Books } from '../receipt.ts';
export declare class Remarks {
    #private;
    /** @param what the contents, for a person: `the working tree`. */
    constructor(what: string, books: Books);
    /** What the scan of the content at `path` calls for. */
    scanned(scan: ContentScan, path: string): void;
    /** @param remark what is so of `path`, to stand before a number: `repositories inside`. */
    add(remark: string, path: string): void;
    /** Writes the notes, in the order of their words: which content comes first depends on threads. */
    write(): void;
}
