import type { Copies } from '../pack/delta.ts';
import type { Version } from '../pack/version.ts';
import { type Links } from './links.ts';
import type { Things } from './things.ts';
export declare class EntryReader {
    #private;
    /** False once a tree was seen that does not end with an entry. */
    wellFormed: boolean;
    constructor(things: Things, links: Links);
    /**
     * Reads a tree. Sets its `number`, and `entries` unless it is a `leaf`, with no delta of it to come.
     * @param base what it is made of, if that was read here; `copies` tells how.
     */
    read(version: Version, base: Version | undefined, copies: Copies | undefined, leaf: boolean): void;
}
