import { type Position } from '../detect/lines.ts';
import type { Credential, Occurrence, State, Unread } from '../model.ts';
import type { CommitGraph } from './commits.ts';
import type { ScannedObject } from './reader.ts';
import type { Repository } from './repository.ts';
import { type Place } from './sightings.ts';
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
/**
 * The occurrences of the credentials in `objects`, in a stable order.
 * @param jobs git processes to use.
 * @throws GitError if git cannot be started; Incomplete if `signal` aborts.
 */
export declare function attribute(repo: Repository, history: History, objects: readonly ScannedObject[], jobs: number, signal: AbortSignal): Promise<{
    readonly occurrences: readonly Occurrence[];
    readonly unread: readonly Unread[];
}>;
/** What reading blobs again tells of the credentials in them. */
export interface Places {
    readonly position: (oid: string, offset: number) => Position;
    /** Names of safer sources of credentials that a blob mentions. */
    readonly sources: (oid: string) => readonly string[];
}
/** Lines and columns of credentials in blobs, and what else the blobs name. */
export declare function readPlaces(repo: Repository, wanted: readonly {
    readonly credential: Credential;
    readonly place: Pick<Place, 'oid'>;
}[], signal: AbortSignal, unread: Unread[]): Promise<Places>;
