/**
 * Tells quickly that nothing in a block of base64 is worth a judgement: of signatures, certificates and pictures. The twin is
 * `Base64Block` in `src/detect/decode/base64-block.ts`. Wherever its block would begin and end, all of that is decoded here, in
 * the same groups of four, and whatever makes it worth a judgement makes more of the same block so, too.
 */
import { isAnchor } from './anchors';
import { isIdHead } from './heads';
import { DECODED, DIGITS, FIRST_LOUD } from './memory';
import { BASE64, isMember, nonDigits, WORD_HEADS } from './tables';

const REACH: usize = 8192;
/** As in `src/detect/find/find.ts`: the twin sees so much before a group, and behind what is at most `REACH` further on. */
const PAD: usize = 512 + 256;
const AHEAD: usize = REACH + PAD;
/**
 * So much more is decoded, for the groups to come: what was decoded once serves a whole run, and a long block is decoded in steps
 * of this length, so that no byte is decoded again and again.
 */
const MORE: usize = REACH;
const SECRET_LENGTH: usize = 40;
/** Behind what was decoded are so many NULs, which no anchor has in it. */
const SLACK: usize = 64;

/** The content, and between which of its bytes it is there. */
let begin: usize = 0;
let end: usize = 0;
let floor: usize = 0;
let ceiling: usize = 0;

/** What was looked at last: where it begins, and between which places all is known that the block of a group there may hold. */
let first: usize = 0;
let lowest: usize = 0;
let highest: usize = 0;
/** How many digits it has, and how many of them are before a place that was asked for. */
let count: usize = 0;
let asked: usize = 0;
let before: usize = 0;
/** A bit for each of the alignments that was looked into: the number of the first digit that something begins at is in FIRST_LOUD. */
let known: u32 = 0;
/** Instead of that number: nothing was found. */
const NEVER: u32 = 0x7fffffff;
/** True if every block is worth a judgement. */
let intoNone: bool = false;
/** True if a block was found to be worth none since `forgetBlock`. */
export let wasDull: bool = false;

/** Says that another content is to come. */
export function forgetBlock(): void {
  highest = 0;
  wasDull = false;
}

/** Has every block be worth a judgement, until `lookWithin`. */
export function lookIntoNone(): void {
  intoNone = true;
}

/** Says where the content is, and what of it is there: [floorAt, ceilingAt). */
export function lookWithin(beginAt: usize, endAt: usize, floorAt: usize, ceilingAt: usize): void {
  intoNone = false;
  begin = beginAt;
  end = endAt;
  floor = floorAt;
  ceiling = ceilingAt;
}

/**
 * True if nothing is worth a judgement in the block that has a group of four at `group`, in a run that begins at `start`; false
 * also if that depends on bytes that are not there.
 */
export function isDull(group: usize, start: usize): bool {
  if (intoNone) return false;
  if ((group < lowest || group >= highest) && !takeDigits(group, start)) return false;
  const number = <u32>digitsBefore(group);
  if (firstLoud(number & 3) < number + <u32>AHEAD) return false;
  wasDull = true;
  return true;
}

/**
 * How far nothing is worth a judgement in the block of any group that begins in a run, from `group` on and before `to`, which is of
 * the run. @returns one past the last such group; `group` if there is none, or if it depends on bytes that are not there.
 */
export function dullUpTo(group: usize, to: usize): usize {
  if (intoNone) return group;
  if ((group < lowest || group >= highest) && !takeDigits(group, group)) return group;
  const number = <u32>digitsBefore(group);
  let count = <u32>(min(highest, to) - group);
  for (let alignment: u32 = 0; alignment < 4 && count !== 0; alignment++) {
    const loud = firstLoud(alignment);
    if (loud < number + count + <u32>AHEAD) count = loud > number + <u32>AHEAD ? loud - number - <u32>AHEAD : 0;
  }
  if (count !== 0) wasDull = true;
  return group + count;
}

/** The number of the first digit, or one before it, that something is worth a judgement at in what was taken. */
function firstLoud(alignment: u32): u32 {
  const place = FIRST_LOUD + ((<usize>alignment) << 2);
  const bit = (<u32>1) << alignment;
  if ((known & bit) === 0) {
    known |= bit;
    const last = decode(alignment);
    const run = endOfLongRun(last);
    const loud = findWord(min(run, last));
    // Four digits are three bytes. Those that were left out stood before it, too: its digit is no earlier.
    const byte = <u32>(loud - DECODED);
    store<u32>(place, loud === last ? NEVER : alignment + byte + byte / 3);
  }
  return load<u32>(place);
}

