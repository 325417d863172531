import { type Catalogue } from '../pack/catalogue.ts';
/** What is searched for in trees: in a form that threads can be sent. */
export interface Search {
    /** Ids, ascending, no two alike. They may be stored or not. */
    readonly ids: Uint8Array;
    /** Names (latin1) of entries. */
    readonly names: readonly string[];
}
/** Ids (hex) and names in that form. */
export declare function searchFor(oids: Iterable<string>, names: readonly string[]): Search;
export declare class Things {
    #private;
    readonly catalogue: Catalogue;
    readonly search: Search;
    /** The wanted ids are things from here on; then come the names; then the ids once more, where git would see a submodule. */
    readonly firstId: number;
    readonly firstName: number;
    readonly firstHidden: number;
    /** How many things there are. */
    readonly count: number;
    constructor(catalogue: Catalogue, search: Search);
    /** The thing with the id at bytes[at], or NONE. Of a stored one that is wanted too, it is that. */
    find(bytes: Uint8Array, at?: number): number;
    /** The wanted thing with the id at bytes[at], or NONE. */
    findWanted(bytes: Uint8Array, at: number): number;
    /** The wanted thing with the name in bytes[start, end), or NONE. */
    findName(bytes: Buffer, start: number, end: number): number;
    isName(thing: number): boolean;
    /** What a wanted thing is: its name, or its id in hex. */
    textOf(thing: number): string;
}
