/**
 * LZMA2, the data of a block of .xz: chunks of LZMA, or of bytes as they are.
 * Source: "The .xz File Format" 1.2, 5.3.1, and for the chunks, which that leaves out, `lzma2_decoder.c` of XZ Utils.
 */
import { Lzma } from './lzma.ts';
import type { Output } from './output.ts';

type Problem = 'damaged' | 'full';

/** The chunks of LZMA2. */
export class Lzma2 {
  readonly #output: Output;
  readonly #lzma: Lzma;

  constructor(output: Output) {
    this.#output = output;
    this.#lzma = new Lzma(output);
  }

  /** Unpacks the chunks that start at `from` of `packed`. Returns where they end. */
  unpack(packed: Buffer, from: number): number | Problem {
    let needsDictionary = true;
    let needsProperties = true;
    let at = from;
    while (at < packed.length) {
      const control = packed[at++]!;
      if (control === 0) return at;
      if (control === 1 || control >= 0xe0) {
        this.#lzma.forget();
        needsDictionary = false;
        needsProperties = true;
      }
      if (needsDictionary || (control > 2 && control < 0x80)) return 'damaged';
      if (control >= 0xc0) needsProperties = false;
      else if (control >= 0x80 && needsProperties) return 'damaged';
      const end = control < 0x80 ? this.#copy(packed, at) : this.#chunk(packed, at, control);
      if (typeof end !== 'number') return end;
      at = end;
    }
    return 'damaged';
  }

  /** A chunk that is not packed, as incompressible data is. */
  #copy(packed: Buffer, from: number): number | Problem {
    const output = this.#output;
    const start = from + 2;
    if (start > packed.length) return 'damaged';
    const end = start + packed.readUInt16BE(from) + 1;
    const there = Math.min(end, packed.length);
    const room = output.grow(there - start) - output.length;
    output.length += packed.copy(output.bytes, output.length, start, start + room);
    if (room < there - start) return 'full';
    return end > packed.length ? 'damaged' : end;
  }

  /** A chunk of LZMA. The top bits of `control` say what of the state is new, its others are the first ones of the length. */
  #chunk(packed: Buffer, from: number, control: number): number | Problem {
    const hasProperties = control >= 0xc0;
    let start = from + 4;
    if (start + (hasProperties ? 1 : 0) > packed.length) return 'damaged';
    if (hasProperties && !this.#lzma.configure(packed[start++]!)) return 'damaged';
    if (control >= 0xa0) this.#lzma.reset();
    const length = ((control & 0x1f) << 16) + packed.readUInt16BE(from) + 1;
    const end = start + packed.readUInt16BE(from + 2) + 1;
    return this.#lzma.unpack(packed, start, end, length) ?? end;
  }
}
