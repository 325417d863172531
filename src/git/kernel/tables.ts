/** The finder's tables: byte classes of the twins and what they know of anchors, laid out by `src/git/kernel.ts`. */
import { CLASSES } from './memory';

export let RUN: usize = 0;
export let ID: usize = 0;
export let HEX: usize = 0;
export let VALUE: usize = 0;
export let GAP: usize = 0;
export let BASE64: usize = 0;
export let JOIN: usize = 0;
export let PIECE: usize = 0;
export let LENGTHS: usize = 0;
export let ID_PHASES: usize = 0;
export let TEXT_PHASES: usize = 0;
/** Of each half of the first three bytes of anchors and ids, two tables of 16 a byte: a bit for each group of words that it may begin. */
export let WORD_HEADS: usize = 0;
export let HEADS: usize = 0;
export let TAILS: usize = 0;
/** Of each two first bytes: 1 if an archive may start with them, 2 if that is for its last bytes to say. */
export let FIRSTS: usize = 0;
export let ANCHORS: usize = 0;
export let leastPiece: u32 = 0;

/** A list of anchors has slots of so many bytes: the length, then the text. A length of 0 ends it. */
export const ANCHOR_SLOT: usize = 64;

/** Finds the tables, which the caller has written or will. @param piece digits that make a piece of a wrapped value. */
export function prepareFinder(piece: u32): void {
  RUN = CLASSES;
  ID = RUN + 256;
  HEX = ID + 256;
  VALUE = HEX + 256;
  GAP = VALUE + 256;
  BASE64 = GAP + 256;
  JOIN = BASE64 + 256;
  PIECE = JOIN + 256;
  LENGTHS = PIECE + 256;
  ID_PHASES = LENGTHS + 256;
  TEXT_PHASES = ID_PHASES + 1024;
  WORD_HEADS = TEXT_PHASES + 1024;
  HEADS = WORD_HEADS + 96;
  TAILS = HEADS + 0x10000;
  FIRSTS = TAILS + 0x10000;
  ANCHORS = FIRSTS + 0x10000;
  leastPiece = piece;
}

/** A bit for each of the 16 bytes at `at` that is no member of `IN_RUN`: letters, digits and `+ / % \`. */
export function outsiders(at: usize): u32 {
  return strangers(
    v128.load(at),
    i8x16(0x1a, 0x1e, 0x1e, 0x1e, 0x1e, 0x1f, 0x1e, 0x1e, 0x1e, 0x1e, 0x1c, 0x05, 0x0c, 0x04, 0x04, 0x05),
  );
}

/** A bit for each of 16 bytes that is no digit of base64. */
export function nonDigits(bytes: v128): u32 {
  return strangers(
    bytes,
    i8x16(0x1a, 0x1e, 0x1e, 0x1e, 0x1e, 0x1e, 0x1e, 0x1e, 0x1e, 0x1e, 0x1c, 0x05, 0x04, 0x04, 0x04, 0x05),
  );
}

/** A bit for each of 16 bytes that is not of a class. @param low for each lower half of a byte, which upper halves make one that is. */
function strangers(bytes: v128, low: v128): u32 {
  const high = i8x16.swizzle(
    i8x16(0, 0, 1, 2, 4, 8, 4, 16, 0, 0, 0, 0, 0, 0, 0, 0),
    v128.and(i16x8.shr_u(bytes, 4), i8x16.splat(15)),
  );
  const lows = i8x16.swizzle(low, v128.and(bytes, i8x16.splat(15)));
  return <u32>i8x16.bitmask(i8x16.eq(v128.and(lows, high), i8x16.splat(0)));
}

/** One past the members of `IN_RUN` that begin at `from`, or go on there; `limit` at most. */
export function runEnd(from: usize, limit: usize): usize {
  let at = from;
  while (at < limit) {
    const some = outsiders(at);
    if (some !== 0) return min(at + ctz<u32>(some), limit);
    at += 16;
  }
  return limit;
}

export function isMember(at: usize): bool {
  return load<u8>(RUN + load<u8>(at)) !== 0;
}
