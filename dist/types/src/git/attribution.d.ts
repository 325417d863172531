import { type Position } from '../detect/find/lines.ts';
import type { Credential, Occurrence, Unread } from '../model.ts';
import type { ScannedObject } from './reader.ts';
import type { Repository } from './repository.ts';
import { type Place } from './sightings.ts';
import type { Whereabouts } from './whereabouts.ts';
/**
 * The occurrences of the credentials in `objects`, in a stable order.
 * @param locate says where the objects stand, and the names (latin1) in trees that hold a credential.
 * @throws GitError if git cannot be started; Incomplete if `signal` aborts.
 */
export declare function attribute(repo: Repository, objects: readonly ScannedObject[], locate: (names: readonly string[]) => Promise<Whereabouts>, signal: AbortSignal): Promise<{
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
