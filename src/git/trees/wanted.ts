/** The ids that trees are searched for, found without making an object for each entry: nearly every entry has another one. */
import { IdTable } from '../ids.ts';
import type { Catalogue } from '../pack/catalogue.ts';

export class Wanted {
  readonly bytes: Buffer;
  readonly count: number;
  readonly #table: IdTable;
  /** A bit for each beginning of an id, of 24 bits, that one of them has. */
  readonly #starts = new Uint8Array(1 << 21);

  /** @param bytes the ids, ascending, no two alike. */
  constructor(bytes: Buffer, idBytes: number) {
    this.bytes = bytes;
    this.#table = new IdTable(bytes, idBytes);
    this.count = this.#table.count;
    for (let at = 0; at < bytes.length; at += idBytes) this.#starts[startOf(bytes, at) >> 3]! |= 1 << (bytes[at]! & 7);
  }

  /** The place of the id at bytes[at] among them in order, or -1. */
  find(bytes: Uint8Array, at: number): number {
    if ((this.#starts[startOf(bytes, at) >> 3]! & (1 << (bytes[at]! & 7))) === 0) return -1;
    return this.#table.find(bytes, at);
  }

  hex(place: number): string {
    return this.#table.hex(place);
  }
}

/**
 * The thing with the id at bytes[at], or NONE. Things are the objects of the catalogue, and behind them the wanted ids: what is
 * wanted was not there when the store was read, wherever it is now.
 */
export function thingAt(catalogue: Catalogue, wanted: Wanted, bytes: Uint8Array, at = 0): number {
  const place = wanted.find(bytes, at);
  return place >= 0 ? catalogue.count + place : catalogue.find(bytes, at);
}

/** With the first byte last, as it tells the bit. */
function startOf(bytes: Uint8Array, at: number): number {
  return (bytes[at + 2]! << 16) | (bytes[at + 1]! << 8) | bytes[at]!;
}
