/**
 * Decodes a block of base64 and tells where in it something is worth a judgement, and sometimes where nothing is: the twin is
 * `isWorthDecoding` in `src/detect/find/named.ts`.
 */
import { isAnchor } from './anchors';
import { findRunInside, loudFrom } from './finder';
import { isIdHead } from './heads';
import { BREAKS, DECODED, DECODINGS, DIGITS, MOST_BREAKS, MOST_DIGITS } from './memory';
import { HEX, isMember, runEnd, WORD_HEADS } from './tables';

const SECRET_LENGTH: usize = 40;
const GLUED_SECRET_LENGTH: usize = 42;
/** Behind what was decoded are so many NULs, which no anchor has in it. */
const SLACK: usize = 64;
/** Of 12 bytes that are text in UTF-16 and perhaps something else, so many are NULs, and all of those in the same half of pairs. */
const LEAST_NULS: u32 = 3;
const MOST_NULS: u32 = 8;
/** Instead of a number of a digit: there is none. */
export const NEVER: u32 = 0x7fffffff;

/** A bit for each alignment that was decoded. */
let known: u32 = 0;
/** Before how many digits lines end where the block of the twin may end, too: the numbers of those are in BREAKS. */
let breaks: u32 = 0;
/** True if what was decoded last may hold text in UTF-16. */
let isWide: bool = false;

/** Says that other digits are to come. */
export function forgetDecoded(): void {
  known = 0;
  breaks = 0;
}

/** Notes that a line ends before digit `number`, and the block perhaps with it. */
export function addBreak(number: u32): void {
  if (breaks < MOST_BREAKS) store<u32>(BREAKS + ((<usize>breaks) << 2), number);
  breaks++;
}

/**
 * The number of the first digit, or one before it, that something is worth a judgement at which goes on at digit `from` or behind it,
 * in what the digits from number `alignment` on encode; NEVER if nothing is.
 * @param count how many digits there are.
 */
export function firstLoudDigit(alignment: u32, from: u32, count: usize): u32 {
  const slot = DECODINGS + ((<usize>alignment) << 4);
  const bit = (<u32>1) << alignment;
  const bytes = DECODED + <usize>alignment * MOST_DIGITS;
  if ((known & bit) === 0) {
    known |= bit;
    store<usize>(slot, decode(alignment, bytes, count));
    store<u32>(slot, isWide ? 1 : 0, 4);
  } else {
    const loud = load<u32>(slot, 12);
    // Text in UTF-16 is not looked through again: where its bytes stood is not known any more.
    if (load<u32>(slot, 4) !== 0 || (from >= load<u32>(slot, 8) && from <= loud)) return loud;
  }
  const last = load<usize>(slot);
  const wide = load<u32>(slot, 4) !== 0;
  const low = wide || from <= alignment ? bytes : min(bytes + ((<usize>(from - alignment) * 3) >> 2), last);
  let loud = numberOf(findInside(bytes, low, last, alignment), bytes, last, alignment);
  if (wide) loud = min(loud, firstLoudWide(bytes, last, alignment));
  store<u32>(slot, from, 8);
  store<u32>(slot, loud, 12);
  return loud;
}

/** The number of the digit at which a byte begins; NEVER of `last`. Four digits are three bytes. */
function numberOf(at: usize, bytes: usize, last: usize, alignment: u32): u32 {
  return at === last ? NEVER : alignment + <u32>(at - bytes) + <u32>((at - bytes) / 3);
}

/** The same of text that may be UTF-16, without its NULs: these stood before a byte, too, so that its digit is no earlier. */
function firstLoudWide(bytes: usize, end: usize, alignment: u32): u32 {
  const last = narrow(bytes, end);
  const run = findLongRun(bytes, last);
  const loud = findInside(bytes, bytes, last, alignment);
  return numberOf(run === 0 ? loud : min(run, loud), bytes, last, alignment);
}

