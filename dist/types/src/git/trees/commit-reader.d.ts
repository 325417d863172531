import type { Version } from '../pack/version.ts';
import { type Links } from './links.ts';
import type { Things } from './things.ts';
export declare class CommitReader {
    #private;
    constructor(things: Things, links: Links);
    /** Reads a commit: what it holds is its tree, then its parents. */
    read({ object, memory, at, length }: Version): void;
}
