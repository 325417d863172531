/**
 * Reads ranges of packs: where they are held, or through windows in memory, never a whole pack. A pack is opened when it is
 * first needed and closed when others need its place: a repository may have more packs than a process may have open files.
 */
import { closeSync, openSync, readSync } from 'node:fs';
import type { Pack } from './catalogue.ts';

/** git spreads a family over the whole pack: many small windows miss half as often as a few large ones, and read a tenth. */
const STRIDE = 16 << 10;
/** A window reaches this far into the next one, so that small entries never lie across an edge. */
const OVERLAP = 4 << 10;
const WINDOW_BYTES = STRIDE + OVERLAP;
const WINDOWS = 1024;
const MOST_OPEN = 16;

/** Three numbers of each: what it holds. */
const TABLES = WINDOWS * 3 * 4;

/** Bytes that the windows of one thread take. */
export const WINDOW_MEMORY = TABLES + WINDOWS * WINDOW_BYTES;

export class PackFiles {
  /** After `read` and `readInto`: where the range begins in the memory. */
  at = 0;
  readonly #packs: readonly Pack[];
  readonly #memory: Buffer;
  /** Where the tables lie, and the windows behind them. */
  readonly tables: number;
  readonly windows: number;
  readonly #open = new Map<number, number>();
  /** Which window of which pack each place holds, and how many bytes of it there are. `kernel/leaves.ts` reads them too. */
  readonly #slotPacks: Int32Array;
  readonly #numbers: Uint32Array;
  readonly #lengths: Int32Array;

  /** @param from where in `memory` there is room: `WINDOW_MEMORY` bytes. */
  constructor(packs: readonly Pack[], memory: Buffer, from: number) {
    this.#packs = packs;
    this.#memory = memory;
    this.tables = from;
    this.windows = from + TABLES;
    const at = memory.byteOffset + from;
    this.#slotPacks = new Int32Array(memory.buffer, at, WINDOWS).fill(-1);
    this.#numbers = new Uint32Array(memory.buffer, at + 4 * WINDOWS, WINDOWS);
    this.#lengths = new Int32Array(memory.buffer, at + 8 * WINDOWS, WINDOWS);
  }

  /** True if a range lies in one window, or is held: then `read` takes it, else `readInto`. */
  fits(pack: number, offset: number, length: number): boolean {
    return this.#packs[pack]!.at > 0 || (offset % STRIDE) + length <= WINDOW_BYTES;
  }

  /**
   * Makes bytes [offset, offset + length) of a pack readable at `at`, until the next read. False if the file is shorter.
   * @throws the error of the file system, if the pack cannot be opened or read.
   */
  read(pack: number, offset: number, length: number): boolean {
    const { at, end } = this.#packs[pack]!;
    if (at > 0) {
      this.at = at + offset;
      return offset + length <= end;
    }
    const number = Math.floor(offset / STRIDE);
    const start = offset - number * STRIDE;
    const slot = (number + pack * 61) % WINDOWS;
    const place = this.windows + slot * WINDOW_BYTES;
    if (this.#slotPacks[slot] !== pack || this.#numbers[slot] !== number) {
      this.#slotPacks[slot] = -1;
      this.#lengths[slot] = this.#fill(pack, place, WINDOW_BYTES, number * STRIDE);
      this.#slotPacks[slot] = pack;
      this.#numbers[slot] = number;
    }
    this.at = place + start;
    return start + length <= this.#lengths[slot]!;
  }

  /** The same for a range of any length, with `length` bytes of room at `place`. */
  readInto(place: number, pack: number, offset: number, length: number): boolean {
    this.at = place;
    return this.#fill(pack, place, length, offset) === length;
  }

  close(): void {
    for (const file of this.#open.values()) closeSync(file);
    this.#open.clear();
  }

  /** Reads up to `length` bytes; fewer only at the end of the file. */
  #fill(pack: number, place: number, length: number, offset: number): number {
    const file = this.#file(pack);
    let done = 0;
    while (done < length) {
      const count = readSync(file, this.#memory, place + done, length - done, offset + done);
      if (count === 0) break;
      done += count;
    }
    return done;
  }

  #file(pack: number): number {
    const known = this.#open.get(pack);
    if (known !== undefined) return known;
    if (this.#open.size >= MOST_OPEN) {
      const [oldest, file] = this.#open.entries().next().value!;
      this.#open.delete(oldest);
      closeSync(file);
    }
    const file = openSync(this.#packs[pack]!.path, 'r');
    this.#open.set(pack, file);
    return file;
  }
}
