/** Reads the codes at the head of a block (RFC 1951, 3.2.7): their lengths, which are told in a code of their own. */
import { buffer, count, input, keepInput } from './bits';
import { buildCode, END, GROUP, LITERAL, SPECIAL, WIDEST, widen } from './codes';
import { DISTANCE_BITS, DISTANCES } from './symbols';

/** An entry of the code of lengths: what came last comes again. */
const AGAIN: u32 = 0x80000000;
/** What stands before the first length: it can't come again. */
const NONE: u32 = 16;
/** Lengths there may be, in whole groups. */
const SYMBOLS: u32 = 5 * GROUP;
/** Of the code of lengths, the bits of its index. */
const LENGTH_BITS: u32 = 7;

let LENGTH_TABLE: usize = 0;
let LENS: usize = 0;
let OTHER_LENS: usize = 0;
/** What entries say of each symbol, but for the bits of its code. */
let LITERAL_RESULTS: usize = 0;
let DISTANCE_RESULTS: usize = 0;
let LENGTH_RESULTS: usize = 0;
/** The order in which the lengths of the code of lengths come. */
const ORDER: usize = memory.data<u8>([16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]);

/** Lays out what is needed, and makes the tables of the fixed codes. @returns one past its end. */
export function prepareLengths(at: usize, fixed: usize): usize {
  LENGTH_TABLE = at;
  LENS = LENGTH_TABLE + (4 << LENGTH_BITS);
  // What is written to lengths goes up to 16 behind the last, and what is cleared 32.
  OTHER_LENS = LENS + SYMBOLS + 64;
  LITERAL_RESULTS = OTHER_LENS + GROUP;
  DISTANCE_RESULTS = LITERAL_RESULTS + 4 * 288;
  LENGTH_RESULTS = DISTANCE_RESULTS + 4 * 32;
  for (let i: u32 = 0; i < 256; i++) store<u32>(LITERAL_RESULTS + (i << 2), LITERAL | (i << 16));
  store<u32>(LITERAL_RESULTS + (256 << 2), SPECIAL | END);
  let base: u32 = 3;
  for (let i: u32 = 257; i < 285; i++) {
    const extra: u32 = i < 265 ? 0 : (i - 261) >> 2;
    store<u32>(LITERAL_RESULTS + (i << 2), (base << 16) | extra);
    base += 1 << extra;
  }
  store<u32>(LITERAL_RESULTS + (285 << 2), 258 << 16);
  store<u32>(LITERAL_RESULTS + (286 << 2), SPECIAL);
  store<u32>(LITERAL_RESULTS + (287 << 2), SPECIAL);
  base = 1;
  for (let i: u32 = 0; i < 30; i++) {
    const extra: u32 = i < 4 ? 0 : (i - 2) >> 1;
    store<u32>(DISTANCE_RESULTS + (i << 2), (base << 16) | extra);
    base += 1 << extra;
  }
  store<u32>(DISTANCE_RESULTS + (30 << 2), SPECIAL);
  store<u32>(DISTANCE_RESULTS + (31 << 2), SPECIAL);
  // Of a length itself and how often it comes; of a repetition of zeros as much, with extra bits; and one of what came last.
  for (let i: u32 = 0; i < 16; i++) store<u32>(LENGTH_RESULTS + (i << 2), (i << 24) | (1 << 16));
  store<u32>(LENGTH_RESULTS + (16 << 2), AGAIN | (3 << 16) | 2);
  store<u32>(LENGTH_RESULTS + (17 << 2), (3 << 16) | 3);
  store<u32>(LENGTH_RESULTS + (18 << 2), (11 << 16) | 7);
  memory.fill(OTHER_LENS, 0, GROUP);
  memory.fill(LENS, 0, SYMBOLS);
  for (let i: u32 = 0; i < 32; i++) store<u8>(OTHER_LENS + i, 5);
  for (let i: u32 = 0; i < 288; i++) store<u8>(LENS + i, i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8);
  buildCode(LENS, SYMBOLS, 0x380, fixed, 9, LITERAL_RESULTS, false);
  buildCode(OTHER_LENS, GROUP, 0x20, fixed + DISTANCES, 5, DISTANCE_RESULTS, false);
  widen(fixed + DISTANCES, 5, DISTANCE_BITS);
  return LENGTH_RESULTS + 4 * 19;
}

