/** Opens archives in a thread's own memory: the kernel inflates their members there, and says where there is something to look at. */
import { roomFor } from '../detect/archive/inflate.ts';
import { SilentMembers } from '../detect/archive/silent.ts';
import type { Unpacked, Workplace } from '../detect/archive/workplace.ts';
import type { Scout } from '../detect/find/find.ts';
import { type Kernel, MOST_MARKS, scoutOf } from './kernel.ts';
import type { Arena } from './pack/arena.ts';

interface Block {
  readonly at: number;
  readonly length: number;
}

export class KernelWorkplace implements Workplace {
  readonly silent = new SilentMembers();
  readonly #kernel: Kernel;
  readonly #memory: Buffer;
  readonly #arena: Arena;
  readonly #marks: Int32Array;
  /** Blocks of the arena that hold members: one for each archive that is open, they lie inside each other. */
  readonly #members: Block[] = [];

  /** @param memory that of the kernel. @param arena of it, from which members get their room. */
  constructor(kernel: Kernel, memory: Buffer, arena: Arena) {
    this.#kernel = kernel;
    this.#memory = memory;
    this.#arena = arena;
    this.#marks = new Int32Array(memory.buffer, kernel.marksAt() >>> 0, 2 * MOST_MARKS);
  }

  inflate(packed: Buffer, most: number): Unpacked | undefined {
    if (packed.buffer !== this.#memory.buffer) return undefined;
    const length = roomFor(packed, most);
    const at = this.#arena.take(length);
    if (at < 0) return undefined;
    const from = packed.byteOffset;
    const consumed = this.#kernel.inflateRaw(from, from + packed.length, at, length);
    if (consumed < 0) {
      this.#arena.give(at, length);
      return undefined;
    }
    this.#members.push({ at, length });
    return { kind: 'bytes', bytes: this.#memory.subarray(at, at + this.#kernel.inflatedBytes(at)), consumed };
  }

  hold(bytes: Buffer): Buffer | undefined {
    if (bytes.buffer === this.#memory.buffer) return undefined;
    const { length } = bytes;
    const at = this.#arena.take(length);
    if (at < 0) return undefined;
    bytes.copy(this.#memory, at);
    this.#members.push({ at, length });
    return this.#memory.subarray(at, at + length);
  }

  release(bytes: Buffer): void {
    if (bytes.buffer !== this.#memory.buffer) return;
    const place = this.#members.findLastIndex(one => one.at === bytes.byteOffset);
    if (place < 0) return;
    const [block] = this.#members.splice(place, 1);
    this.#arena.give(block!.at, block!.length);
  }

  marks(bytes: Buffer, zones?: Int32Array): Int32Array | undefined {
    if (bytes.buffer !== this.#memory.buffer) return undefined;
    const { byteOffset: at, length } = bytes;
    let count = 0;
    if (zones === undefined) count = this.#kernel.markWhole(at, length);
    for (let i = 0; zones !== undefined && i < zones.length && count >= 0; i += 2) {
      count = this.#kernel.markZone(at, length, zones[i]!, zones[i + 1]!, i > 0);
    }
    return count < 0 ? undefined : this.#marks.subarray(0, 2 * count);
  }

  scout(bytes: Buffer): Scout | undefined {
    if (bytes.buffer !== this.#memory.buffer) return undefined;
    return scoutOf(this.#kernel, bytes.byteOffset, bytes.length);
  }
}
