/**
 * Zstandard (RFC 8878). Frames that follow each other are one content, as zstd has it. What a frame declares is checked, but
 * never trusted with memory: there is room for what is unpacked, which is the window as well.
 */
import { constants } from 'node:buffer';
import type { Decompressed, Problem } from './decompressed.ts';
import { Output } from './output.ts';
import { xxh64Low } from './xxh64.ts';
import { MOST_BLOCK_BYTES, ZstdBlocks } from './zstd-block.ts';

const MAGIC = 0xfd2fb528;
/** The last four bits are free. */
const SKIPPABLE_MAGIC = 0x184d2a50;
const SKIPPABLE_HEADER_BYTES = 8;
const BLOCK_HEADER_BYTES = 3;
const CHECKSUM_BYTES = 4;
const RAW = 0;
const ONE_BYTE = 1;
const COMPRESSED = 2;

/** What the header of a frame says that matters here. */
interface Header {
  readonly end: number;
  readonly mostBlockBytes: number;
  /** Infinite if it says nothing of it. */
  readonly length: number;
  readonly hasChecksum: boolean;
}

/** A quarter of a megabyte that every stream uses anew: what one leaves in it another never reads. */
let blocks: ZstdBlocks | undefined;

/** Unpacks the frames at the start of `packed`, and no more than `most` bytes. */
export function unzstd(packed: Buffer, most: number): Decompressed {
  return new Frames(packed, most).unpack();
}

class Frames {
  readonly #packed: Buffer;
  readonly #output: Output;
  readonly #blocks: ZstdBlocks;
  #at = 0;

  constructor(packed: Buffer, most: number) {
    this.#packed = packed;
    this.#output = new Output(Math.min(most, constants.MAX_LENGTH - MOST_BLOCK_BYTES), MOST_BLOCK_BYTES);
    blocks ??= new ZstdBlocks();
    this.#blocks = blocks;
  }

  unpack(): Decompressed {
    let problem: Problem | undefined;
    do problem = this.#next();
    while (problem === undefined && isStart(this.#packed, this.#at));
    const unpacked = { bytes: this.#output.made, consumed: this.#at };
    return problem === undefined ? unpacked : { ...unpacked, problem };
  }

  /** Goes past a frame, of either kind. */
  #next(): Problem | undefined {
    const [packed, at] = [this.#packed, this.#at];
    if (!isStart(packed, at)) return 'damaged';
    if (packed.readUInt32LE(at) === MAGIC) return this.#frame();
    if (at + SKIPPABLE_HEADER_BYTES > packed.length) return 'damaged';
    this.#at = at + SKIPPABLE_HEADER_BYTES + packed.readUInt32LE(at + 4);
    return this.#at > packed.length ? 'damaged' : undefined;
  }

  #frame(): Problem | undefined {
    const [packed, output] = [this.#packed, this.#output];
    const header = headerAt(packed, this.#at + 4);
    if (typeof header === 'string') return header;
    this.#at = header.end;
    this.#blocks.begin();
    const start = output.length;
    for (let isLast = false; !isLast; ) {
      if (this.#at + BLOCK_HEADER_BYTES > packed.length) return 'damaged';
      const block = packed.readUIntLE(this.#at, BLOCK_HEADER_BYTES);
      this.#at += BLOCK_HEADER_BYTES;
      isLast = (block & 1) === 1;
      const problem = this.#block((block >> 1) & 3, block >> 3, start, header);
      if (problem !== undefined) return problem;
    }
    if (header.length !== Number.POSITIVE_INFINITY && output.length - start !== header.length) return 'damaged';
    if (!header.hasChecksum) return undefined;
    this.#at += CHECKSUM_BYTES;
    const isRight =
      this.#at <= packed.length &&
      packed.readUInt32LE(this.#at - CHECKSUM_BYTES) === xxh64Low(output.made.subarray(start));
    return isRight ? undefined : 'damaged';
  }

  /** Unpacks the block whose `size` its header gives. @param start where the frame began. */
  #block(type: number, size: number, start: number, header: Header): Problem | undefined {
    const output = this.#output;
    const [from, { length }] = [this.#at, output];
    const to = from + (type === ONE_BYTE ? 1 : size);
    // What would make the content longer than its header says is as wrong as what no block may hold.
    const most = Math.min(header.mostBlockBytes, header.length - (length - start));
    const least = type === COMPRESSED ? 0 : size;
    if (type > COMPRESSED || size > header.mostBlockBytes || least > most || to > this.#packed.length) return 'damaged';
    output.grow(type === COMPRESSED ? most : size);
    const { bytes } = output;
    let end = length + size;
    if (type === RAW) this.#packed.copy(bytes, length, from, to);
    else if (type === ONE_BYTE) bytes.fill(this.#packed[from] as number, length, end);
    else end = this.#blocks.decode(this.#packed.subarray(from, to), bytes, length, start, length + most);
    if (end < 0) return 'damaged';
    this.#at = to;
    return output.reach(end) ? undefined : 'full';
  }
}

function isStart(packed: Buffer, at: number): boolean {
  if (at + 4 > packed.length) return false;
  const magic = packed.readUInt32LE(at);
  return magic === MAGIC || magic - (magic & 15) === SKIPPABLE_MAGIC;
}

/** The header whose descriptor is at `at` (3.1.1.1), or why there is none that can be used. */
function headerAt(packed: Buffer, at: number): Header | Problem {
  const descriptor = packed[at] ?? 0;
  const isOneSegment = (descriptor & 32) !== 0;
  const windowBytes = isOneSegment ? 0 : 1;
  const dictionaryBytes = [0, 1, 2, 4][descriptor & 3] as number;
  const lengthBytes = [isOneSegment ? 1 : 0, 2, 4, 8][descriptor >> 6] as number;
  const dictionaryAt = at + 1 + windowBytes;
  const lengthAt = dictionaryAt + dictionaryBytes;
  const end = lengthAt + lengthBytes;
  if (end > packed.length) return 'damaged';
  const isReserved = (descriptor & 8) !== 0;
  if (isReserved || packed.subarray(dictionaryAt, lengthAt).some(byte => byte !== 0)) return 'unknown';
  const length = lengthBytes === 0 ? Number.POSITIVE_INFINITY : lengthIn(packed, lengthAt, lengthBytes);
  const window = isOneSegment ? length : windowOf(packed[at + 1] as number);
  return { end, mostBlockBytes: Math.min(window, MOST_BLOCK_BYTES), length, hasChecksum: (descriptor & 4) !== 0 };
}

function lengthIn(packed: Buffer, at: number, count: number): number {
  if (count === 8) return Number(packed.readBigUInt64LE(at));
  // All that one byte can say is said by one byte.
  return packed.readUIntLE(at, count) + (count === 2 ? 256 : 0);
}

/** A power of two and eighths of it. */
function windowOf(byte: number): number {
  const base = 2 ** (10 + (byte >> 3));
  return base + (base / 8) * (byte & 7);
}