/** Decodes the digits from number `alignment` on to `bytes`. @returns one past the last. */
function decode(alignment: u32, bytes: usize, count: usize): usize {
  let out = bytes;
  let at = DIGITS + alignment;
  let left = count > alignment ? ((count - alignment) * 3) >> 2 : 0;
  isWide = false;
  while (left > 0) {
    const values = v128.load(at);
    // Two values of 6 bits make one of 12, and two of those one of 24, whose bytes are in the wrong order.
    const twelves = v128.or(i16x8.shl(v128.and(values, i16x8.splat(0xff)), 6), i16x8.shr_u(values, 8));
    const all = v128.or(i32x4.shl(v128.and(twelves, i32x4.splat(0xffff)), 12), i32x4.shr_u(twelves, 16));
    const some = i8x16.swizzle(all, i8x16(2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, 16, 16, 16, 16));
    v128.store(out, some);
    const nuls = i8x16.bitmask(i8x16.eq(some, i8x16.splat(0))) & 0xfff;
    if (nuls !== 0 && mayBeWide(nuls)) isWide = true;
    const length = min(left, 12);
    out += length;
    at += 16;
    left -= length;
  }
  memory.fill(out, 0, SLACK);
  return out;
}

/** True if 12 bytes whose NULs these bits are may have a part in eight characters of UTF-16 in a row. */
function mayBeWide(nuls: u32): bool {
  return (popcnt(nuls & 0x555) >= LEAST_NULS || popcnt(nuls & 0xaaa) >= LEAST_NULS) && popcnt(nuls) <= MOST_NULS;
}

/** Leaves NULs out: nothing that is looked for has one in it. */
function narrow(bytes: usize, last: usize): usize {
  let out = bytes;
  for (let at = bytes; at < last; at++) {
    const byte = load<u8>(at);
    store<u8>(out, byte);
    if (byte !== 0) out++;
  }
  memory.fill(out, 0, SLACK);
  return out;
}

/** Where a word begins or a run that is worth a judgement, from `low` on; `last` if there is none. */
function findInside(bytes: usize, low: usize, last: usize, alignment: u32): usize {
  let loud = findWord(low, last);
  for (let at = low, start = findLongRun(at, loud); start !== 0; start = findLongRun(at, loud)) {
    at = runEnd(start, last);
    if ((start === bytes && mayBeSecret(start, at)) || holdsBreak(start - bytes, at - bytes, alignment)) {
      loud = start;
      break;
    }
  }
  // What tells of a run stands right behind it, too.
  return findRunInside(bytes, last, low) ? min(loud, loudFrom) : loud;
}

/** Where the first run begins that is long enough for a secret, among the bytes from `from` to `to`; 0 if there is none. */
function findLongRun(from: usize, to: usize): usize {
  for (let at = from + SECRET_LENGTH - 1; at < to; ) {
    const least = at - SECRET_LENGTH;
    let back = at;
    while (back > least && isMember(back)) back--;
    if (back === least) return least + 1;
    at = back + SECRET_LENGTH;
  }
  return 0;
}

/** True if what begins the block has the length of a secret, perhaps with glue, be it mixed or not: its name may stand before the block. */
function mayBeSecret(start: usize, stop: usize): bool {
  if (stop - start > GLUED_SECRET_LENGTH) return false;
  for (let at = start; at < stop; at++) if (load<u8>(HEX + load<u8>(at)) === 0) return true;
  return false;
}

/** True if the block of the twin may begin or end in a run. Its start and end are offsets in what was decoded. */
function holdsBreak(start: usize, stop: usize, alignment: u32): bool {
  if (breaks > MOST_BREAKS) return true;
  const low = alignment + <u32>(start + start / 3);
  const high = alignment + <u32>(stop + stop / 3 + 1);
  for (let i: usize = 0; i < breaks; i++) {
    const number = load<u32>(BREAKS + (i << 2));
    if (number >= low && number <= high) return true;
  }
  return false;
}

/** Where the first id begins, or anchor, among the bytes from `from` to `last`; `last` if none does. */
function findWord(from: usize, last: usize): usize {
  for (let at = from; at < last; at += 16) {
    const heads = v128.and(v128.and(headsAmong(at, 0), headsAmong(at, 1)), headsAmong(at, 2));
    for (let some = <u32>i8x16.bitmask(i8x16.ne(heads, i8x16.splat(0))); some !== 0; some &= some - 1) {
      const word = at + ctz<u32>(some);
      if (isIdHead(word) || isAnchor(word)) return min(word, last);
    }
  }
  return last;
}

/** For each of the 16 bytes at `at`, by the one that is `place` behind it, a bit for each group of words that it may begin. */
function headsAmong(at: usize, place: usize): v128 {
  const bytes = v128.load(at + place);
  const table = WORD_HEADS + (place << 5);
  const lower = i8x16.swizzle(v128.load(table), v128.and(bytes, i8x16.splat(15)));
  return v128.and(lower, i8x16.swizzle(v128.load(table, 16), v128.and(i16x8.shr_u(bytes, 4), i8x16.splat(15))));
}
