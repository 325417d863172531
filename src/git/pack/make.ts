/**
 * Makes versions: reads an entry of a pack, inflates it, applies it to the version that it is a delta of. Everything is checked
 * on the way: lengths, zlib's checksum, the CRC-32 that the index has.
 */
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { type Kernel, MOST_COPIES } from '../kernel.ts';
import type { ObjectType } from '../reader.ts';
import { Arena } from './arena.ts';
import { type Catalogue, OFS_DELTA, type Pack, REF_DELTA } from './catalogue.ts';
import { applyDelta, Copies, type DeltaHead, readDeltaHead } from './delta.ts';
import { type EntryHead, readHead } from './entries.ts';
import { PackFiles } from './files.ts';
import { bestInflate, type Inflate, inflatePlainly } from './inflate.ts';
import type { OwnMemory } from './memory.ts';
import { Version } from './version.ts';

/** Objects and deltas of more bytes go through git, which streams them. */
export const LARGEST = 32 << 20;

const TYPES: readonly (ObjectType | undefined)[] = [undefined, 'commit', 'tree', 'blob', 'tag'];

/** Deltas, and versions that nothing is made of, have places of their own if they have no more bytes than this. */
const SMALL = 1 << 20;
/** Room behind such a place: the kernel writes a little too far. */
const SLACK = 64;

/** What the kernel says of a delta with more copies than it lists: the child is made all the same. */
const MANY = -2;

/** Why an entry gave no version: `damaged` is final, the others are for git. */
export type Failure = 'damaged' | 'large' | 'gone';

export class Maker {
  readonly memory: Buffer;
  readonly arena: Arena;
  /** How the version made last is made of its base. */
  readonly copies = new Copies();
  /** True if `copies` lists them: there may be too many. */
  listed = true;
  readonly #catalogue: Catalogue;
  readonly #kernel: Kernel | undefined;
  readonly #files: PackFiles;
  readonly #inflate: Inflate;
  readonly #head: EntryHead = { type: 0, size: 0, length: 0, distance: 0 };
  readonly #delta: DeltaHead = { baseLength: 0, length: 0, at: 0 };
  readonly #range: number;
  readonly #deltaPlace: number;
  readonly #leafPlace: number;
  /** The delta of the version made last, until it is settled: where it lies and ends. */
  #deltaFrom = -1;
  #deltaEnd = 0;

  constructor(catalogue: Catalogue, own: OwnMemory) {
    this.#catalogue = catalogue;
    this.#kernel = own.kernel;
    this.memory = own.bytes;
    this.#deltaPlace = own.arena;
    this.#leafPlace = this.#deltaPlace + SMALL + SLACK;
    this.arena = new Arena(this.#leafPlace + SMALL + SLACK, own.end);
    this.#range = own.range;
    this.#files = new PackFiles(
      catalogue.packs.map(pack => pack.path),
      catalogue.windows,
      own.bytes,
      own.range,
    );
    const { kernel } = own;
    this.#inflate = kernel ? (_, from, to, __, at, size) => kernel.inflate(from, to, at, size) !== 0 : bestInflate();
    if (kernel) listCopies(this.copies, own.bytes, kernel);
  }

  /** Has the windows hold an entry, for the kernel. False if they cannot, whyever: `make` tells. */
  fetch(entry: number, pack: Pack, packNumber: number): boolean {
    const offset = this.#catalogue.offsets[entry]!;
    try {
      this.#files.load(packNumber, offset, this.#catalogue.endOf(entry, pack) - offset);
      return true;
    } catch {
      return false; // Whoever makes the version meets the same error.
    }
  }

