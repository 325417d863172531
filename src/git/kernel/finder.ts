/**
 * Tells quickly that there is nothing to judge in a range of bytes. It names no candidate: wherever one of the triggers of
 * `src/detect` (the twin) would name a place, and sometimes where none would, it answers that somebody has to look. Only into a
 * block of base64 that one names it looks by itself.
 */
import { forgetBlock, lookIntoNone, lookWithin } from './blocks';
import { isKorS } from './heads';
import { BACKSLASH, CR, EQUALS, LF, LONGEST_SPLIT, leftEdge } from './left-edge';
import { isQuietRun, QUOTE } from './run';
import { ID, isMember, JOIN, outsiders } from './tables';

const WINDOW: usize = 256;
const REACH: usize = 8192;
/** See `src/detect/find/find.ts`. */
export const AHEAD: usize = 384;
/** Further than this from a zone the bytes of a brief child are not to be looked at (`delta.ts`). */
const BRIEF_REACH: usize = 1200;
const BRIEF_EDGE: usize = 800;
/** A change tells of no run that begins further behind it, or ends further before it: anchors and what joins pieces are shorter. */
const TOLD_BEFORE: usize = 96;
const TOLD_BEHIND: usize = 64;
/** So much of a run may lie beyond that in a brief child, of which there is CHANGE_MARGIN. */
const CHANGE_REACH: usize = 240;
export const CHANGE_MARGIN: u32 = 384;
const SHORTEST_RUN: usize = 20;
/** Bytes that are looked at together. */
const BLOCK: usize = 64;
/** So far before a zone an id may begin that goes on in other pieces, and is named there. */
const BEFORE_SPLIT: usize = LONGEST_SPLIT + 160;
/** Before and behind a range in which UTF-16 runs begin. */
const UTF16_BEFORE: usize = 48;
const UTF16_BEHIND: usize = 64;
/** Further than this behind a change nothing names a candidate whose verdict it may touch; and further than that before it. */
export const NAMED_BEHIND: u32 = <u32>(WINDOW + AHEAD + UTF16_BEHIND);
export const NAMED_BEFORE: u32 = <u32>(REACH + 2 * WINDOW + BEFORE_SPLIT);

/**
 * True if nothing in the zone [from, to) of the content [begin, end) can be part of a candidate.
 * @param brief bytes further than BRIEF_REACH from the zone are not there.
 */
export function isQuietZone(begin: usize, end: usize, from: usize, to: usize, brief: bool): bool {
  const low = lowestRun(begin, from, brief);
  if (low === 0) return false;
  const high = to + AHEAD < end ? to + AHEAD : end;
  const floor = brief && from > begin + BRIEF_REACH ? from - BRIEF_REACH : begin;
  const ceiling = brief && to + BRIEF_REACH < end ? to + BRIEF_REACH : end;
  lookWithin(begin, end, floor, ceiling);
  return (
    hasNoRun(begin, end, low, high, floor, ceiling) &&
    hasNoSpecial(end, lowestSpecial(begin, from, low), high + UTF16_BEHIND < end ? high + UTF16_BEHIND : end)
  );
}

/** Before this no run ends that names a candidate of a zone which begins at `from`; 0 if that is too far to tell. */
function lowestRun(begin: usize, from: usize, brief: bool): usize {
  if (from === begin) return begin;
  const edge = leftEdge(begin, from, brief ? BRIEF_REACH : REACH);
  if (brief && from - edge > BRIEF_EDGE) return 0;
  return edge > begin + WINDOW ? edge - WINDOW : begin;
}

/** The same for what is no run. */
function lowestSpecial(begin: usize, from: usize, low: usize): usize {
  const special = low > begin + UTF16_BEFORE ? low - UTF16_BEFORE : begin;
  if (from >= special + BEFORE_SPLIT) return special;
  return from > begin + BEFORE_SPLIT ? min(special, from - BEFORE_SPLIT) : begin;
}

/** Before this nothing names a candidate whose verdict a change at `from` may touch; 0 if that is too far to tell. */
export function lowestNamed(begin: usize, from: usize, brief: bool): usize {
  const zone = from > begin + WINDOW ? from - WINDOW : begin;
  const low = lowestRun(begin, zone, brief);
  return low === 0 ? 0 : lowestSpecial(begin, zone, low);
}

