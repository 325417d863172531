/**
 * One block of memory for everything that a thread holds while it walks a delta family: the delta at hand and the versions
 * that still have children to come. Copying within one block costs 20 ns a call, between Buffers 60; and nothing is left to
 * the garbage collector, which frees big Buffers too late.
 */

/** Bytes of one thread's arena. Memory is touched, and so taken, only as far as a family needs it. */
export const ARENA_BYTES = 128 << 20;

export class Arena {
  readonly bytes: Buffer;
  /** Starts and lengths of the blocks in use, ascending. There are few: about the logarithm of a family's size. */
  readonly #starts: number[] = [];
  readonly #lengths: number[] = [];

  constructor(size = ARENA_BYTES) {
    this.bytes = Buffer.from(new ArrayBuffer(size));
  }

  /** The start of `length` free bytes, the lowest there is; -1 if there is no such place. */
  take(length: number): number {
    const starts = this.#starts;
    let at = 0;
    let place = 0;
    for (; place < starts.length; place++) {
      if (starts[place]! - at >= length) break;
      at = starts[place]! + this.#lengths[place]!;
    }
    if (at + length > this.bytes.length) return -1;
    starts.splice(place, 0, at);
    this.#lengths.splice(place, 0, length);
    return at;
  }

  /** Gives the block that starts at `at` and has `length` bytes back. */
  give(at: number, length: number): void {
    for (let place = this.#starts.length - 1; place >= 0; place--) {
      if (this.#starts[place] !== at || this.#lengths[place] !== length) continue;
      this.#starts.splice(place, 1);
      this.#lengths.splice(place, 1);
      return;
    }
    throw new Error('a block was given back that nobody took');
  }

  get blocks(): number {
    return this.#starts.length;
  }
}