  /** Tells the kernel where it may read entries and make versions. @param largest see `setPlaces`. */
  givePlaces(kernel: Kernel, largest: number): void {
    const { numbers, lengths, start, count } = this.#catalogue.windows;
    kernel.setWindows(numbers.byteOffset, lengths.byteOffset, start, count, this.#range);
    kernel.setPlaces(this.#deltaPlace, this.#leafPlace, largest);
  }

  close(): void {
    this.#files.close();
  }

  /**
   * Makes the version that an entry stands for. It must be settled before the next one is made.
   * @param base the version that it is a delta of, if it is one.
   * @param leaf nothing will be made of it. @param brief the middle of long copies may be left out, if the kernel makes it: `complete` puts it in.
   */
  make(
    entry: number,
    base: Version | undefined,
    pack: Pack,
    packNumber: number,
    leaf: boolean,
    brief: boolean,
  ): Version | Failure {
    const { crcs, objects, offsets, idBytes } = this.#catalogue;
    const offset = offsets[entry]!;
    const stored = this.#catalogue.endOf(entry, pack) - offset;
    if (stored > LARGEST) return 'large';
    const files = this.#files;
    const windowed = files.fits(stored);
    const room = windowed ? 0 : this.arena.take(stored);
    if (room < 0) return 'large';
    try {
      const read = windowed ? files.read(packNumber, offset, stored) : files.readInto(room, packNumber, offset, stored);
      const { at } = files;
      const end = at + stored;
      if (!read || stored <= 2 || !readHead(this.memory, at, end, idBytes, this.#head)) return 'damaged';
      if (this.#head.size > LARGEST) return 'large';
      const sound = !pack.checked || this.#crc32(at, end) === crcs[entry];
      const version = this.#inflated(objects[entry]!, at, end, base, leaf, brief && sound);
      if (sound || !(version instanceof Version) || this.#hashes(version)) return version;
      this.settle();
      this.release(version);
      return 'damaged';
    } catch (error) {
      if (error instanceof Error && 'syscall' in error) return 'gone'; // git looks for it anew, wherever a repack has put it.
      throw error;
    } finally {
      if (!windowed) this.arena.give(room, stored);
    }
  }

  /** Puts into the version made last what was left out. */
  complete(version: Version, base: Version): void {
    if (this.#kernel && this.#deltaFrom >= 0) this.#apply(this.#kernel, base, version.at, version.length, false);
  }

  /** Lets the delta of the version made last go. */
  settle(): void {
    if (this.#deltaFrom < 0) return;
    if (this.#deltaFrom !== this.#deltaPlace) this.arena.give(this.#deltaFrom, this.#deltaEnd - this.#deltaFrom);
    this.#deltaFrom = -1;
  }

  /** Lets a version go. */
  release(version: Version): void {
    this.#give(version.at, version.length);
    if (version.bits > 0) this.arena.give(version.bits, this.#kernel!.bitBytes(version.length));
  }

  #take(length: number, leaf: boolean): number {
    return leaf && length <= SMALL ? this.#leafPlace : this.arena.take(length);
  }

  #give(at: number, length: number): void {
    if (at !== this.#leafPlace) this.arena.give(at, length);
  }

  #takeDelta(size: number): number {
    const at = size <= SMALL ? this.#deltaPlace : this.arena.take(size);
    if (at >= 0) {
      this.#deltaFrom = at;
      this.#deltaEnd = at + size;
    }
    return at;
  }

  #crc32(from: number, to: number): number {
    return this.#kernel ? this.#kernel.crc32(from, to) >>> 0 : crc32(this.memory.subarray(from, to));
  }

  #inflated(
    object: number,
    at: number,
    end: number,
    base: Version | undefined,
    leaf: boolean,
    brief: boolean,
  ): Version | Failure {
    const { size, type, length: headLength } = this.#head;
    const { memory } = this;
    const own = base === undefined ? this.#take(size, leaf) : this.#takeDelta(size);
    if (own < 0) return 'large';
    const from = at + headLength;
    const isDelta = type === OFS_DELTA || type === REF_DELTA;
    const objectType = base === undefined ? TYPES[type] : isDelta ? base.type : undefined;
    const inflated =
      objectType !== undefined &&
      (this.#inflate(memory, from, end, memory, own, size) || inflatePlainly(memory, from, end, memory, own, size));
    if (!inflated) {
      if (base === undefined) this.#give(own, size);
      else this.settle();
      return 'damaged';
    }
    if (base === undefined) return new Version(object, objectType, memory, own, size);
    const made = this.#child(object, base, leaf, brief);
    if (!(made instanceof Version)) this.settle();
    return made;
  }

  #child(object: number, base: Version, leaf: boolean, brief: boolean): Version | Failure {
    const delta = this.#delta;
    if (!readDeltaHead(this.memory, this.#deltaFrom, this.#deltaEnd, delta) || delta.baseLength !== base.length) {
      return 'damaged';
    }
    if (delta.length > LARGEST) return 'large';
    const { length } = delta;
    const at = this.#take(length, leaf);
    if (at < 0) return 'large';
    const whole = this.#kernel
      ? this.#apply(this.#kernel, base, at, length, brief)
      : applyDelta(this.memory, delta.at, this.#deltaEnd, base.at, delta, at, this.copies);
    if (whole) return new Version(object, base.type, this.memory, at, length);
    this.#give(at, length);
    return 'damaged';
  }

  #apply(kernel: Kernel, base: Version, at: number, length: number, brief: boolean): boolean {
    const { copies } = this;
    const count = kernel.applyDelta(this.#delta.at, this.#deltaEnd, base.at, base.length, at, length, brief);
    if (count === MANY && brief) return this.#apply(kernel, base, at, length, false);
    this.listed = count !== MANY;
    copies.count = Math.max(0, count);
    copies.length = length;
    copies.baseLength = base.length;
    return count >= 0 || count === MANY;
  }

  /** The last word on an entry whose CRC-32 is not that of the index: if its bytes have its id, they are right. */
  #hashes(version: Version): boolean {
    const { idBytes } = this.#catalogue;
    const hash = createHash(idBytes === 32 ? 'sha256' : 'sha1');
    hash.update(`${version.type} ${version.length}\0`).update(version.bytes);
    return hash.digest('hex') === this.#catalogue.hex(version.object);
  }
}

/** Has `copies` read the kernel's own lists. */
function listCopies(copies: Copies, { buffer }: Buffer, kernel: Kernel): void {
  const list = (at: number) => new Int32Array(buffer, at >>> 0, MOST_COPIES);
  copies.start = list(kernel.copyStartsAt());
  copies.end = list(kernel.copyEndsAt());
  copies.base = list(kernel.copyBasesAt());
}
