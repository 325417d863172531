/**
 * xz ("The .xz File Format", version 1.2). Streams that follow each other are one content, as xz has it. Of the filters
 * only LZMA2 is undone: those that may stand before it (for programs, and deltas) change the bytes, and that is told.
 */
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { crc64 } from './crc64.ts';
import type { Decompressed, Problem } from './decompressed.ts';
import { Lzma2 } from './lzma2.ts';
import { Output } from './output.ts';

const HEADER_MAGIC = Buffer.from('\xfd7zXZ\0', 'latin1');
const FOOTER_MAGIC = Buffer.from('YZ', 'latin1');
const HEADER_BYTES = 12;
const FOOTER_BYTES = 12;
const CRC_BYTES = 4;
/** All parts of a stream are multiples of this. */
const ALIGNMENT = 4;
const LZMA2 = 0x21;
const MOST_DICTIONARY_CODE = 40;
const HAS_PACKED_LENGTH = 0x40;
const HAS_LENGTH = 0x80;
const RESERVED_FLAGS = 0x3c;
const FILTERS_LESS_ONE = 3;
const MOST_INTEGER_BYTES = 9;

/** How long the check of each block is, by its id (2.1.1.2). */
const CHECK_BYTES = [0, 4, 4, 4, 8, 8, 8, 16, 16, 16, 32, 32, 32, 64, 64, 64];
const CHECKS: Partial<Record<number, (bytes: Buffer) => Buffer>> = {
  0: () => Buffer.alloc(0),
  1: bytes => littleEndian(crc32(bytes)),
  4: crc64,
  10: bytes => createHash('sha256').update(bytes).digest(),
};

/** What a block tells before its data. */
interface BlockHeader {
  readonly end: number;
  readonly packedLength: number | undefined;
  readonly length: number | undefined;
  readonly isFiltered: boolean;
}

/** What the index tells of a block. */
interface Block {
  /** With header and check, without padding. */
  readonly storedLength: number;
  readonly length: number;
}

/** Unpacks all streams at the start of `packed`, at most `most` bytes. */
export function unxz(packed: Buffer, most: number): Decompressed {
  const streams = new Streams(packed, most);
  const problem = streams.unpack();
  const { bytes, consumed } = streams;
  return problem === undefined ? { bytes, consumed } : { bytes, consumed, problem };
}

class Streams {
  readonly #packed: Buffer;
  readonly #output: Output;
  readonly #data: Lzma2;
  #at = 0;
  #hasUnknown = false;

  constructor(packed: Buffer, most: number) {
    this.#packed = packed;
    this.#output = new Output(most);
    this.#data = new Lzma2(this.#output);
  }

  get bytes(): Buffer {
    return this.#output.made;
  }

  get consumed(): number {
    return this.#at;
  }

