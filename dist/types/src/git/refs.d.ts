import type { Unread } from '../model.ts';
import type { Repository } from './repository.ts';
export interface Ref {
    readonly name: string;
    readonly oid: string;
    /** Type of the object it names; undefined if that is not stored. */
    readonly type: string | undefined;
}
export interface RefList {
    readonly refs: readonly Ref[];
    readonly unread: readonly Unread[];
    readonly notes: readonly string[];
    /** The commit that HEAD is at; undefined if there is none yet. */
    readonly head: string | undefined;
    /** Commits that other working trees of the repository are at. */
    readonly otherHeads: readonly string[];
}
/** What git lists before anything is read: so what it names is stored by then. */
export interface NamedRefs {
    readonly refs: readonly Ref[];
    readonly problem: string | undefined;
}
/** The refs that git lists. */
export declare function nameRefs(repo: Repository, signal: AbortSignal): Promise<NamedRefs>;
/** The same refs as they are stored, with what could not be told of them, and what HEADs are at. */
export declare function describeRefs(repo: Repository, { refs, problem }: NamedRefs, signal: AbortSignal): Promise<RefList>;
/** What history is reachable from: every ref but the stash, and what working trees are at. */
export declare function tipsOf(refs: RefList): {
    all: Set<string>;
    commits: Set<string>;
    tags: Set<string>;
};
/** Types of the stored ones among `oids`. */
export declare function typesOf(repo: Repository, oids: ReadonlySet<string>, signal: AbortSignal): Promise<Map<string, string>>;
/** A branch called HEAD is no doubt about what HEAD is. */
export declare const NO_DOUBT: string[];
/** The commit that HEAD is at, undefined if there is none yet. */
export declare function headCommit(repo: Repository, unread: Unread[], signal: AbortSignal): Promise<string | undefined>;
