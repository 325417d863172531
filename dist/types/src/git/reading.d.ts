/**
 * One reading of a set of objects through `git cat-file`: what is expected, what was seen, what failed. If git dies on an
 * object it is started again without it, so that one damaged object hides no other.
 */
import type { Unread } from '../model.ts';
import type { IdFinder, IdTable } from './ids.ts';
import type { ReaderOptions, ReaderReport } from './reader.ts';
import type { Repository } from './repository.ts';
export declare class Reading {
    #private;
    /**
     * @param stored finds the ids of the whole store: any other id that is named is absent. Undefined if that is not to be told.
     * @param sifted true if `stored` is what is expected, and it is worth a sieve.
     */
    constructor(repo: Repository, expected: IdTable, stored: IdFinder | undefined, options: ReaderOptions, sifted: boolean);
    fail(unread: Unread): void;
    /** Reads the objects of a list. What fails stays undone. */
    readList(oids: readonly string[]): Promise<void>;
    /** Reads all objects that git lists. What fails stays undone. */
    readAll(): Promise<void>;
    /** Asks for each object that is still undone by its id, until all are read or failed. */
    recover(): Promise<void>;
    report(): ReaderReport;
}
