/**
 * Numbers for all that trees and commits may hold: the objects of the catalogue, and behind them what is searched for, which is
 * found without making an object for each entry: nearly every entry has another id.
 */
import { IdTable } from '../ids.ts';
import { type Catalogue, NONE } from '../pack/catalogue.ts';

/** What is searched for in trees: in a form that threads can be sent. */
export interface Search {
  /** Ids, ascending, no two alike. They may be stored or not. */
  readonly ids: Uint8Array;
  /** Names (latin1) of entries. */
  readonly names: readonly string[];
}

/** Ids (hex) and names in that form. */
export function searchFor(oids: Iterable<string>, names: readonly string[]): Search {
  return { ids: Buffer.from([...new Set(oids)].sort().join(''), 'hex'), names };
}

export class Things {
  readonly catalogue: Catalogue;
  readonly search: Search;
  /** The wanted ids are things from here on; then come the names; then the ids once more, where git would see a submodule. */
  readonly firstId: number;
  readonly firstName: number;
  readonly firstHidden: number;
  /** How many things there are. */
  readonly count: number;
  readonly #table: IdTable;
  readonly #names: ReadonlyMap<string, number>;
  readonly #shortest: number;
  /** A bit for each beginning of an id, of 24 bits, that one of the wanted has. */
  readonly #starts = new Uint8Array(1 << 21);

  constructor(catalogue: Catalogue, search: Search) {
    const { ids, names } = search;
    this.catalogue = catalogue;
    this.search = search;
    this.#table = new IdTable(Buffer.from(ids.buffer, ids.byteOffset, ids.length), catalogue.idBytes);
    this.firstId = catalogue.count;
    this.firstName = this.firstId + this.#table.count;
    this.firstHidden = this.firstName + names.length;
    this.count = this.firstHidden + this.#table.count;
    this.#names = new Map(names.map((name, at) => [name, this.firstName + at]));
    this.#shortest = Math.min(...names.map(name => name.length));
    for (let at = 0; at < ids.length; at += catalogue.idBytes)
      this.#starts[startOf(ids, at) >> 3]! |= 1 << (ids[at]! & 7);
  }

  /** The thing with the id at bytes[at], or NONE. Of a stored one that is wanted too, it is that. */
  find(bytes: Uint8Array, at = 0): number {
    const wanted = this.findWanted(bytes, at);
    return wanted === NONE ? this.catalogue.find(bytes, at) : wanted;
  }

  /** The wanted thing with the id at bytes[at], or NONE. */
  findWanted(bytes: Uint8Array, at: number): number {
    if ((this.#starts[startOf(bytes, at) >> 3]! & (1 << (bytes[at]! & 7))) === 0) return NONE;
    const place = this.#table.find(bytes, at);
    return place < 0 ? NONE : this.firstId + place;
  }

  /** The wanted thing with the name in bytes[start, end), or NONE. */
  findName(bytes: Buffer, start: number, end: number): number {
    if (!(end - start >= this.#shortest)) return NONE;
    return this.#names.get(bytes.toString('latin1', start, end)) ?? NONE;
  }

  isName(thing: number): boolean {
    return thing >= this.firstName && thing < this.firstHidden;
  }

  /** What a wanted thing is: its name, or its id in hex. */
  textOf(thing: number): string {
    if (this.isName(thing)) return this.search.names[thing - this.firstName]!;
    return this.#table.hex(thing - (thing < this.firstName ? this.firstId : this.firstHidden));
  }
}

/** With the first byte last, as it tells the bit. */
function startOf(bytes: Uint8Array, at: number): number {
  return (bytes[at + 2]! << 16) | (bytes[at + 1]! << 8) | bytes[at]!;
}
