/** The output of a decoder that is its dictionary, too, and whose length is known only at the end. */

const LEAST_ROOM = 1 << 12;
/** By claims alone there is room for this many times the packed length, at most. */
const CREDIBLE_FACTOR = 64;

/** What is unpacked, in one buffer that grows by doubling. */
export class Output {
  readonly #most: number;
  readonly #room: number;
  #bytes: Buffer = Buffer.alloc(0);
  length = 0;

  /** @param most bytes that it may have. @param slack for how many more there may be room, for a step that goes too far. */
  constructor(most: number, slack = 0) {
    this.#most = most;
    this.#room = most + slack;
  }

  /** The buffer, of which the first `length` bytes are made. Another one after each `grow`. */
  get bytes(): Buffer {
    return this.#bytes;
  }

  /** What is made. */
  get made(): Buffer {
    return this.#bytes.subarray(0, this.length);
  }

  /** Says that all before `end` is made. False if it is more than it may have: the rest is left out. */
  reach(end: number): boolean {
    this.length = Math.min(end, this.#most);
    return end <= this.#most;
  }

  /** Makes room for `count` bytes that come next, or for as many as there may be: returns where they would end. */
  grow(count: number): number {
    const end = Math.min(this.#room, this.length + count);
    if (end > this.#bytes.length) {
      const room = Math.max(end, LEAST_ROOM, 2 * this.#bytes.length);
      const larger = Buffer.allocUnsafe(Math.min(this.#room, room));
      this.#bytes.copy(larger, 0, 0, this.length);
      this.#bytes = larger;
    }
    return end;
  }

  /** Makes room for what a part of `packedLength` bytes claims, as far as that is credible. */
  expect(claimed: number, packedLength: number): void {
    const credible = packedLength * CREDIBLE_FACTOR - this.length;
    if (credible > 0) this.grow(Math.min(claimed, credible));
  }
}
