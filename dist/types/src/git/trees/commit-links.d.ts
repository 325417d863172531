/** What stored commits name: their tree and their parents. */
import { type Catalogue } from '../pack/catalogue.ts';
import { type Wanted } from './wanted.ts';
export declare class CommitLinks {
    #private;
    /** False once a commit was seen that git would not take for one. */
    sound: boolean;
    constructor(catalogue: Catalogue, wanted: Wanted);
    /** Takes the commit that stands at bytes[at, end). Of one that is stored twice, once is enough. */
    take(object: number, bytes: Buffer, at: number, end: number): void;
    /** What was written down, for another thread to add to its own. */
    share(): CommitsShare;
    add({ sound, objects, starts, links }: CommitsShare): void;
    /**
     * The trees of those commits that are reachable from `tips`, by their things.
     * @param edge commits whose parents are not followed.
     * @returns undefined if a commit is reachable that is not stored, or is none.
     */
    treesFrom(tips: Iterable<number>, edge: ReadonlySet<number>): Set<number> | undefined;
}
export interface CommitsShare {
    readonly sound: boolean;
    readonly objects: Int32Array;
    readonly starts: Int32Array;
    readonly links: Int32Array;
}
