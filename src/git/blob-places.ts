/** Reads blobs with credentials again, for what a reader does not keep: the lines, and what else they name. */
import { LineCounter, type Position } from '../detect/find/lines.ts';
import { sourcesNamedIn } from '../detect/grade/shadow.ts';
import type { Credential, Unread } from '../model.ts';
import { readBytes } from './bytes.ts';
import type { Repository } from './repository.ts';
import type { Place } from './sightings.ts';

/** What reading blobs again tells of the credentials in them. */
export interface Places {
  readonly position: (oid: string, offset: number) => Position;
  /** Names of safer sources of credentials that a blob mentions. */
  readonly sources: (oid: string) => readonly string[];
}

/** Lines and columns of credentials in blobs, and what else the blobs name. */
export async function readPlaces(
  repo: Repository,
  wanted: readonly { readonly credential: Credential; readonly place: Pick<Place, 'oid'> }[],
  signal: AbortSignal,
  unread: Unread[],
): Promise<Places> {
  const offsets = new Map<string, number[]>();
  for (const { credential, place } of wanted) {
    const list = offsets.get(place.oid);
    if (list) list.push(credential.at);
    else offsets.set(place.oid, [credential.at]);
  }
  const positions = new Map<string, Position>();
  const sources = new Map<string, readonly string[]>();
  let counter = new LineCounter();
  const failed = await readBytes(repo, new Set(offsets.keys()), signal, (oid, _, bytes, base) => {
    if (base === 0) counter = new LineCounter();
    const inside = new Set(offsets.get(oid)?.filter(at => at >= base && at < base + bytes.length));
    for (const at of [...inside].sort((a, b) => a - b)) positions.set(`${oid} ${at}`, counter.at(bytes, base, at));
    counter.at(bytes, base, base + bytes.length);
    // A blob that comes in pieces is too large for its names to mean anything, whatever its first piece says.
    sources.set(oid, base === 0 ? sourcesNamedIn(bytes) : []);
  });
  unread.push(...failed);
  return {
    position: (oid, offset) => positions.get(`${oid} ${offset}`) ?? { line: 1, column: 1 },
    sources: oid => sources.get(oid) ?? [],
  };
}
