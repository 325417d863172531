/**
 * Inflates zlib streams of known length (RFC 1950, RFC 1951): those of packs, most of them of less than a hundred bytes; and the
 * bare deflate streams of archives. The twin is node's own zlib; both must accept the same streams. Codes are read by tables (`codes.ts`), which a block tells at its
 * head (`lengths.ts`); most of the time goes into what follows it (`symbols.ts`).
 */
import { buffer, count, input, keepInput, keepOutput, output } from './bits';
import { adler32 } from './checks';
import { prepareCodes, WIDEST, widen } from './codes';
import { prepareLengths, readCodes } from './lengths';
import { TABLES } from './memory';
import { DISTANCES, decode, decodeFar, ENDED, GOES_ON, prepareSymbols } from './symbols';

/** Tables of literals and lengths, each with one of distances behind it. */
let TABLE: usize = 0;
let FIXED: usize = 0;
const FIXED_BITS: u32 = 9;
/** Room for a table of distances: an index of 8 bits, and codes of up to 15 behind it, though they may turn out to be none. */
const DISTANCES_ROOM: usize = 4 * 640;
/** So much output is to come for the loop that stays far from the ends to be worth its wider table. */
const LONG: usize = 1000;
const NEAR_INPUT: usize = 64;

/** Makes the tables that are always the same. */
export function prepareInflate(): void {
  TABLE = TABLES;
  FIXED = TABLE + DISTANCES + DISTANCES_ROOM;
  prepareLengths(prepareSymbols(prepareCodes(FIXED + DISTANCES + DISTANCES_ROOM)), FIXED);
}

/** Inflates [from, to) into `size` bytes at `out`. True if it is a whole zlib stream of exactly that, with the right checksum. */
export function inflate(from: usize, to: usize, out: usize, size: u32): bool {
  if (to - from < 6) return false;
  const head: u32 = ((<u32>load<u8>(from)) << 8) | load<u8>(from + 1);
  if ((head & 0x0f00) !== 0x0800 || head % 31 !== 0 || (head & 0x20) !== 0 || head >> 12 > 7) return false;
  const checksum = to - 4;
  const stop = inflateBlocks(from + 2, checksum, out, out + size);
  return stop === checksum && output === out + size && adler32(out, size) === bswap<u32>(load<u32>(stop));
}

/**
 * Inflates the deflate stream at the start of [from, to), without head and checksum, into at most `most` bytes at `out`.
 * @returns how many bytes of input it has; -1 if it is damaged, cut off or of more.
 */
export function inflateRaw(from: usize, to: usize, out: usize, most: u32): i32 {
  const stop = inflateBlocks(from, to, out, out + most);
  return stop === 0 ? -1 : <i32>(stop - from);
}

/** How many bytes of output the last stream has. @param out where it went. */
export function inflatedBytes(out: usize): u32 {
  return <u32>(output - out);
}

/** Inflates the blocks of a stream at the start of [from, to) to [out, end). @returns where its last byte ends; 0 if it is none. */
function inflateBlocks(from: usize, to: usize, out: usize, end: usize): usize {
  // So far the reading of a whole stream looks ahead: it takes in 8 bytes at most behind its last bit.
  const past = to + 8;
  keepInput(from, 0, 0);
  keepOutput(out);
  let final: u32 = 0;
  while (final === 0) {
    let p = input;
    if (p > past) return 0;
    let left = count;
    const buf = buffer | (load<u64>(p) << (<u64>left));
    p += (63 - left) >> 3;
    left |= 56;
    final = <u32>buf & 1;
    const type = (<u32>buf >> 1) & 3;
    keepInput(p, buf >> 3, left - 3);
    if (type === 0) {
      if (!copyStored(to, end)) return 0;
      continue;
    }
    if (type === 3) return 0;
    let table = FIXED;
    let bits: i32 = FIXED_BITS;
    if (type === 2) {
      table = TABLE;
      bits = readCodes(table, past);
      if (bits < 0) return 0;
    }
    let how = GOES_ON;
    if (type === 2 && end - output > LONG && to - input > NEAR_INPUT) {
      if (<u32>bits < WIDEST) widen(table, bits, WIDEST);
      how = decodeFar(table, to, out, end);
    }
    if (how === GOES_ON) how = decode(table, bits, past, out, end);
    if (how !== ENDED) return 0;
  }
  const stop = input - (count >> 3);
  // Some literals are stored before anybody asks for the end.
  return stop <= to && output <= end ? stop : 0;
}

/** Copies a block that is stored as it is (RFC 1951, 3.2.4). */
function copyStored(to: usize, end: usize): bool {
  let p = input - (count >> 3);
  if (p + 4 > to) return false;
  const length = <usize>load<u16>(p);
  if ((length ^ <usize>load<u16>(p, 2)) !== 0xffff) return false;
  p += 4;
  if (p + length > to || output + length > end) return false;
  memory.copy(output, p, length);
  keepInput(p + length, 0, 0);
  keepOutput(output + length);
  return true;
}
