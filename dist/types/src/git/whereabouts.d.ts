/**
 * Says where objects stand in history: commits, paths, states. Ids, paths and positions only, nothing of what the objects
 * hold, and in a form that survives JSON: it may be remembered.
 */
import type { State, Unread } from '../model.ts';
import type { CommitGraph } from './commits.ts';
import { type Stay, type Wanted, type Way } from './presence.ts';
import type { ScannedObject } from './reader.ts';
import type { Repository } from './repository.ts';
export interface History {
    /** Commits of refs first, then those of this clone alone; each part in topological order, parents first. */
    readonly graph: CommitGraph;
    /** How many of them refs reach. */
    readonly shared: number;
    /** True if commits that refs reach are left out of the graph. */
    readonly hidden?: boolean;
    readonly head: string | undefined;
    /** Tags that a ref reaches. */
    readonly tags: ReadonlySet<string>;
    /** The state of an object that no commit of the graph has: of this clone alone, or (in a range) wanted for itself. */
    readonly unplaced: State;
    /**
     * Paths (latin1), by id or name, of blobs and names in trees that were tagged or wanted for themselves, and of blobs that
     * were so (empty); with their state.
     */
    readonly inTrees: {
        readonly paths: ReadonlyMap<string, readonly string[]>;
        readonly state: State;
    };
}
export interface Whereabouts {
    /** Blobs, and names in trees, at each path that a commit has them at; with their state. */
    readonly stays: readonly (Stay & {
        readonly state: State;
    })[];
    /** True if there may be more paths than these. */
    readonly truncated: boolean;
    /** Wanted commits and tags: where they are in the order of commits (-1: nowhere), and their state. */
    readonly messages: readonly (readonly [oid: string, at: number, state: State])[];
    /** The commits that are named here by their place in the order. */
    readonly commits: readonly (readonly [at: number, id: string])[];
    /**
     * Wanted blobs, and names in trees, that no commit has, or that trees have without one while all commits that have them are
     * of this clone alone: their paths, if any are known, and state.
     */
    readonly unplaced: readonly (readonly [key: string, paths: readonly string[], state: State])[];
    readonly unread: readonly Unread[];
}
/** Names (latin1) in trees, each with the ids of the stored trees that hold it themselves. */
export type Names = ReadonlyMap<string, readonly string[]>;
/**
 * Where `objects` and `names` stand in `history`.
 * @throws GitError if git cannot be started; Incomplete if `signal` aborts.
 */
export declare function locate(repo: Repository, history: History, objects: readonly Pick<ScannedObject, 'oid' | 'type'>[], names: Names, way: Way, signal: AbortSignal): Promise<Whereabouts>;
/** What of `objects` and `names` is searched for in trees. */
export declare function wantedOf(objects: readonly Pick<ScannedObject, 'oid' | 'type'>[], names: Names): Wanted;
