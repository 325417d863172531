/**
 * Walks only those entries of a tree that differ from the version of it seen last. In pack order most trees follow a version
 * of themselves in which one entry changed, so that hardly any of their bytes need be looked at one by one.
 */
import { TreeCursor } from './tree.ts';
export declare class TreeVersions {
    #private;
    constructor(idBytes: number);
    /**
     * Calls `onEntry` at least for each entry of `tree` that did not stand in the version it is compared with.
     * @returns false if the tree is malformed; then it is not kept, and what follows its last whole entry was not walked.
     */
    walk(tree: Buffer, onEntry: (cursor: TreeCursor) => void): boolean;
    /** Has the next version of this tree walked whole. */
    forget(tree: Buffer): void;
}
