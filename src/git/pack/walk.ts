/**
 * Has the kernel walk families of deltas, without a word of JavaScript about nearly all of their entries (`kernel/walk.ts`).
 * Those that have something to tell, or are out of the ordinary, are left to whoever asked.
 */
import { type Kernel, MOST_QUEUED } from '../kernel.ts';
import type { Catalogue, Pack } from './catalogue.ts';
import type { Maker } from './make.ts';
import type { OwnMemory } from './memory.ts';
import { Version } from './version.ts';

/** Why the kernel stops. */
const [DONE, UNREAD, PAUSE, FULL] = [0, 2, 3, 4];

/** Types of entries (gitformat-pack), by their numbers. */
export const ENTRY_TYPES = [undefined, 'commit', 'tree', 'blob'] as const;
/** Where the kernel counts bytes (in numbers of 8 bytes); where it names an entry, and what that is a delta of. */
export const BYTES = 4;
const ENTRY = 10;
const BASE = 11;
const BASE_NUMBERS = 6;

/** Other threads may need the windows of an entry as soon as they are read: after so many times it is the caller's. */
const MOST_TRIES = 4;

/** An entry that the kernel left, and the version that it is a delta of: valid until the walk goes on, and not to be released. */
export interface LeftEntry {
  readonly entry: number;
  readonly base: Version | undefined;
}

export class Walk {
  readonly #catalogue: Catalogue;
  readonly #kernel: Kernel;
  readonly #maker: Maker;
  readonly #memory: Buffer;
  readonly #queue: Int32Array;
  readonly #numbers: Uint32Array;
  readonly #sums: Float64Array;
  readonly #onFull: () => void;
  #pack: Pack | undefined;
  #packNumber = -1;

  /**
   * @param kernel of `own`. @param maxFileBytes as in `ReaderOptions`. @param checked true if entries must have their CRC-32.
   * @param onFull has to read what the kernel wrote down: it has no room for more.
   */
  constructor(
    catalogue: Catalogue,
    maker: Maker,
    maxFileBytes: number,
    own: OwnMemory,
    kernel: Kernel,
    checked: boolean,
    onFull: () => void,
  ) {
    const { buffer } = own.bytes;
    this.#catalogue = catalogue;
    this.#kernel = kernel;
    this.#onFull = onFull;
    this.#maker = maker;
    this.#memory = own.bytes;
    this.#queue = new Int32Array(buffer, kernel.queueAt() >>> 0, MOST_QUEUED);
    this.#numbers = new Uint32Array(buffer, kernel.countsAt() >>> 0, BASE + BASE_NUMBERS);
    this.#sums = new Float64Array(buffer, kernel.countsAt() >>> 0, 8);
    const { offsets, objects, crcs, children, siblings, flags } = catalogue;
    kernel.setEntries(offsets.byteOffset, objects.byteOffset, checked ? crcs.byteOffset : 0);
    kernel.setFamilies(children.byteOffset, siblings.byteOffset, flags.byteOffset);
    kernel.setArena(own.walk, own.arena);
    maker.givePlaces(kernel, Math.min(maxFileBytes, 0x7fffffff));
    kernel.lookUpTogether();
  }

  /** Bytes of all versions that the kernel passed over. */
  get bytes(): number {
    return this.#sums[BYTES]!;
  }

  /** Takes entries that are no deltas, at most `MOST_QUEUED`, all of one pack, as roots of the families to walk. */
  begin(roots: Int32Array, packNumber: number): void {
    if (packNumber !== this.#packNumber) {
      this.#pack = this.#catalogue.packs[packNumber]!;
      this.#packNumber = packNumber;
      this.#kernel.setPack(this.#catalogue.windows.firstOf(packNumber), this.#pack.last, this.#pack.end);
    }
    this.#queue.set(roots);
    this.#kernel.beginWalk(roots.length);
  }

  /**
   * Walks on until about `bytes` of versions are made.
   * @returns an entry that is left to the caller; else whether all is done.
   */
  advance(bytes: number): LeftEntry | 'done' | 'pause' {
    let asked = -1;
    let tries = 0;
    for (;;) {
      const status = this.#kernel.walk(bytes);
      if (status === DONE) return 'done';
      if (status === PAUSE) return 'pause';
      if (status === FULL) {
        this.#onFull();
        continue;
      }
      const entry = this.#numbers[ENTRY]!;
      if (status === UNREAD) {
        tries = entry === asked ? tries + 1 : 1;
        asked = entry;
        if (tries <= MOST_TRIES && this.#maker.fetch(entry, this.#pack!, this.#packNumber)) continue;
        this.#kernel.skipWaiting();
      }
      return { entry, base: this.#base() };
    }
  }

  /**
   * Gives the kernel the version that was made of the entry it left, to walk on from there. It keeps a copy.
   * @returns false if the deltas of the version are the caller's too.
   */
  adopt({ type, found, memory, at, length, bits, number }: Version): boolean {
    if (memory !== this.#memory || found?.length !== 0 || type === 'tag') return false;
    return this.#kernel.adopt(ENTRY_TYPES.indexOf(type), at, length, bits, number) !== 0;
  }

  #base(): Version | undefined {
    const [object, at, length, type, bits, number] = this.#numbers.subarray(BASE);
    const name = ENTRY_TYPES[type!];
    if (name === undefined) return undefined;
    const version = new Version(object!, name, this.#memory, at!, length!);
    version.bits = bits!;
    version.number = number!;
    return version;
  }
}
