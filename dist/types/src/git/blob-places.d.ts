/** Reads blobs with credentials again, for what a reader does not keep: the lines, and what else they name. */
import { type Position } from '../detect/find/lines.ts';
import type { Credential, Unread } from '../model.ts';
import type { Repository } from './repository.ts';
import type { Place } from './sightings.ts';
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
