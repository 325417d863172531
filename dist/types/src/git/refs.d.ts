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
/** Every ref of the repository, with what could not be told of them. */
export declare function listRefs(repo: Repository, signal: AbortSignal): Promise<RefList>;
/** Types of the stored ones among `oids`. */
export declare function typesOf(repo: Repository, oids: ReadonlySet<string>, signal: AbortSignal): Promise<Map<string, string>>;
/** The commit that HEAD is at, undefined if there is none yet. */
export declare function headCommit(repo: Repository, unread: Unread[]): Promise<string | undefined>;
