/**
 * Reads ranges of packs through a few windows of memory, never a whole pack. A pack is opened when it is first needed and
 * closed when others need its place: a repository may have more packs than a process may have open files.
 */
import { closeSync, openSync, readSync } from 'node:fs';

/** git spreads a family over the whole pack: many small windows miss half as often as a few large ones, and read a tenth. */
const STRIDE = 16 << 10;
/** A window reaches this far into the next one, so that small entries never lie across an edge. */
const OVERLAP = 4 << 10;
const WINDOW_BYTES = STRIDE + OVERLAP;
const WINDOWS = 512;
const MOST_OPEN = 16;
const LARGEST_SPARE = 4 << 20;

export class PackFiles {
  /** The bytes of the last range read are `bytes[at, at + length)`, until the next read. */
  bytes: Buffer = Buffer.alloc(0);
  at = 0;
  readonly #paths: readonly string[];
  readonly #open = new Map<number, number>();
  /** Which window of which pack each buffer holds. */
  readonly #packs = new Int32Array(WINDOWS).fill(-1);
  readonly #numbers = new Float64Array(WINDOWS);
  readonly #lengths = new Int32Array(WINDOWS);
  readonly #windows = Buffer.allocUnsafeSlow(WINDOWS * WINDOW_BYTES);
  #spare: Buffer = Buffer.alloc(0);

  constructor(paths: readonly string[]) {
    this.#paths = paths;
  }

  /** Makes bytes [offset, offset + length) of a pack readable. False if the file is shorter. @throws the error of the file system, if the pack cannot be opened or read. */
  read(pack: number, offset: number, length: number): boolean {
    const number = Math.floor(offset / STRIDE);
    const start = offset - number * STRIDE;
    if (start + length > WINDOW_BYTES) return this.#readAcross(pack, offset, length);
    const slot = (number + pack * 61) % WINDOWS;
    if (this.#packs[slot] !== pack || this.#numbers[slot] !== number) {
      this.#packs[slot] = -1;
      const file = this.#file(pack);
      this.#lengths[slot] = fill(file, this.#windows, slot * WINDOW_BYTES, WINDOW_BYTES, number * STRIDE);
      this.#packs[slot] = pack;
      this.#numbers[slot] = number;
    }
    this.bytes = this.#windows;
    this.at = slot * WINDOW_BYTES + start;
    return start + length <= this.#lengths[slot]!;
  }

  close(): void {
    for (const file of this.#open.values()) closeSync(file);
    this.#open.clear();
  }

  #readAcross(pack: number, offset: number, length: number): boolean {
    if (this.#spare.length < length || this.#spare.length > Math.max(length, LARGEST_SPARE)) {
      this.#spare = Buffer.allocUnsafeSlow(length);
    }
    this.bytes = this.#spare;
    this.at = 0;
    return fill(this.#file(pack), this.#spare, 0, length, offset) === length;
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

/** Reads up to `length` bytes; fewer only at the end of the file. */
function fill(file: number, into: Buffer, at: number, length: number, offset: number): number {
  let done = 0;
  while (done < length) {
    const count = readSync(file, into, at + done, length - done, offset + done);
    if (count === 0) break;
    done += count;
  }
  return done;
}
