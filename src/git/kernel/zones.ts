/** The dirty zones of a child (the twin is `pack/zones.ts`), and which of them somebody has to look at. */
import { forgetBlock } from './blocks';
import {
  AHEAD,
  findLoudRun,
  hasOnlyRuns,
  isQuietChange,
  isQuietZone,
  lookAtAll,
  loudFrom,
  loudTo,
  NAMED_BEFORE,
  reachesZone,
} from './finder';
import { isNearLoud } from './louds';
import { COPY_BASES, COPY_ENDS, COPY_STARTS, MARKS, MOST_MARKS, MOST_ZONES, ZONE_ENDS, ZONE_STARTS } from './memory';
import { isText } from './packed';

const WINDOW: u32 = 256;
/** As in the twin: looking at this many clean bytes costs less than another zone. */
const NEAR: u32 = 96;

/** A long zone in which something is worth a look is marked by pieces of so many bytes. */
const PIECE: u32 = 2048;

/** What is looked at around a zone. */
const SEAM_PRICE: u32 = 640;

let zones: u32 = 0;
let marks: u32 = 0;

function dirty(from: u32, to: u32, length: u32, window: u32): void {
  const start = from > window ? from - window : 0;
  const end = to + window < length ? to + window : length;
  if (zones > 0) {
    const last = ZONE_ENDS + ((<usize>(zones - 1)) << 2);
    const lastEnd = load<u32>(last);
    if (start <= lastEnd + NEAR || zones === MOST_ZONES) {
      if (end > lastEnd) store<u32>(last, end);
      return;
    }
  }
  store<u32>(ZONE_STARTS + ((<usize>zones) << 2), start);
  store<u32>(ZONE_ENDS + ((<usize>zones) << 2), end);
  zones++;
}

/** Lists the changes that the last delta made, each with a window around it. */
function listZones(length: u32, baseLength: u32, copies: u32, window: u32): void {
  zones = 0;
  if (copies === 0) {
    if (length > 0) dirty(0, length, length, window);
    return;
  }
  const first = load<u32>(COPY_STARTS);
  if (first !== 0 || load<u32>(COPY_BASES) !== 0) dirty(0, first, length, window);
  let end = load<u32>(COPY_ENDS);
  for (let i: usize = 1; i < copies; i++) {
    dirty(end, load<u32>(COPY_STARTS + (i << 2)), length, window);
    end = load<u32>(COPY_ENDS + (i << 2));
  }
  const last = (copies - 1) << 2;
  if (end !== length || load<u32>(COPY_BASES + last) + end - load<u32>(COPY_STARTS + last) !== baseLength) {
    dirty(end, length, length, window);
  }
}

/**
 * Looks through the dirty zones of the child at `out` that the last delta made.
 * @returns how many zones are not quiet: their starts and ends stand in MARKS; -1 if there are too many to list.
 */
export function markZones(out: usize, length: u32, baseLength: u32, copies: u32, brief: bool): i32 {
  listZones(length, baseLength, copies, WINDOW);
  marks = 0;
  forgetBlock();
  const stop = out + length;
  for (let i: usize = 0; i < zones; i++) {
    const from = load<u32>(ZONE_STARTS + (i << 2));
    const to = load<u32>(ZONE_ENDS + (i << 2));
    if (!isQuietZone(out, stop, out + from, out + to, brief, true) && !markPieces(out, stop, from, to, brief))
      return -1;
  }
  return <i32>marks;
}

/** True if there is only text in the zones of the child at `out` that were listed last: all that is not in its base lies there. */
export function changesAreText(out: usize): bool {
  for (let i: usize = 0; i < zones; i++) {
    if (!isText(out + load<u32>(ZONE_STARTS + (i << 2)), out + load<u32>(ZONE_ENDS + (i << 2)))) return false;
  }
  return true;
}

/** Bytes that `markZones` looked through last, about. */
export function zoneBytes(): u32 {
  let bytes: u32 = zones * SEAM_PRICE;
  for (let i: usize = 0; i < zones; i++) bytes += load<u32>(ZONE_ENDS + (i << 2)) - load<u32>(ZONE_STARTS + (i << 2));
  return bytes;
}

/**
 * True if nothing in the child at `out` that the last delta made of a silent base is to be looked at: nothing that changed is
 * loud, nor near to a loud place. @param louds the child's, `loud` of them, but for those that the changes made.
 */
export function staysSilent(
  out: usize,
  length: u32,
  baseLength: u32,
  copies: u32,
  brief: bool,
  louds: usize,
  loud: u32,
): bool {
  listZones(length, baseLength, copies, 0);
  const stop = out + length;
  for (let i: usize = 0; i < zones; i++) {
    const from = load<u32>(ZONE_STARTS + (i << 2));
    const to = load<u32>(ZONE_ENDS + (i << 2));
    if (!isQuietChange(out, stop, out + from, out + to, brief)) return false;
    if (loud !== 0 && isNearLoud(louds, loud, out, from, to, brief)) return false;
  }
  return true;
}

/** The same for a whole content: each run that is worth a judgement is looked for once. */
export function markWhole(out: usize, length: u32): i32 {
  marks = 0;
  const end = out + length;
  lookAtAll(out, end);
  if (!hasOnlyRuns(out, end)) return markPieces(out, end, 0, length, false) ? <i32>marks : -1;
  let loud = findLoudRun(out, end, out, end);
  if (!loud) return 0;
  let stop = out;
  for (let at: u32 = 0; at < length; at += PIECE) {
    const to = length - at > PIECE ? at + PIECE : length;
    while (loud && loudFrom < out + to + AHEAD) {
      stop = loudTo;
      loud = findLoudRun(out, end, loudTo + 1, end);
    }
    if (stop !== out && reachesZone(out, stop, out + at)) {
      if (!mark(at, to)) return -1;
    } else if (!loud && out + at > stop + NAMED_BEFORE) break;
  }
  return <i32>marks;
}

/** The same for one zone of a whole content. @param more what is marked already stays. */
export function markZone(out: usize, length: u32, from: u32, to: u32, more: bool): i32 {
  if (!more) {
    marks = 0;
    forgetBlock();
  }
  const end = out + length;
  return isQuietZone(out, end, out + from, out + to, false, true) || markPieces(out, end, from, to, false)
    ? <i32>marks
    : -1;
}

/** Marks what of a zone is not quiet. */
function markPieces(begin: usize, end: usize, from: u32, to: u32, brief: bool): bool {
  for (let at = from; at < to; at += PIECE) {
    const stop = to - at > PIECE ? at + PIECE : to;
    if ((stop === to && at === from) || !isQuietZone(begin, end, begin + at, begin + stop, brief, false)) {
      if (!mark(at, stop)) return false;
    }
  }
  return true;
}

function mark(from: u32, to: u32): bool {
  if (marks === MOST_MARKS) return false;
  const at = MARKS + ((<usize>marks) << 3);
  store<u32>(at, from);
  store<u32>(at + 4, to);
  marks++;
  return true;
}