  unpack(): Problem | undefined {
    do {
      const problem = this.#stream();
      if (problem !== undefined) return problem;
      while (this.#isZero(this.#at, this.#at + ALIGNMENT)) this.#at += ALIGNMENT;
    } while (this.#isStart());
    return this.#hasUnknown ? 'unknown' : undefined;
  }

  /** Also of a stream that is cut off within its first bytes. */
  #isStart(): boolean {
    const magic = this.#packed.subarray(this.#at, this.#at + HEADER_MAGIC.length);
    return magic.length > 0 && magic.equals(HEADER_MAGIC.subarray(0, magic.length));
  }

  #isZero(from: number, to: number): boolean {
    if (to > this.#packed.length) return false;
    for (let at = from; at < to; at++) if (this.#packed[at] !== 0) return false;
    return true;
  }

  /** Whether the bytes from `from` to `to` are followed by their CRC32. */
  #isSound(from: number, to: number): boolean {
    const packed = this.#packed;
    return to + CRC_BYTES <= packed.length && packed.readUInt32LE(to) === crc32(packed.subarray(from, to));
  }

  #stream(): Problem | undefined {
    const packed = this.#packed;
    const start = this.#at;
    const flagsAt = start + HEADER_MAGIC.length;
    if (!this.#isStart() || !this.#isSound(flagsAt, flagsAt + 2)) return 'damaged';
    const check = packed[flagsAt + 1]!;
    if (packed[flagsAt] !== 0 || check >= CHECK_BYTES.length) return 'unknown';
    if (CHECKS[check] === undefined) this.#hasUnknown = true;
    this.#at = start + HEADER_BYTES;
    const blocks: Block[] = [];
    // Where a block would tell the length of its header, the index has a zero.
    while (packed[this.#at] !== 0) {
      const block = this.#block(check);
      if (typeof block === 'string') return block;
      blocks.push(block);
    }
    const indexAt = this.#at;
    return this.#index(blocks) && this.#footer(check, this.#at - indexAt) ? undefined : 'damaged';
  }

  #block(check: number): Block | Problem {
    const start = this.#at;
    const made = this.#output.length;
    const header = this.#header(start);
    if (typeof header === 'string') return header;
    if (header.isFiltered) this.#hasUnknown = true;
    this.#output.expect(header.length ?? 0, this.#packed.length);
    const end = this.#data.unpack(this.#packed, header.end);
    if (typeof end === 'string') return end;
    const length = this.#output.length - made;
    if ((header.packedLength ?? end - header.end) !== end - header.end) return 'damaged';
    if ((header.length ?? length) !== length) return 'damaged';
    const checkAt = aligned(end, header.end);
    this.#at = checkAt + CHECK_BYTES[check]!;
    if (this.#at > this.#packed.length || !this.#isZero(end, checkAt)) return 'damaged';
    const expected = header.isFiltered ? undefined : CHECKS[check]?.(this.#output.bytes.subarray(made, made + length));
    if (expected && !expected.equals(this.#packed.subarray(checkAt, this.#at))) return 'damaged';
    return { storedLength: end - start + CHECK_BYTES[check]!, length };
  }

  #header(start: number): BlockHeader | Problem {
    const packed = this.#packed;
    const end = start + ((packed[start] ?? 0) + 1) * ALIGNMENT;
    const fieldsEnd = end - CRC_BYTES;
    if (!this.#isSound(start, fieldsEnd)) return 'damaged';
    const flags = packed[start + 1]!;
    if (flags & RESERVED_FLAGS) return 'unknown';
    const fields = new Integers(packed, start + 2, fieldsEnd);
    const packedLength = flags & HAS_PACKED_LENGTH ? fields.next() : undefined;
    const length = flags & HAS_LENGTH ? fields.next() : undefined;
    const others = flags & FILTERS_LESS_ONE;
    for (let i = 0; i < others; i++) {
      fields.next();
      fields.skip(fields.next());
    }
    const isLzma2 = fields.next() === LZMA2 && fields.next() === 1 && fields.next() <= MOST_DICTIONARY_CODE;
    if (!isLzma2 || !this.#isZero(fields.at, fieldsEnd)) return fields.isDamaged ? 'damaged' : 'unknown';
    return { end, packedLength, length, isFiltered: others > 0 };
  }

  /** Goes over the index, if it is of these blocks. */
  #index(blocks: readonly Block[]): boolean {
    const start = this.#at;
    const fields = new Integers(this.#packed, start + 1, this.#packed.length);
    if (fields.next() !== blocks.length) return false;
    const isSame = ({ storedLength, length }: Block) => fields.next() === storedLength && fields.next() === length;
    if (!blocks.every(isSame)) return false;
    const end = aligned(fields.at, start);
    this.#at = end + CRC_BYTES;
    return this.#isZero(fields.at, end) && this.#isSound(start, end);
  }

  #footer(check: number, indexLength: number): boolean {
    const packed = this.#packed;
    const start = this.#at;
    const fieldsAt = start + CRC_BYTES;
    const magicAt = start + FOOTER_BYTES - FOOTER_MAGIC.length;
    this.#at = start + FOOTER_BYTES;
    return (
      this.#at <= packed.length &&
      packed.readUInt32LE(start) === crc32(packed.subarray(fieldsAt, magicAt)) &&
      packed.readUInt32LE(fieldsAt) === indexLength / ALIGNMENT - 1 &&
      packed.readUInt16BE(fieldsAt + 4) === check &&
      packed.subarray(magicAt, this.#at).equals(FOOTER_MAGIC)
    );
  }
}

/** Integers of seven bits in each byte, the last ones first (1.2). */
class Integers {
  readonly #packed: Buffer;
  readonly #end: number;
  at: number;
  isDamaged = false;

  constructor(packed: Buffer, from: number, end: number) {
    this.#packed = packed;
    this.#end = end;
    this.at = from;
  }

  skip(count: number): void {
    this.at = Math.min(this.at + count, this.#end);
  }

  /** The next one, Infinity if there is none. Those beyond 2 ** 53 are not exact, but no length is so large. */
  next(): number {
    let value = 0;
    for (let i = 0; i < MOST_INTEGER_BYTES && this.at < this.#end; i++) {
      const byte = this.#packed[this.at++]!;
      value += (byte & 127) * 128 ** i;
      if (byte >= 128) continue;
      if (byte === 0 && i > 0) break;
      return value;
    }
    this.isDamaged = true;
    return Number.POSITIVE_INFINITY;
  }
}

/** The first place from `at` on that is a multiple of the alignment behind `start`. */
function aligned(at: number, start: number): number {
  return at + ((start - at) & (ALIGNMENT - 1));
}

function littleEndian(value: number): Buffer {
  const bytes = Buffer.alloc(CRC_BYTES);
  bytes.writeUInt32LE(value);
  return bytes;
}
