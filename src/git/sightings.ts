/** Groups places by credential, part and path: one group is one sighting, whatever the number of versions. */
import type { Credential, Part, Role, State } from '../model.ts';

/** Where one object holds a credential. Numbers are places in the order of commits, -1 if no commit has it. */
export interface Place {
  readonly oid: string;
  readonly path: string;
  readonly first: number;
  readonly last: number;
  readonly state: State;
}

interface Seen {
  readonly credential: Credential;
  readonly place: Place;
}

export interface Group {
  readonly part: Part;
  readonly first: Seen;
  readonly last: number;
  readonly versions: number;
  readonly state: State;
  /** The fullest forms of the credential: one, unless an id stands beside different secrets. */
  readonly credentials: readonly Credential[];
}

const RANK: Readonly<Record<State, number>> = { head: 0, history: 1, local: 2 };
const ROLES: readonly Role[] = ['accessKeyId', 'secretAccessKey', 'sessionToken', 'value'];

export class Sightings {
  readonly #groups = new Map<string, { part: Part; seen: Seen[] }>();

  add(credential: Credential, part: Part, place: Place): void {
    const key = JSON.stringify([part, place.path, credential.via, leadOf(credential)]);
    const group = this.#groups.get(key);
    if (group) group.seen.push({ credential, place });
    else this.#groups.set(key, { part, seen: [{ credential, place }] });
  }

  /** All groups, in an order that does not depend on the order of adding. */
  all(): Group[] {
    return [...this.#groups]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { part, seen }]) => {
        seen.sort(inOrder);
        const state = seen.map(one => one.place.state).reduce((best, one) => (RANK[one] < RANK[best] ? one : best));
        // The last commit of a branch, not one of this clone alone, if any branch has it.
        const counted = seen.filter(one => state === 'local' || one.place.state !== 'local');
        return {
          part,
          first: counted[0]!,
          last: Math.max(...counted.map(one => one.place.last)),
          versions: new Set(seen.map(one => one.place.oid)).size,
          state,
          credentials: fullest(seen.map(one => one.credential)),
        };
      });
  }
}

/** What a credential is known by: its id, else its secret, else its token, else its value. */
export function leadOf(credential: Credential): string {
  const role = ROLES.find(one => credential.parts[one]);
  return role === undefined ? credential.kind : `${role} ${credential.parts[role]?.value.reveal()}`;
}

function inOrder(a: Seen, b: Seen): number {
  const [left, right] = [a.place.first, b.place.first].map(at => (at < 0 ? Number.POSITIVE_INFINITY : at)) as [
    number,
    number,
  ];
  if (left !== right) return left < right ? -1 : 1;
  if (a.place.oid !== b.place.oid) return a.place.oid < b.place.oid ? -1 : 1;
  return a.credential.at - b.credential.at;
}

/** Those of which no other one has all parts. */
function fullest(credentials: readonly Credential[]): Credential[] {
  const distinct = new Map(credentials.map(one => [JSON.stringify(values(one)), one]));
  const all = [...distinct.values()];
  return all.filter(one => !all.some(other => other !== one && includes(other, one)));
}

function includes(larger: Credential, smaller: Credential): boolean {
  const [own, others] = [values(smaller), values(larger)];
  return own.every((value, at) => value === undefined || value === others[at]);
}

function values(credential: Credential): (string | undefined)[] {
  return ROLES.map(role => credential.parts[role]?.value.reveal());
}
