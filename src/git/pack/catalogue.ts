/**
 * Every stored object of a repository, as threads share it: flat arrays in shared memory, about 60 bytes an object, and a hash
 * table from id to object. Objects are numbered pack by pack in the order of their ids, then come the loose ones. Entries are
 * numbered pack by pack in the order of their offsets: the same numbers, shared out in another order within each pack.
 */

import { FIRST_FREE, type Kernel } from '../kernel.ts';
import { type SharedMemory, shareMemory } from './memory.ts';
import { Windows, windowsFor } from './window.ts';

export const NONE = -1;

/** Type bits of an entry's header that need a name (gitformat-pack). */
export const COMMIT = 1;
export const BLOB = 3;
export const OFS_DELTA = 6;
export const REF_DELTA = 7;

/** The object is listed before, in another pack or folder: that one is scanned and counted, this one is not. */
export const AGAIN = 1;
/** The object is listed more than once. */
export const COPIED = 2;
/** The object is not asked for, and only read if it is the base of one that is. Such an object is marked AGAIN too. */
export const UNWANTED = 4;

/** The object is a blob, or a commit, and its entry no delta. */
export const BLOB_ENTRY = 8;
export const COMMIT_ENTRY = 16;

export interface Pack {
  readonly path: string;
  /** Its first object, and first entry, and one past its last. */
  readonly first: number;
  readonly last: number;
  /** Where its last entry ends. */
  readonly end: number;
  /** False if its index is of version 1. */
  readonly checked: boolean;
}

/** The lists of a catalogue, and the bytes that one number of each takes. */
const LISTS = {
  offsets: 8,
  objects: 4,
  crcs: 4,
  bases: 4,
  children: 4,
  siblings: 4,
  table: 4,
  folder: 2,
  flags: 1,
  ids: 1,
};
type List = keyof typeof LISTS;

/** Where each list begins in the memory, and how many numbers it has. */
type Layout = Readonly<Record<List, { readonly at: number; readonly length: number }>>;

/** What a thread is given to make its own view of the catalogue. Shared, not copied. */
export interface SharedCatalogue {
  readonly idBytes: number;
  readonly count: number;
  readonly packed: number;
  readonly packs: readonly Pack[];
  readonly folders: readonly string[];
  readonly memory: SharedMemory;
  readonly layout: Layout;
}

export class Catalogue {
  readonly idBytes: number;
  /** Number of entries and loose objects, and of entries alone. */
  readonly count: number;
  readonly packed: number;
  readonly packs: readonly Pack[];
  /** Object folders; loose objects tell theirs by number. */
  readonly folders: readonly string[];
  readonly ids: Buffer;
  /** What is read of the packs. */
  readonly windows: Windows;
  /** Of each object. */
  readonly flags: Uint8Array;
  /** Of each entry: where it starts in its pack, and which object it is. */
  readonly offsets: Float64Array;
  readonly objects: Int32Array;
  /** Of each entry: its CRC-32, if its pack's index has them. */
  readonly crcs: Uint32Array;
  /** The entry that an entry is a delta of, or NONE. */
  readonly bases: Int32Array;
  /** First child of each entry (the one with the heaviest family), and next child of the same base. */
  readonly children: Int32Array;
  readonly siblings: Int32Array;
  /** Of loose objects (from `packed` on): the number of the folder. */
  readonly folder: Uint16Array;
  readonly #table: Int32Array;
  readonly #mask: number;
  readonly #shift: number;

  constructor(shared: SharedCatalogue) {
    const { memory, layout } = shared;
    const { buffer } = memory;
    this.idBytes = shared.idBytes;
    this.count = shared.count;
    this.packed = shared.packed;
    this.packs = shared.packs;
    this.folders = shared.folders;
    this.windows = new Windows(buffer, memory.windows, shared.packs);
    this.ids = Buffer.from(buffer, layout.ids.at, layout.ids.length);
    this.offsets = new Float64Array(buffer, layout.offsets.at, layout.offsets.length);
    this.crcs = new Uint32Array(buffer, layout.crcs.at, layout.crcs.length);
    this.flags = new Uint8Array(buffer, layout.flags.at, layout.flags.length);
    this.folder = new Uint16Array(buffer, layout.folder.at, layout.folder.length);
    const numbers = (list: List) => new Int32Array(buffer, layout[list].at, layout[list].length);
    this.objects = numbers('objects');
    this.bases = numbers('bases');
    this.children = numbers('children');
    this.siblings = numbers('siblings');
    this.#table = numbers('table');
    this.#mask = this.#table.length - 1;
    this.#shift = Math.clz32(this.#mask);
  }

