import { type Links } from './links.ts';
import type { Things } from './things.ts';
export declare class Holders {
    #private;
    /** Of each tree: one past the last of those that are made of it. */
    readonly ends: Int32Array;
    constructor(links: Links, { catalogue, count }: Things);
    /** True if `thing` is a tree that was read, or is wanted: then nobody knows. */
    mayBeTree(thing: number): boolean;
    /** True if all that trees hold may be trees, but for what is wanted. */
    get holdTrees(): boolean;
    /** The trees that have a thing which the trees that they are deltas of have not, or not as often. */
    gaining(thing: number): Generator<number>;
    /** The trees, as objects, that hold `thing`: some may come more than once, those that are easy to tell come first. */
    of(thing: number): Generator<number>;
}