/** Notes the digits of the blocks of all groups of a run, from `group` on. False if some are not there. */
function takeDigits(group: usize, start: usize): bool {
  highest = 0;
  const low = start > begin + PAD ? start - PAD : begin;
  const least = max(low, floor);
  let at = group;
  while (at > least && isOfBlock(load<u8>(at - 1))) at--;
  if (at === floor && floor > low) return false;
  first = at;
  lowest = at > least || at === begin ? at : start;
  const needed = group + AHEAD;
  const last = min(ceiling, needed + MORE);
  let out = DIGITS;
  while (at < last) {
    const bytes = v128.load(at);
    v128.store(out, valuesOf(bytes));
    const some = min(<usize>ctz<u32>(nonDigits(bytes) | 0x10000), last - at);
    out += some;
    at += some;
    if (some === 16) continue;
    while (at < last && isBlank(load<u8>(at))) at++;
    if (at < last && load<u8>(BASE64 + load<u8>(at)) === 0) break;
  }
  const isWhole = at < last || at === end;
  if (!isWhole && last < needed) return false;
  highest = isWhole ? at : at - AHEAD;
  count = out - DIGITS;
  asked = first;
  before = 0;
  known = 0;
  return true;
}

function isOfBlock(byte: u8): bool {
  return load<u8>(BASE64 + byte) === 1 || isBlank(byte);
}

function isBlank(byte: u8): bool {
  return byte === 0x0a || byte === 0x0d || byte === 0x20 || byte === 0x09;
}

/** What 16 digits stand for. */
function valuesOf(digits: v128): v128 {
  // By the upper half of each, and 1 for the slash.
  const row = i8x16.add(v128.and(i16x8.shr_u(digits, 4), i8x16.splat(15)), i8x16.eq(digits, i8x16.splat(0x2f)));
  return i8x16.add(digits, i8x16.swizzle(i8x16(0, 16, 19, 4, -65, -65, -71, -71, 0, 0, 0, 0, 0, 0, 0, 0), row));
}

/** How many of the digits stand before `group`. Groups are asked for nearly in their order, so it goes on from the last. */
function digitsBefore(group: usize): usize {
  for (; asked + 16 <= group; asked += 16) before += 16 - popcnt<u32>(nonDigits(v128.load(asked)));
  for (; asked < group; asked++) before += load<u8>(BASE64 + load<u8>(asked));
  for (; asked > group; asked--) before -= load<u8>(BASE64 + load<u8>(asked - 1));
  return before;
}

/**
 * Decodes the digits from number `alignment` on. NULs are left out, as the twin leaves those of UTF-16 out: nothing that is looked
 * for has one in it. @returns one past the last byte.
 */
function decode(alignment: usize): usize {
  let out = DECODED;
  let at = DIGITS + alignment;
  let left = count > alignment ? ((count - alignment) * 3) >> 2 : 0;
  while (left > 0) {
    const values = v128.load(at);
    // Two values of 6 bits make one of 12, and two of those one of 24, whose bytes are in the wrong order.
    const twelves = v128.or(i16x8.shl(v128.and(values, i16x8.splat(0xff)), 6), i16x8.shr_u(values, 8));
    const all = v128.or(i32x4.shl(v128.and(twelves, i32x4.splat(0xffff)), 12), i32x4.shr_u(twelves, 16));
    const bytes = i8x16.swizzle(all, i8x16(2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, 16, 16, 16, 16));
    v128.store(out, bytes);
    const some = min(left, 12);
    const nuls = i8x16.bitmask(i8x16.eq(bytes, i8x16.splat(0))) & ((1 << (<i32>some)) - 1);
    if (nuls === 0) out += some;
    else {
      const from = out;
      for (let i: usize = 0; i < some; i++) {
        const byte = load<u8>(from + i);
        store<u8>(out, byte);
        if (byte !== 0) out++;
      }
    }
    at += 16;
    left -= some;
  }
  memory.fill(out, 0, SLACK);
  return out;
}

/** Where the first run in what was decoded gets long enough for a secret; `last` or more if none does. */
function endOfLongRun(last: usize): usize {
  let at = DECODED + SECRET_LENGTH - 1;
  while (at < last) {
    const least = at - SECRET_LENGTH;
    let back = at;
    while (back > least && isMember(back)) back--;
    if (back === least) return at;
    at = back + SECRET_LENGTH;
  }
  return at;
}

/** Where the first id begins in what was decoded, or anchor, before `last`; `last` if none does. */
function findWord(last: usize): usize {
  for (let at = DECODED; at < last; at += 16) {
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
