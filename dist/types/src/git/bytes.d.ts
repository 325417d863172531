/** Reads single objects again, once they are known to be of interest: for lines, names and authors. Scans nothing. */
import type { Unread } from '../model.ts';
import type { ObjectType } from './reader.ts';
import type { Repository } from './repository.ts';
/**
 * Hands on the bytes of each object of a list; the bytes are valid during the call only.
 * @param onBytes gets a large blob piece by piece, each with its offset in the blob; all else whole, at offset 0.
 */
export declare function readBytes(repo: Repository, oids: ReadonlySet<string>, signal: AbortSignal, onBytes: (oid: string, type: ObjectType, bytes: Buffer, offset: number) => void): Promise<Unread[]>;
