/**
 * Tells quickly that nothing in a block of base64 is worth a judgement: of signatures, certificates and pictures. The twin is
 * `Base64Block` in `src/detect/decode/base64-block.ts`. Wherever its block would begin and end, all of that is decoded here, in
 * the same groups of four, and whatever makes it worth a judgement makes more of the same block so, too.
 */
import { addBreak, firstLoudDigit, forgetDecoded } from './decoded';
import { BACKSLASH, CR, LF } from './left-edge';
import { DIGITS } from './memory';
import { BASE64, nonDigits } from './tables';

const REACH: usize = 8192;
/**
 * What stands further before a group, or behind it, is found by another one of the same block: a candidate has one within 352 bytes
 * (`Base64Block.holds`), and what names it within as many (`names`).
 */
const NEAR: usize = 768;
/**
 * So much more is decoded, for the groups to come: what was decoded once serves a whole run, and a long block is decoded in steps
 * of this length, so that no byte is decoded again and again.
 */
const MORE: usize = REACH;
/** As in `src/detect/decode/block-edges.ts`: digits of a line that another follows, and of that; blanks behind it, and before. */
const LEAST_OF_LINE: usize = 20;
const MOST_OF_LINE: usize = 170;
const MOST_BLANKS: usize = 4;
const MOST_INDENT: usize = 64;

/** The content, and between which of its bytes it is there. */
let begin: usize = 0;
let end: usize = 0;
let floor: usize = 0;
let ceiling: usize = 0;

/** What was looked at last: where it begins, and between which places all is known that the block of a group there may hold. */
let first: usize = 0;
let lowest: usize = 0;
let highest: usize = 0;
/** Where it begins behind an escape, and ends before one: 0 if it does not. */
let escapeBefore: usize = 0;
let escapeBehind: usize = 0;
/** How many digits it has, and how many of them are before a place that was asked for. */
let count: usize = 0;
let asked: usize = 0;
let before: usize = 0;
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
  if (isNearEscape(group)) return false;
  const number = <u32>digitsBefore(group);
  if (firstLoud(number & 3, number) < number + <u32>NEAR) return false;
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
  if (isNearEscape(group)) return group;
  const number = <u32>digitsBefore(group);
  let count = <u32>(min(highest, to) - group);
  if (escapeBehind !== 0 && group + count + NEAR > escapeBehind)
    count = group + NEAR < escapeBehind ? <u32>(escapeBehind - NEAR - group) : 0;
  for (let alignment: u32 = 0; alignment < 4 && count !== 0; alignment++) {
    const loud = firstLoud(alignment, number);
    if (loud < number + count + <u32>NEAR) count = loud > number + <u32>NEAR ? loud - number - <u32>NEAR : 0;
  }
  if (count !== 0) wasDull = true;
  return group + count;
}

/** The number of the first digit that something is worth a judgement at, for the block of the group that begins at digit `number`. */
function firstLoud(alignment: u32, number: u32): u32 {
  // Each block in this one is worth it.
  intoNone = true;
  const loud = firstLoudDigit(alignment, number > <u32>NEAR ? number - <u32>NEAR : 0, count);
  intoNone = false;
  return loud;
}

/** Notes the digits of the blocks of all groups of a run, from `group` on. False if some are not there. */
function takeDigits(group: usize, start: usize): bool {
  highest = 0;
  const low = start > begin + NEAR ? start - NEAR : begin;
  const least = max(low, floor);
  let at = group;
  while (at > least && isOfBlock(load<u8>(at - 1))) at--;
  if (at === floor && floor > low) return false;
  first = at;
  lowest = at > least || at === begin ? at : start;
  const needed = group + NEAR;
  const last = min(ceiling, needed + MORE);
  let out = DIGITS;
  let line = out;
  let ending: u32 = 0;
  forgetDecoded();
  while (at < last) {
    const bytes = v128.load(at);
    v128.store(out, valuesOf(bytes));
    const some = min(<usize>ctz<u32>(nonDigits(bytes) | 0x10000), last - at);
    out += some;
    at += some;
    if (some === 16) continue;
    if (ending !== 0 && !isLineOfBlock(out - line, at, last)) addBreak(ending);
    const stop = at;
    while (at < last && isBlank(load<u8>(at))) at++;
    ending = 0;
    if (at !== stop) {
      if (out - line >= LEAST_OF_LINE && isLineBreak(stop, at)) ending = <u32>(out - DIGITS);
      else addBreak(<u32>(out - DIGITS));
      line = out;
    }
    if (at < last && load<u8>(BASE64 + load<u8>(at)) === 0) break;
  }
  if (ending !== 0) addBreak(ending);
  const isWhole = at < last || at === end;
  if (!isWhole && last < needed) return false;
  highest = isWhole ? at : at - NEAR;
  escapeBefore = first > begin && isEscape(load<u8>(first - 1)) ? first : 0;
  escapeBehind = at < last && isEscape(load<u8>(at)) ? at : 0;
  count = out - DIGITS;
  asked = first;
  before = 0;
  return true;
}

/** True if the block of a group may go on over an escape near it, for the twin. */
function isNearEscape(group: usize): bool {
  return (escapeBefore !== 0 && group < escapeBefore + NEAR) || (escapeBehind !== 0 && group + NEAR > escapeBehind);
}

function isEscape(byte: u8): bool {
  return byte === BACKSLASH || byte === 0x25;
}

/** True if a line of so many digits, which end at `at`, goes on with the block of the line before: as `LINE_BREAK` of the twin says. */
function isLineOfBlock(length: usize, at: usize, last: usize): bool {
  if (length === 0 || length > MOST_OF_LINE) return false;
  if (at >= last) return at === end;
  const byte = load<u8>(at);
  if (byte === 0x3d || byte === 0x22 || byte === 0x27 || byte === 0x60 || byte === 0x3c || byte === 0x5c) return true;
  let next = at;
  while (next < last && next - at < MOST_BLANKS && isSpace(load<u8>(next))) next++;
  if (next < last && load<u8>(next) === CR) next++;
  return next < last && load<u8>(next) === LF;
}

/** True if the blanks between two lines are one break and no more than an indent. */
function isLineBreak(from: usize, to: usize): bool {
  let at = from;
  if (load<u8>(at) === CR) at++;
  if (load<u8>(at) !== LF || to - at > MOST_INDENT) return false;
  for (at++; at < to; at++) if (!isSpace(load<u8>(at))) return false;
  return true;
}

function isSpace(byte: u8): bool {
  return byte === 0x20 || byte === 0x09;
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
