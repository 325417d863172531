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
    readonly head: string | undefined;
    /** Tags that a ref reaches. */
    readonly tags: ReadonlySet<string>;
    /** The state of an object that no commit of the graph has: of this clone alone, or (in a range) wanted for itself. */
    readonly unplaced: State;
    /** Paths (latin1) and state of blobs in a tree that was wanted for itself. */
    readonly inTree?: {
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
    /** Wanted blobs without a commit: their paths, if a tree that was wanted for itself has them, and state. */
    readonly unplaced: readonly (readonly [oid: string, paths: readonly string[], state: State])[];
    /** The state of a name that no commit brought; undefined if it was there before. */
    readonly unplacedNames: State | undefined;
    readonly unread: readonly Unread[];
}
/**
 * Where `objects`, and the names `names` (latin1) in trees, stand in `history`.
 * @throws GitError if git cannot be started; Incomplete if `signal` aborts.
 */
export declare function locate(repo: Repository, history: History, objects: readonly Pick<ScannedObject, 'oid' | 'type'>[], names: readonly string[], way: Way, signal: AbortSignal): Promise<Whereabouts>;
/** What of `objects` and `names` is searched for in trees. */
export declare function wantedOf(objects: readonly Pick<ScannedObject, 'oid' | 'type'>[], names: readonly string[]): Wanted;
