/** What the kernel counts and writes down of the versions that it passes over in a scan. */
import type { Kernel } from '../kernel.ts';
import type { Catalogue } from './catalogue.ts';
import type { OwnMemory } from './memory.ts';
import { noteFirst, type PackTally } from './tally.ts';
import { BYTES, ENTRY_TYPES } from './walk.ts';

/** Ids that are in no pack: each of so many bytes, with what names it near the end. */
const OUTSIDE_WIDTH = 36;
const KIND = 32;
const KINDS = ['blob', 'tree', 'tree', 'parent'];

export class KernelTally {
  readonly #catalogue: Catalogue;
  readonly #tally: PackTally;
  readonly #kernel: Kernel;
  /** The kernel counts each type at its own place. */
  readonly #numbers: Uint32Array;
  readonly #sums: Float64Array;
  readonly #outside: Buffer;

  /** @param kernel of `own`. */
  constructor(catalogue: Catalogue, tally: PackTally, { bytes }: OwnMemory, kernel: Kernel) {
    const { buffer } = bytes;
    this.#catalogue = catalogue;
    this.#tally = tally;
    this.#kernel = kernel;
    this.#numbers = new Uint32Array(buffer, kernel.countsAt() >>> 0, ENTRY_TYPES.length);
    this.#sums = new Float64Array(buffer, kernel.countsAt() >>> 0, BYTES + 1);
    this.#outside = Buffer.from(buffer, kernel.outsideAt() >>> 0);
  }

  /** Adds what the kernel counted to the tally. */
  finish(): void {
    for (const [place, type] of ENTRY_TYPES.entries()) {
      if (type === undefined) continue;
      this.#tally.byType[type] += this.#numbers[place]!;
      this.#numbers[place] = 0;
    }
    this.#tally.bytes += this.#sums[BYTES]!;
    this.#sums[BYTES] = 0;
    this.drain();
  }

  /** Notes the ids that are in no pack. */
  drain(): void {
    const count = this.#kernel.settle();
    for (let i = 0; i < count; i++) {
      const at = i * OUTSIDE_WIDTH;
      const id = this.#outside.toString('hex', at, at + this.#catalogue.idBytes);
      noteFirst(this.#tally.outside, id, KINDS[this.#outside[at + KIND]!]!);
    }
    if (count > 0) this.#kernel.forgetOutside();
  }
}