/**
 * Reads the codes of a block from where the reading stands, and makes their tables.
 * @param table of literals and lengths, that of distances DISTANCES behind. @param to the end of the input.
 * @returns the bits of its index; -1 if these are no codes.
 */
export function readCodes(table: usize, to: usize): i32 {
  // There are at least 53 bits.
  const head = <u32>buffer;
  const literals = (head & 31) + 257;
  const distances = ((head >> 5) & 31) + 1;
  const lengths = ((head >> 10) & 15) + 4;
  if (literals > 286 || distances > 30) return -1;
  // The lengths of the code of lengths are 57 bits at most: as many as 8 bytes have from any bit on.
  let p = input - ((count - 14 + 7) >> 3);
  let skip = (14 - count) & 7;
  const bits = 3 * lengths;
  let some = (load<u64>(p) >> <u64>skip) & (((<u64>1) << (<u64>bits)) - 1);
  const zero = i32x4.splat(0);
  v128.store(OTHER_LENS, zero);
  v128.store(OTHER_LENS, zero, 16);
  let used: u32 = 0;
  for (let i: usize = 0; i < 19; i++) {
    const length = <u32>some & 7;
    store<u8>(OTHER_LENS + load<u8>(ORDER + i), <u8>length);
    used |= 1 << length;
    some >>= 3;
  }
  const index = buildCode(OTHER_LENS, GROUP, used, LENGTH_TABLE, LENGTH_BITS, LENGTH_RESULTS, false);
  if (index < 0) return -1;
  skip += bits;
  p += skip >> 3;
  skip &= 7;
  const buf = load<u64>(p) >> <u64>skip;
  const left = 56 - skip;
  p += 7;
  const all = literals + distances;
  used = readLengths(p, buf, left, all, (1 << index) - 1, to);
  if (used & (1 << NONE) || load<u8>(LENS + 256) === 0) return -1;
  // Those of distances are moved away from behind the others, whose group must end with none.
  v128.store(LENS + all, zero);
  v128.store(LENS + all, zero, 16);
  v128.store(OTHER_LENS, v128.load(LENS + literals));
  v128.store(OTHER_LENS, v128.load(LENS + literals, 16), 16);
  v128.store(LENS + literals, zero);
  v128.store(LENS + literals, zero, 16);
  const short = buildCode(OTHER_LENS, GROUP, used, table + DISTANCES, DISTANCE_BITS, DISTANCE_RESULTS, true);
  if (short < 0) return -1;
  widen(table + DISTANCES, short, DISTANCE_BITS);
  return buildCode(LENS, SYMBOLS, used, table, WIDEST, LITERAL_RESULTS, true);
}

/** Reads `n` lengths. @returns a bit for each length that is among them; that of NONE if they are damaged. */
function readLengths(from: usize, first: u64, bits: u32, n: u32, mask: u32, to: usize): u32 {
  let p = from;
  let buf = first;
  let left = bits; // only its last six bits count
  // Each writes 16 lengths: more come only of zeros.
  for (let i: u32 = 0; i < SYMBOLS; i += 16) v128.store(LENS + i, i32x4.splat(0));
  let last: u32 = NONE;
  let used: u32 = 0;
  let i: u32 = 0;
  while (i < n) {
    if (p > to) return 1 << NONE;
    buf |= load<u64>(p) << (<u64>left);
    p += (~left >> 3) & 7;
    left |= 56;
    // 14 bits at most
    for (let k = 0; k < 4 && i < n; k++) {
      const e = load<u32>(LENGTH_TABLE + ((<u32>buf & mask) << 2));
      const times = ((e >> 16) & 0xff) + <u32>((buf & (((<u64>1) << (<u64>e)) - 1)) >> <u64>((e >> 8) & 15));
      buf >>= <u64>e;
      left -= e;
      last = e & AGAIN ? last : e >> 24;
      used |= 1 << last;
      v128.store(LENS + i, i8x16.splat(<i8>last));
      i += times;
    }
  }
  keepInput(p, buf, left & 63);
  return i === n ? used : 1 << NONE;
}
