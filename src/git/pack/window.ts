/**
 * Windows of packs, in memory that all threads share: never the whole of a large pack. Whoever needs a window that is not there
 * reads it, in the place of another; so nobody works in a window: bytes are copied out of it, and it is looked at again whether it
 * is still the same.
 */
import type { Pack } from './catalogue.ts';

/** git spreads a family over the whole pack: many small windows miss half as often as a few large ones, and read a tenth. */
export const WINDOW_BYTES = 16 << 10;
/** So many hold 256 MB. */
export const MOST_WINDOWS = 1 << 14;
const LEAST_WINDOWS = 256;
/** Headers are read by so many together, or by a part of all there are, and the next ones meanwhile. */
const PIECE_WINDOWS = 64;
const PARTS = 4;
/** Room behind the last one: what is read of a header too far, and what the kernel looks at. */
export const WINDOW_SLACK = 64;

/** Two numbers of each: which one it is, and how many bytes of it there are. */
const TABLE_BYTES = 8;
/** Instead of the former: nothing; or somebody is reading it. */
const [NOTHING, BUSY] = [0, -1];
const PATIENCE_MS = 20;

/** Where windows lie in shared memory, and how many there are: a power of two. */
export interface WindowPlace {
  readonly at: number;
  readonly count: number;
}

/** How many windows are of use for packs with these ends. @param most a power of two, 4 at least. */
export function windowsFor(packs: readonly { readonly end: number }[], most = MOST_WINDOWS): number {
  const all = packs.reduce((sum, { end }) => sum + windowsOf(end), 0);
  let count = Math.min(LEAST_WINDOWS, most);
  while (count < all && count < most) count *= 2;
  return count;
}

/** Bytes that so many windows take. */
export function windowMemory(count: number): number {
  return count * (TABLE_BYTES + WINDOW_BYTES) + WINDOW_SLACK;
}

function windowsOf(end: number): number {
  return Math.floor(end / WINDOW_BYTES) + 1;
}

/** Windows are numbered through all packs, from 1 on. */
export class Windows {
  readonly count: number;
  /** How many make a piece, of those that headers are read by. */
  readonly inPiece: number;
  /** Of each place: the number of its window; and how many bytes that has. `kernel/entry.ts` reads them too. */
  readonly numbers: Int32Array;
  readonly lengths: Int32Array;
  /** The shared memory, and where in it the windows begin. */
  readonly bytes: Buffer;
  readonly start: number;
  readonly #firsts: number[] = [];

  constructor(buffer: ArrayBufferLike, { at, count }: WindowPlace, packs: readonly Pack[]) {
    this.count = count;
    this.inPiece = Math.min(PIECE_WINDOWS, count / PARTS);
    this.numbers = new Int32Array(buffer, at, count);
    this.lengths = new Int32Array(buffer, at + 4 * count, count);
    this.bytes = Buffer.from(buffer as ArrayBuffer);
    this.start = at + TABLE_BYTES * count;
    let next = 1;
    for (const { end } of packs) {
      this.#firsts.push(next);
      next += windowsOf(end);
    }
    this.#firsts.push(next);
  }

  /** The number of a pack's first window; its others follow, and then those of the next pack. */
  firstOf(pack: number): number {
    return this.#firsts[pack]!;
  }

  /** Where a window lies if it is there. */
  placeOf(window: number): number {
    return this.start + (window & (this.count - 1)) * WINDOW_BYTES;
  }

  /** How many windows from this one on are of its pack and lie side by side, of `most`. */
  inARow(pack: number, window: number, most: number): number {
    return Math.min(most, this.firstOf(pack + 1) - window, this.count - (window & (this.count - 1)));
  }

  holds(window: number): boolean {
    return Atomics.load(this.numbers, window & (this.count - 1)) === window;
  }

  lengthOf(window: number): number {
    return this.lengths[window & (this.count - 1)]!;
  }

  /** Takes the place of a window to read it there: `publish` or `giveUp` must follow. False if it is there, or somebody else reads. */
  claim(window: number): boolean {
    const slot = window & (this.count - 1);
    const held = Atomics.load(this.numbers, slot);
    if (held === window) return false;
    if (held === BUSY) {
      Atomics.wait(this.numbers, slot, BUSY, PATIENCE_MS);
      return false;
    }
    return Atomics.compareExchange(this.numbers, slot, held, BUSY) === held;
  }

  /** Says that windows from this one on were read, `length` bytes of them in all. */
  publish(window: number, count: number, length: number): void {
    for (let i = 0; i < count; i++) {
      const slot = (window + i) & (this.count - 1);
      this.lengths[slot] = Math.max(0, Math.min(WINDOW_BYTES, length - i * WINDOW_BYTES));
      this.#set(slot, window + i);
    }
  }

  /** Says that windows were not read, or that their places are used for something else. */
  giveUp(window: number, count: number): void {
    for (let i = 0; i < count; i++) this.#set((window + i) & (this.count - 1), NOTHING);
  }

  #set(slot: number, number: number): void {
    Atomics.store(this.numbers, slot, number);
    Atomics.notify(this.numbers, slot);
  }
}
