/**
 * bzip2. Streams that follow each other are one content, as bunzip2 has it. Source: "BZIP2 Format Specification" by Joe
 * Tsai, and `decompress.c` of bzip2 for what is accepted.
 */
import { Block } from './bzip2-block.ts';
import { Bits } from './bzip2-code.ts';
import type { Decompressed, Problem } from './decompressed.ts';
import { Output } from './output.ts';

const HEADER_BYTES = 4;
const MAGIC_BYTES = 6;
const BLOCK_MAGIC = 0x314159265359;
const END_MAGIC = 0x177245385090;
/** Bytes of a block for each level. */
const LEVEL_BYTES = 100_000;
/** Equal bytes that are followed by how many more there are. */
const RUN_BYTES = 4;
/** The most that one step of a block writes. */
const MOST_MORE = 255;

/** Whether a stream starts with `head`, by the first ten bytes. */
export function startsBzip2(head: Buffer): boolean {
  if (head.length < HEADER_BYTES + MAGIC_BYTES || levelAt(head, 0) === undefined) return false;
  const magic = head.readUIntBE(HEADER_BYTES, MAGIC_BYTES);
  return magic === BLOCK_MAGIC || magic === END_MAGIC;
}

/** Some megabytes that every stream uses anew: to make them takes longer than most small streams do. */
let block: Block | undefined;

/** What the streams at the start of `packed` unpack to, if it is no more than `most` bytes. Never throws. */
export function bunzip2(packed: Buffer, most: number): Decompressed {
  const bits = new Bits(packed);
  block ??= new Block();
  const output = new Output(most, MOST_MORE);
  let at = 0;
  let problem: Problem | undefined;
  let level = levelAt(packed, at);
  if (level === undefined) problem = 'damaged';
  while (problem === undefined && level !== undefined) {
    bits.startAt(at + HEADER_BYTES);
    problem = unpackStream(bits, level * LEVEL_BYTES, block, output);
    at = bits.endByte;
    level = levelAt(packed, at);
  }
  return { bytes: output.made, consumed: at, ...(problem && { problem }) };
}

/** The level in the header of a stream, if there is one. */
function levelAt(bytes: Buffer, at: number): number | undefined {
  if (at + HEADER_BYTES > bytes.length || bytes.readUIntBE(at, 3) !== 0x425a68) return undefined;
  const level = (bytes[at + 3] as number) - 0x30;
  return level >= 1 && level <= 9 ? level : undefined;
}

/** Unpacks the blocks after a header, each of at most `size` bytes, up to the end of the stream. */
function unpackStream(bits: Bits, size: number, block: Block, output: Output): Problem | undefined {
  let all = 0;
  for (;;) {
    const magic = bits.take48();
    const checksum = bits.take32();
    if (bits.isPastEnd) return 'damaged';
    if (magic === END_MAGIC) return checksum === all >>> 0 ? undefined : 'damaged';
    if (magic !== BLOCK_MAGIC) return 'damaged';
    const problem = block.read(bits, size) ?? writeBlock(block, checksum, output);
    if (problem) return problem;
    all = ((all << 1) | (all >>> 31)) ^ checksum;
  }
}

/** Appends what a block stands for: four equal bytes in it are followed by how many more there are. */
function writeBlock({ links, length, first }: Block, checksum: number, output: Output): Problem | undefined {
  const from = output.length;
  let { bytes } = output;
  let done = from;
  let entry = first;
  let last = -1;
  let run = 0;
  for (let left = length; left > 0; left--) {
    if (done + MOST_MORE > bytes.length) {
      if (!output.reach(done)) break;
      output.grow(MOST_MORE);
      bytes = output.bytes;
    }
    entry = links[entry >>> 8] as number;
    const byte = entry & 255;
    if (run === RUN_BYTES) {
      for (const end = done + byte; done < end; done++) bytes[done] = last;
      run = 0;
    } else {
      run = byte === last ? run + 1 : 1;
      last = byte;
      bytes[done++] = byte;
    }
  }
  if (!output.reach(done)) return 'full';
  return run !== RUN_BYTES && crc(bytes, from, done) === checksum ? undefined : 'damaged';
}

/** CRC-32 with the highest bit first, which zlib has not. Its table is made when it is needed, which is seldom. */
let crcTable: Int32Array | undefined;

function makeCrcTable(): Int32Array {
  return Int32Array.from({ length: 256 }, (_, byte) => {
    let value = byte << 24;
    for (let bit = 0; bit < 8; bit++) value = value < 0 ? (value << 1) ^ 0x04c11db7 : value << 1;
    return value;
  });
}

function crc(bytes: Buffer, from: number, to: number): number {
  crcTable ??= makeCrcTable();
  const table = crcTable;
  let value = -1;
  for (let i = from; i < to; i++) value = (value << 8) ^ (table[(value >>> 24) ^ (bytes[i] as number)] as number);
  return ~value >>> 0;
}
