/**
 * What stored trees and commits hold, as far as it matters: trees, commits, and what is wanted. Of a tree that is a delta of
 * another, only what differs is written down. Trees are numbered in the order in which their families are walked, so that a
 * tree and all that is made of it are one run of numbers.
 */
import { type Catalogue } from '../pack/catalogue.ts';
import { Numbers } from './numbers.ts';
/** What stands in the place of a base: the tree is no delta of another; it is no tree, but a commit. */
export declare const NO_BASE = -1;
export declare const COMMIT = -2;
/** The number of no name: in commits names have no meaning. */
export declare const NO_NAME = 0;
/** What one thread has written down. */
export interface LinksShare {
    readonly sound: boolean;
    readonly objects: Int32Array;
    readonly bases: Int32Array;
    readonly starts: Int32Array;
    readonly slots: Int32Array;
    readonly things: Int32Array;
    readonly names: readonly string[];
}
export declare class Links {
    #private;
    /** False once something was seen that git would not take, so that there may be more than is written down. */
    sound: boolean;
    /** Of each tree and commit: its number as an object, the tree that it is a delta of, and where its changes start. */
    readonly objects: Numbers;
    readonly bases: Numbers;
    readonly starts: Numbers;
    /**
     * Of each change: twice the number of the name, and one more if the tree has lost what its base has there; and the thing. A
     * folder that is neither stored nor wanted is NONE. All that a tree gained comes before what it lost.
     */
    readonly slots: Numbers;
    readonly things: Numbers;
    readonly names: string[];
    constructor(catalogue: Catalogue);
    /** How many trees and commits there are. */
    get count(): number;
    /** Begins a tree or a commit. @returns its number. */
    begin(object: number, base: number): number;
    /** Takes back what was begun last. */
    takeBack(): void;
    /** Writes down a change of what was begun last. */
    change(name: number, thing: number, lost: boolean): void;
    /** The number of a name (latin1). */
    nameOf(name: string): number;
    /** Where the changes of a tree or commit end. */
    endOf(number: number): number;
    /** All of it, for another thread to add to its own. */
    share(): LinksShare;
    add({ sound, objects, bases, starts, slots, things, names }: LinksShare): void;
    /** Appends lists. @param more is added to the numbers of bases. @param names the number here of each name there. */
    append(objects: Int32Array, bases: Int32Array, more: number, starts: Int32Array, slots: Int32Array, names: readonly number[], things: Int32Array): void;
}
