import { type TreeChanges } from './tree-changes.ts';
/** What stands at a path: a blob's id, or a name that is wanted for itself. */
export interface Placed {
    readonly oid: string;
    readonly path: string;
}
export declare class TreePlaces {
    #private;
    /** @param objects how many objects there are. @param wanted what children below FIRST_WANTED stand for. */
    constructor(changes: TreeChanges, objects: number, wanted: readonly string[]);
    /** What stands below the tree, which is `object`; the same list for the same answer. */
    below(object: number): readonly Placed[];
}
