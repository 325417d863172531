/**
 * Tells quickly that there is nothing to judge in a range of bytes. It names no candidate: wherever one of the triggers of
 * `src/detect` (the twin) would name a place, and sometimes where none would, it answers that somebody has to look. Only into a
 * block of base64 that one names it looks by itself.
 */
import { forgetBlock, lookIntoNone, lookWithin } from './blocks';
import { leftEdge } from './left-edge';
import { partFrom, partTo, passLongRun } from './long-run';
import { isQuietRun } from './run';
import { hasNoSpecial } from './special';
import { isMember, outsiders, runEnd } from './tables';

const WINDOW: usize = 256;
const REACH: usize = 8192;
/** See `src/detect/find/find.ts`. */
export const AHEAD: usize = 384;
/** Further than this from a zone the bytes of a brief child are not to be looked at (`delta.ts`). */
const BRIEF_REACH: usize = 1200;
const BRIEF_EDGE: usize = 800;
/** A change tells of no run that begins further behind it, or ends further before it: anchors and what joins pieces are shorter. */
const TOLD_BEFORE: usize = 96;
const TOLD_BEHIND: usize = 96;
/** So much of a run may lie beyond that in a brief child, of which there is CHANGE_MARGIN. */
const CHANGE_REACH: usize = 240;
export const CHANGE_MARGIN: u32 = 384;
const SHORTEST_RUN: usize = 20;
/** Bytes that are looked at together. */
const BLOCK: usize = 64;
/** Before and behind a range in which UTF-16 runs begin; ids in pieces, which name a candidate from less than a window before it, too. */
const UTF16_BEFORE: usize = 48;
const UTF16_BEHIND: usize = 64;
/** Further than this behind a change nothing names a candidate whose verdict it may touch; and further than that before it. */
export const NAMED_BEHIND: u32 = <u32>(WINDOW + AHEAD + UTF16_BEHIND);
export const NAMED_BEFORE: u32 = <u32>(REACH + 2 * WINDOW + UTF16_BEFORE);

/** True if runs that are longer than REACH are judged part by part; else, or if no block is looked into, all of one is loud. */
let byParts: bool = false;

/**
 * True if nothing in the zone [from, to) of the content [begin, end) can be part of a candidate.
 * @param brief bytes further than BRIEF_REACH from the zone are not there. @param whole runs of any length are judged by what they
 * hold: not for every piece of a long one again, as that looks far beyond it.
 */
export function isQuietZone(begin: usize, end: usize, from: usize, to: usize, brief: bool, whole: bool): bool {
  const low = lowestRun(begin, from, brief);
  if (low === 0) return false;
  const high = to + AHEAD < end ? to + AHEAD : end;
  const floor = brief && from > begin + BRIEF_REACH ? from - BRIEF_REACH : begin;
  const ceiling = brief && to + BRIEF_REACH < end ? to + BRIEF_REACH : end;
  lookWithin(begin, end, floor, ceiling);
  byParts = whole && !brief;
  return (
    hasNoRun(begin, end, low, high, floor, ceiling) &&
    hasNoSpecial(end, lowestSpecial(begin, low), high + UTF16_BEHIND < end ? high + UTF16_BEHIND : end)
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
function lowestSpecial(begin: usize, low: usize): usize {
  return low > begin + UTF16_BEFORE ? low - UTF16_BEFORE : begin;
}

/** Before this nothing names a candidate whose verdict a change at `from` may touch; 0 if that is too far to tell. */
export function lowestNamed(begin: usize, from: usize, brief: bool): usize {
  const zone = from > begin + WINDOW ? from - WINDOW : begin;
  const low = lowestRun(begin, zone, brief);
  return low === 0 ? 0 : lowestSpecial(begin, low);
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
  byParts = true;
}

/**
 * Finds the first run that overlaps [low, high) and is worth a judgement, at [loudFrom, loudTo), after `lookAtAll`. The next one is
 * looked for behind that.
 */
export function findLoudRun(begin: usize, end: usize, low: usize, high: usize): bool {
  return low < high && findLoud(begin, end, low, high, begin, end);
}

/**
 * The same in what a block of base64 encodes, from `low` on. Of runs that are too long to be judged as one, and of blocks in it, each is
 * worth a judgement.
 */
export function findRunInside(begin: usize, end: usize, low: usize): bool {
  const parts = byParts;
  byParts = false;
  const found = findLoud(begin, end, low, end, begin, end);
  byParts = parts;
  return found;
}

/** As `findLoudRun`. @returns 0 if there is none, 2 if it is a part of one that is too long to be judged as one, else 1. */
export function nextLoud(begin: usize, end: usize, low: usize, high: usize): u32 {
  if (!findLoudRun(begin, end, low, high)) return 0;
  return loudFrom === partFrom && loudTo === partTo ? 2 : 1;
}

export function loudStart(): usize {
  return loudFrom;
}

export function loudEnd(): usize {
  return loudTo;
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
  return hasNoRun(begin, end, low, high, floor, ceiling) && hasNoSpecial(end, lowestSpecial(begin, low), high);
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
  if (low - start >= REACH && !byParts) return isLoud(start, low + REACH < end ? low + REACH : end);
  if (start < floor) return isLoud(start, low);
  let at = start;
  if (low - start >= REACH) {
    at = passLongRun(begin, end, start, low, high, false);
    if (at === 0) return isLoud(partFrom, partTo);
  }
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
    const known = start + SHORTEST_RUN;
    const stop = runEnd(known, known + REACH < end ? known + REACH : end);
    if (stop - start > REACH) {
      if (!byParts) return isLoud(start, stop);
      at = passLongRun(begin, end, start, low, high, true);
      if (at === 0) return isLoud(partFrom, partTo);
      continue;
    }
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
