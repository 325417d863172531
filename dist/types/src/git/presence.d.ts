import type { Unread } from '../model.ts';
import type { CommitGraph } from './commits.ts';
import type { Repository } from './repository.ts';
import type { PlacesOf } from './trees/follow.ts';
/** One object at one path, and where in the order of commits it stands there first and last. */
export interface Stay {
    readonly oid: string;
    readonly path: string;
    readonly first: number;
    readonly last: number;
    /** True if the commit asked for has it there. */
    readonly atHead: boolean;
}
export interface Wanted {
    readonly oids: ReadonlySet<string>;
    /** Parts of paths, as latin1, that are wanted for themselves; the stay's oid is then the part. */
    readonly names: readonly string[];
    /** The stored trees that hold these names themselves: id and names. */
    readonly holders: ReadonlyMap<string, readonly string[]>;
}
/** How objects are followed. */
export interface Way {
    /** What all trees that are stored, read once each, say of the wanted; undefined to ask git what each commit changed. */
    readonly byTrees?: Promise<PlacesOf> | undefined;
    /** git processes to use. */
    readonly jobs: number;
}
export interface Followed {
    readonly stays: readonly Stay[];
    readonly unread: readonly Unread[];
    /** True if objects may stand at more paths than these. */
    readonly truncated: boolean;
    /** True if trees are missing, below which they may stand, too. */
    readonly hidden: boolean;
}
/**
 * Every stay of the wanted objects in the commits of `graph`.
 * @param head place of a commit in `graph`, or -1. @param shared number of commits, first in `graph`, that refs reach: a stay
 *   that begins among them ends among them. @returns all stays; one for each object, if git cannot compare the trees (then `unread` says why) or they are a bomb.
 */
export declare function followObjects(repo: Repository, graph: CommitGraph, wanted: Wanted, head: number, shared: number, way: Way, signal: AbortSignal): Promise<Followed>;