/** The same as `isQuietZone` for a whole content. */
export function isQuiet(begin: usize, end: usize): bool {
  lookAtAll(begin, end);
  return hasNoRun(begin, end, begin, end, begin, end) && hasNoSpecial(end, begin, end);
}

/** The same, and there is not even a block of base64 that was looked into. */
export function isStrictlyQuiet(begin: usize, end: usize): bool {
  lookIntoNone();
  return hasNoRun(begin, end, begin, end, begin, end) && hasNoSpecial(end, begin, end);
}

/** Makes ready to look at a whole content. */
export function lookAtAll(begin: usize, end: usize): void {
  forgetBlock();
  lookWithin(begin, end, begin, end);
}

/** Finds the first run from `at` on that is worth a judgement, at [loudFrom, loudTo), after `lookAtAll`. The next one is looked for behind that. */
export function findLoudRun(begin: usize, end: usize, at: usize): bool {
  return at < end && findLoud(begin, end, at, end, begin, end);
}

/** True if there is nothing in a whole content that may be worth one but runs. */
export function hasOnlyRuns(begin: usize, end: usize): bool {
  return hasNoSpecial(end, begin, end);
}

/** True if a run that ends at `stop` may name a candidate of a zone which begins behind it, at `from`. */
export function reachesZone(begin: usize, stop: usize, from: usize): bool {
  if (stop + WINDOW > from) return true;
  return stop + WINDOW + REACH > from && stop > lowestRun(begin, from, false);
}

/**
 * True if no run, and nothing else, is worth a judgement that the change [from, to) has a part in, or stands so near to that it
 * may tell of it: a few bytes. Of blocks of base64, which are decided by bytes that are far away, each is worth one.
 * @param brief bytes further than CHANGE_MARGIN from the change are not there.
 */
export function isQuietChange(begin: usize, end: usize, from: usize, to: usize, brief: bool): bool {
  const low = from > begin + TOLD_BEHIND ? from - TOLD_BEHIND : begin;
  const high = to + TOLD_BEFORE < end ? to + TOLD_BEFORE : end;
  const floor = brief && from > begin + CHANGE_REACH ? from - CHANGE_REACH : begin;
  const ceiling = brief && to + CHANGE_REACH < end ? to + CHANGE_REACH : end;
  lookIntoNone();
  return (
    hasNoRun(begin, end, low, high, floor, ceiling) &&
    hasNoSpecial(end, low > begin + UTF16_BEFORE ? low - UTF16_BEFORE : begin, high)
  );
}

/** The run that `findLoud` found, at least a part of it. */
export let loudFrom: usize = 0;
export let loudTo: usize = 0;

/** True if no run that overlaps [low, high) is worth a judgement. @param floor, ceiling as in `findLoud`. */
function hasNoRun(begin: usize, end: usize, low: usize, high: usize, floor: usize, ceiling: usize): bool {
  return !findLoud(begin, end, low, high, floor, ceiling);
}

/**
 * Finds the first run that overlaps [low, high) and is worth a judgement. False if there is none.
 * @param floor, ceiling between which the bytes of the content are there.
 */
function findLoud(begin: usize, end: usize, low: usize, high: usize, floor: usize, ceiling: usize): bool {
  let start = low;
  const least = low > begin + REACH ? low - REACH : begin;
  while (start > least && isMember(start - 1)) start--;
  if (low - start >= REACH) return isLoud(start, low + REACH < end ? low + REACH : end);
  if (start < floor) return isLoud(start, low);
  let at = start;
  let before: usize = 0; // members right before `at`
  while (at < high + before && at + SHORTEST_RUN <= end + before) {
    let outside = outsidersIn(at);
    if (end - at < BLOCK) outside |= (<u64>-1) << (<u64>(end - at));
    const first = <usize>ctz<u64>(outside);
    const runs = runsAmong(outside);
    if (first + before >= SHORTEST_RUN) start = at - before;
    else if (runs !== 0) start = at + <usize>ctz<u64>(runs);
    else {
      before = <usize>clz<u64>(outside);
      at += BLOCK;
      continue;
    }
    before = 0;
    if (start >= high) break;
    let stop = start + SHORTEST_RUN;
    const limit = stop + REACH < end ? stop + REACH : end;
    while (stop < limit) {
      const more = outsiders(stop);
      if (more !== 0) {
        stop += ctz<u32>(more);
        break;
      }
      stop += 16;
    }
    if (stop > limit) stop = limit;
    if (stop - start > REACH) return isLoud(start, stop);
    if (stop > ceiling) return isLoud(start, stop);
    if (!isQuietRun(begin, end, start, stop)) return isLoud(start, stop);
    at = stop + 1;
  }
  return false;
}

