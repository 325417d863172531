import { type Links } from './links.ts';
import type { Things } from './things.ts';
/** What stands at a path: a blob's id, or a name that is wanted for itself. */
export interface Placed {
    readonly oid: string;
    readonly path: string;
}
export declare class TreePlaces {
    #private;
    constructor(links: Links, things: Things);
    /** What stands below the tree, which is `object`; the same list for the same answer. */
    below(object: number): readonly Placed[];
}