  /** The shared memory of a catalogue of this many objects, with up to `mostWindows` of packs, and what `threads` threads need beside it. */
  static allocate(
    idBytes: number,
    packs: readonly Pack[],
    folders: readonly string[],
    packed: number,
    loose: number,
    threads: number,
    twins: boolean,
    mostWindows?: number,
  ): SharedCatalogue {
    const count = packed + loose;
    const slots = 2 ** Math.max(8, Math.ceil(Math.log2(count * 2 + 1)));
    const lengths: Record<List, number> = {
      offsets: packed,
      objects: packed,
      crcs: packed,
      bases: packed,
      children: packed,
      siblings: packed,
      table: slots,
      folder: loose,
      flags: count,
      ids: count * idBytes,
    };
    let end = FIRST_FREE;
    const layout = Object.fromEntries(
      Object.entries(LISTS).map(([list, bytes]) => {
        const at = end;
        const length = lengths[list as List];
        // The kernel reads ids eight bytes at a time.
        end += Math.ceil((length * bytes + 16) / 16) * 16;
        return [list, { at, length }];
      }),
    ) as Layout;
    const memory = shareMemory(end, windowsFor(packs, mostWindows), threads, twins);
    return { idBytes, count, packed, packs, folders, memory, layout };
  }

  /** Tells a kernel of the same memory where the ids and their table are. */
  give(kernel: Kernel): void {
    const slots = this.#table.length;
    kernel.setCatalogue(this.ids.byteOffset, this.idBytes, this.#table.byteOffset, slots, this.packed);
  }

  /** Tells a kernel that is to fill them where all lists are. */
  giveLists(kernel: Kernel): void {
    const { ids, idBytes, flags, offsets, objects, crcs, bases, children, siblings } = this;
    const slots = this.#table.length;
    kernel.setObjects(ids.byteOffset, idBytes, this.#table.byteOffset, slots, flags.byteOffset);
    kernel.setLists(
      offsets.byteOffset,
      objects.byteOffset,
      crcs.byteOffset,
      bases.byteOffset,
      children.byteOffset,
      siblings.byteOffset,
    );
  }

  /**
   * Enters objects [first, last) into the hash table; where an id is there already, both are marked.
   * @returns how many of them were there.
   */
  enter(first: number, last: number): number {
    const { ids, idBytes, flags } = this;
    let again = 0;
    const table = this.#table;
    const mask = this.#mask;
    for (let object = first, at = first * idBytes; object < last; object++, at += idBytes) {
      let slot = this.#slot(ids, at);
      let held = table[slot]!;
      while (held !== 0 && !this.#same(held - 1, ids, at)) {
        slot = (slot + 1) & mask;
        held = table[slot]!;
      }
      if (held === 0) table[slot] = object + 1;
      else {
        flags[held - 1]! |= COPIED;
        flags[object]! |= COPIED | AGAIN;
        again++;
      }
    }
    return again;
  }

  /** The first object with the id at bytes[at], or NONE. */
  find(bytes: Uint8Array, at = 0): number {
    for (let slot = this.#slot(bytes, at); ; slot = (slot + 1) & this.#mask) {
      const held = this.#table[slot]! - 1;
      if (held < 0) return NONE;
      if (this.#same(held, bytes, at)) return held;
    }
  }

  hex(object: number): string {
    return this.ids.toString('hex', object * this.idBytes, (object + 1) * this.idBytes);
  }

  /** Where a packed entry ends in its pack. */
  endOf(entry: number, pack: Pack): number {
    return entry + 1 < pack.last ? this.offsets[entry + 1]! : pack.end;
  }

  /** The top bits of an id: ids entered in ascending order then touch the table in order. */
  #slot(bytes: Uint8Array, at: number): number {
    const top = ((bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!) >>> 0;
    return this.#shift === 0 ? top : top >>> this.#shift;
  }

  #same(object: number, bytes: Uint8Array, at: number): boolean {
    const { ids, idBytes } = this;
    const own = object * idBytes;
    // Ids that have the same slot mostly differ in the byte that is not of it.
    if (ids[own + 3] !== bytes[at + 3]) return false;
    for (let i = 0; i < idBytes; i++) if (ids[own + i] !== bytes[at + i]) return false;
    return true;
  }
}