function isLoud(start: usize, stop: usize): bool {
  loudFrom = start;
  loudTo = stop;
  return true;
}

/** A bit for each of the 64 bytes at `at` that is no member of `IN_RUN`. */
function outsidersIn(at: usize): u64 {
  return (
    <u64>outsiders(at) |
    ((<u64>outsiders(at + 16)) << 16) |
    ((<u64>outsiders(at + 32)) << 32) |
    ((<u64>outsiders(at + 48)) << 48)
  );
}

/** A bit for each of 64 bytes that 20 members begin at, all of them among the 64. */
function runsAmong(outside: u64): u64 {
  let runs = ~outside;
  runs &= runs >> 1;
  runs &= runs >> 2;
  runs &= runs >> 4;
  runs &= runs >> 8;
  return runs & (runs >> 4);
}

/** True if there is no id in pieces and no run of UTF-16 in [from, last) of a content that goes on to `end`. */
function hasNoSpecial(end: usize, from: usize, last: usize): bool {
  for (let at = from; at < last; at += BLOCK) {
    if (mayBeSpecial(at) && !isOrdinary(at, min(at + BLOCK, last), end)) return false;
  }
  return true;
}

/** False if there is neither a NUL nor an `IA` of an id in the 64 bytes at `at`: nearly always. */
function mayBeSpecial(at: usize): bool {
  const least = i8x16.min_u(
    i8x16.min_u(v128.load(at), v128.load(at, 16)),
    i8x16.min_u(v128.load(at, 32), v128.load(at, 48)),
  );
  const pairs = v128.or(v128.or(pairsIn(at), pairsIn(at + 16)), v128.or(pairsIn(at + 32), pairsIn(at + 48)));
  return v128.any_true(v128.or(pairs, i8x16.eq(least, i8x16.splat(0))));
}

/** Where one of the 16 bytes at `at` has an `IA` two bytes on. */
function pairsIn(at: usize): v128 {
  return v128.and(i8x16.eq(v128.load(at, 2), i8x16.splat(0x49)), i8x16.eq(v128.load(at, 3), i8x16.splat(0x41)));
}

function isOrdinary(from: usize, last: usize, end: usize): bool {
  const zero = i8x16.splat(0);
  const a = i8x16.splat(0x41);
  for (let at = from; at < last; at += 16) {
    const v = v128.load(at);
    const heads = v128.and(i8x16.eq(v, a), pairsIn(at));
    const nuls = i8x16.eq(v, zero);
    if (!v128.any_true(v128.or(heads, nuls))) continue;
    let some = <u32>i8x16.bitmask(heads);
    while (some !== 0) {
      const head = at + ctz<u32>(some);
      if (head + 4 <= end && isSplitId(end, head)) return false;
      some &= some - 1;
    }
    const nul = <u32>i8x16.bitmask(nuls);
    if (nul === 0) continue;
    const text = outsiders(at) ^ 0xffff;
    if ((text & 0x5555) === 0x5555 && popcnt<u32>(nul & 0xaaaa) >= 3) return false;
    if ((text & 0xaaaa) === 0xaaaa && popcnt<u32>(nul & 0x5555) >= 3) return false;
  }
  return true;
}

function isSplitId(end: usize, at: usize): bool {
  if (!isKorS(load<u8>(at + 1))) return false;
  for (let p = at + 4; p < at + 20 && p < end; p++) {
    const byte = load<u8>(p);
    if (load<u8>(JOIN + byte) === QUOTE || byte === BACKSLASH) return true;
    if (byte === EQUALS) return p + 1 < end && (load<u8>(p + 1) === LF || load<u8>(p + 1) === CR);
    if (load<u8>(ID + byte) === 0) return false;
  }
  return false;
}
