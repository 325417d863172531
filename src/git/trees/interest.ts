/** Which entries of trees matter: wanted blobs, and names that are wanted for themselves. */
import type { Wanted } from '../presence.ts';
import { FIRST_WANTED, NOTHING_THERE } from './tree-changes.ts';

export class Interest {
  /** The wanted ids and names: item `i` is the child FIRST_WANTED - i. */
  readonly wanted: readonly string[];
  readonly #idBytes: number;
  readonly #oids = new Map<string, number>();
  readonly #names = new Map<string, number>();
  /** Whether a wanted id starts with two given bytes. */
  readonly #starts = new Uint8Array(1 << 16);
  #shortest = Number.POSITIVE_INFINITY;

  constructor({ oids, names }: Wanted, idBytes: number) {
    this.#idBytes = idBytes;
    this.wanted = [...oids, ...names];
    for (const [at, one] of this.wanted.entries()) {
      if (at < oids.size) {
        this.#oids.set(one, FIRST_WANTED - at);
        this.#starts[Number.parseInt(one.slice(0, 4), 16)] = 1;
      } else {
        this.#names.set(one, FIRST_WANTED - at);
        this.#shortest = Math.min(this.#shortest, one.length);
      }
    }
  }

  /** The wanted blob whose id stands at bytes[at], or NOTHING_THERE. */
  blob(bytes: Buffer, at: number): number {
    if (this.#starts[(bytes[at]! << 8) | bytes[at + 1]!] === 0) return NOTHING_THERE;
    return this.#oids.get(bytes.toString('hex', at, at + this.#idBytes)) ?? NOTHING_THERE;
  }

  /** The wanted name in bytes[start, end), or NOTHING_THERE. */
  name(bytes: Buffer, start: number, end: number): number {
    if (end - start < this.#shortest) return NOTHING_THERE;
    return this.#names.get(bytes.toString('latin1', start, end)) ?? NOTHING_THERE;
  }
}
