/**
 * Reads ranges of packs, through windows if they are small. A pack is opened when it is first needed and closed when others
 * need its place: a repository may have more packs than a process may have open files.
 */
import { closeSync, openSync, readSync } from 'node:fs';
import { WINDOW_BYTES, type Windows } from './window.ts';

/** A longer range is read by itself. As in `kernel/entry.ts`. */
const LONGEST = 64 << 10;
/** Room for one range, and for what the kernel writes too far. */
export const RANGE_MEMORY = LONGEST + 64;
/** If windows are asked for in their order, so many are read at once at last. */
const MOST_AHEAD = 16;
const MOST_OPEN = 16;

export class PackFiles {
  /** After `read` and `readInto`: where the range begins in the memory. */
  at = 0;
  readonly #paths: readonly string[];
  readonly #windows: Windows;
  readonly #memory: Buffer;
  readonly #place: number;
  readonly #open = new Map<number, number>();
  /** The window behind those that were read last, and how many these were. */
  #next = 0;
  #ahead = 1;

  /** @param place where in `memory` there is room for a range: `RANGE_MEMORY` bytes. */
  constructor(paths: readonly string[], windows: Windows, memory: Buffer, place: number) {
    this.#paths = paths;
    this.#windows = windows;
    this.#memory = memory;
    this.#place = place;
  }

  /** True if `read` takes a range of this length, else it is for `readInto`. */
  fits(length: number): boolean {
    return length <= LONGEST;
  }

  /**
   * Makes bytes [offset, offset + length) of a pack readable at `at`, until the next read. False if the file is shorter.
   * @throws the error of the file system, if the pack cannot be opened or read.
   */
  read(pack: number, offset: number, length: number): boolean {
    this.at = this.#place;
    return this.#copy(pack, offset, length) ?? this.readInto(this.#place, pack, offset, length);
  }

  /** The same for a range of any length, with `length` bytes of room at `place`. */
  readInto(place: number, pack: number, offset: number, length: number): boolean {
    this.at = place;
    return this.#fill(pack, this.#memory, place, length, offset) === length;
  }

  /** Has the windows hold a range, for the kernel to copy it. It may find that some were needed for others since. */
  load(pack: number, offset: number, length: number): void {
    const first = this.#windows.firstOf(pack);
    const last = first + Math.floor((offset + length - 1) / WINDOW_BYTES);
    for (let window = first + Math.floor(offset / WINDOW_BYTES); window <= last; window++) {
      if (!this.#windows.holds(window)) this.#load(pack, window);
    }
  }

  close(): void {
    for (const file of this.#open.values()) closeSync(file);
    this.#open.clear();
  }

  /** Copies a range out of windows. Undefined if another thread needed one of them meanwhile; false if the file is shorter. */
  #copy(pack: number, offset: number, length: number): boolean | undefined {
    const windows = this.#windows;
    let window = windows.firstOf(pack) + Math.floor(offset / WINDOW_BYTES);
    let from = offset % WINDOW_BYTES;
    for (let done = 0; done < length; window++) {
      if (!windows.holds(window)) this.#load(pack, window);
      const count = Math.min(WINDOW_BYTES - from, length - done);
      const isShort = from + count > windows.lengthOf(window);
      const at = windows.placeOf(window) + from;
      windows.bytes.copy(this.#memory, this.#place + done, at, at + count);
      if (!windows.holds(window)) return undefined;
      if (isShort) return false;
      done += count;
      from = 0;
    }
    return true;
  }

  #load(pack: number, window: number): void {
    const windows = this.#windows;
    if (!windows.claim(window)) return;
    this.#ahead = window === this.#next ? Math.min(2 * this.#ahead, MOST_AHEAD) : 1;
    const most = windows.inARow(pack, window, this.#ahead);
    let count = 1;
    while (count < most && windows.claim(window + count)) count++;
    this.#next = window + count;
    try {
      const offset = (window - windows.firstOf(pack)) * WINDOW_BYTES;
      const length = this.#fill(pack, windows.bytes, windows.placeOf(window), count * WINDOW_BYTES, offset);
      windows.publish(window, count, length);
    } catch (error) {
      windows.giveUp(window, count);
      throw error;
    }
  }

  /** Reads up to `length` bytes; fewer only at the end of the file. */
  #fill(pack: number, memory: Buffer, place: number, length: number, offset: number): number {
    const file = this.#file(pack);
    let done = 0;
    while (done < length) {
      const count = readSync(file, memory, place + done, length - done, offset + done);
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
    const file = openSync(this.#paths[pack]!, 'r');
    this.#open.set(pack, file);
    return file;
  }
}
