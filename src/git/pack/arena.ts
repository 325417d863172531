/**
 * One block of memory for everything that a thread holds while it walks a delta family: the delta at hand and the versions
 * that still have children to come. Copying within one block costs 20 ns a call, between Buffers 60; and nothing is left to
 * the garbage collector, which frees big Buffers too late.
 */

/** The kernel writes a little behind what it was asked for. */
const SLACK = 64;

export class Arena {
  readonly #from: number;
  readonly #to: number;
  /** Starts and lengths of the blocks in use, ascending. There are few: about the logarithm of a family's size. */
  readonly #starts: number[] = [];
  readonly #lengths: number[] = [];

  /** The arena is [from, to) of the thread's memory. */
  constructor(from: number, to: number) {
    this.#from = from;
    this.#to = to;
  }

  /** The start of `length` free bytes, the lowest there is; -1 if there is no such place. */
  take(bytes: number): number {
    const length = bytes + SLACK;
    const starts = this.#starts;
    let at = this.#from;
    let place = 0;
    for (; place < starts.length; place++) {
      if (starts[place]! - at >= length) break;
      at = starts[place]! + this.#lengths[place]!;
    }
    if (at + length > this.#to) return -1;
    starts.splice(place, 0, at);
    this.#lengths.splice(place, 0, length);
    return at;
  }

  /** Gives the block that starts at `at` and has `length` bytes back. */
  give(at: number, bytes: number): void {
    const length = bytes + SLACK;
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
