/**
 * Has the kernel fill a catalogue (`kernel/catalogue.ts` and `bases.ts`), without a word of JavaScript about each object: what is run once is
 * run by an interpreter, and takes longer than the packs take to read. What the kernel leaves is for the twins.
 */
import { bareKernel, type Kernel } from '../kernel.ts';
import { type Catalogue, NONE, type Pack } from './catalogue.ts';
import type { PackIndex } from './index-file.ts';
import type { Families } from './link.ts';
import type { SharedMemory } from './memory.ts';
import type { Piece } from './pieces.ts';

/** Bytes that the kernel works in, for each entry, and beside. */
const ENTRY_ROOM = 20;
const OTHER_ROOM = 16 << 10;

export class Filler {
  readonly #catalogue: Catalogue;
  readonly #kernel: Kernel;
  readonly #memory: Buffer;
  /** Where there is room, and how much. It is that of the first thread, who does not need it yet. */
  readonly #room: number;
  readonly #size: number;

  private constructor(catalogue: Catalogue, kernel: Kernel, memory: Buffer, room: number, size: number) {
    this.#catalogue = catalogue;
    this.#kernel = kernel;
    this.#memory = memory;
    this.#room = room;
    this.#size = size;
    catalogue.giveLists(kernel);
  }

  /** One for a catalogue in memory that has a kernel. */
  static of(catalogue: Catalogue, { wasm, buffer, start, own }: SharedMemory): Filler | undefined {
    if (wasm === undefined) return undefined;
    const kernel = bareKernel(wasm.module, wasm.memory);
    return new Filler(catalogue, kernel, Buffer.from(buffer), start, own - 16);
  }

  /** As `enter` of the catalogue. */
  enter(first: number, last: number): number {
    return this.#kernel.enterIds(first, last);
  }

  /** Puts the entries of a pack into the order of their offsets. False if that is left to the twin. */
  sort({ first }: Pack, { count, offsets, crcs }: PackIndex): boolean {
    if (!(offsets instanceof Uint32Array) || count * ENTRY_ROOM + OTHER_ROOM > this.#size) return false;
    const words = new Uint32Array(this.#memory.buffer, this.#room, 2 * count);
    words.set(offsets);
    if (crcs !== undefined) words.set(crcs, count);
    this.#kernel.sortEntries(first, count, this.#room);
    return true;
  }

  /** Finds the bases of entries from `entry` on whose heads stand in `piece`. @returns the first that it left. */
  passHeads(entry: number, { first, last, end }: Pack, { bytes, start, length }: Piece): number {
    return this.#kernel.readBases(entry, first, last, end, bytes.byteOffset, start, length);
  }

  /** Links all entries to families; undefined if that is left to the twin. */
  link(): Families | undefined {
    const { packs, packed, children, siblings } = this.#catalogue;
    if (packed * ENTRY_ROOM + OTHER_ROOM > this.#size) return undefined;
    const weights = this.#room;
    const rootWeights = weights + 8 * packed;
    const roots = rootWeights + 8 * packed;
    children.fill(NONE);
    siblings.fill(NONE);
    let count = 0;
    for (const { first, last, end } of packs) {
      const more = this.#kernel.linkFamilies(first, last, end, weights, roots + 4 * count, rootWeights + 8 * count);
      if (more < 0) return undefined;
      count += more;
    }
    const { buffer } = this.#memory;
    return {
      roots: new Int32Array(buffer, roots, count).slice(),
      weights: new Float64Array(buffer, rootWeights, count).slice(),
      strays: [],
    };
  }
}
