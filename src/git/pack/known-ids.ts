/**
 * Remembers ids that were looked up and found lately. Four of five ids that the new entries of trees name were named by a
 * tree just before, and the catalogue's tables are too large for the processor's caches: each look there waits for memory.
 */
const SLOTS = 1 << 14;
const WIDTH = 32;

export class KnownIds {
  readonly #idBytes: number;
  readonly #ids = new Uint8Array(SLOTS * WIDTH);

  constructor(idBytes: number) {
    this.#idBytes = idBytes;
    // Else the id of nothing but zeros, whose slot this is, would be known from the start.
    this.#ids.fill(0xff, 0, WIDTH);
  }

  /** True if the id at bytes[at] was added, and not displaced since. */
  has(bytes: Uint8Array, at: number): boolean {
    const own = this.#place(bytes, at);
    for (let i = 0; i < this.#idBytes; i++) if (this.#ids[own + i] !== bytes[at + i]) return false;
    return true;
  }

  add(bytes: Uint8Array, at: number): void {
    const own = this.#place(bytes, at);
    for (let i = 0; i < this.#idBytes; i++) this.#ids[own + i] = bytes[at + i]!;
  }

  #place(bytes: Uint8Array, at: number): number {
    return (((bytes[at + 1]! << 8) | bytes[at + 2]!) & (SLOTS - 1)) * WIDTH;
  }
}
