/** The dirty zones of a child (the twin is `pack/zones.ts`), and which of them somebody has to look at. */
import { isQuiet, isQuietZone } from './finder';
import { COPY_BASES, COPY_ENDS, COPY_STARTS, MARKS, MOST_MARKS, MOST_ZONES, ZONE_ENDS, ZONE_STARTS } from './memory';

const WINDOW: u32 = 256;
/** As in the twin: looking at this many clean bytes costs less than another zone. */
const NEAR: u32 = 96;

/** A long zone in which something is worth a look is marked by pieces of so many bytes. */
const PIECE: u32 = 2048;

let zones: u32 = 0;
let marks: u32 = 0;

function dirty(from: u32, to: u32, length: u32): void {
  const start = from > WINDOW ? from - WINDOW : 0;
  const end = to + WINDOW < length ? to + WINDOW : length;
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

/**
 * Looks through the dirty zones of the child at `out` that the last delta made.
 * @returns how many zones are not quiet: their starts and ends stand in MARKS; -1 if there are too many to list.
 */
export function markZones(out: usize, length: u32, baseLength: u32, copies: u32, brief: bool): i32 {
  zones = 0;
  if (copies === 0) {
    if (length > 0) dirty(0, length, length);
  } else {
    const first = load<u32>(COPY_STARTS);
    if (first !== 0 || load<u32>(COPY_BASES) !== 0) dirty(0, first, length);
    let end = load<u32>(COPY_ENDS);
    for (let i: usize = 1; i < copies; i++) {
      dirty(end, load<u32>(COPY_STARTS + (i << 2)), length);
      end = load<u32>(COPY_ENDS + (i << 2));
    }
    const last = (copies - 1) << 2;
    if (end !== length || load<u32>(COPY_BASES + last) + end - load<u32>(COPY_STARTS + last) !== baseLength) {
      dirty(end, length, length);
    }
  }
  marks = 0;
  const stop = out + length;
  for (let i: usize = 0; i < zones; i++) {
    const from = load<u32>(ZONE_STARTS + (i << 2));
    const to = load<u32>(ZONE_ENDS + (i << 2));
    if (!isQuietZone(out, stop, out + from, out + to, brief) && !markPieces(out, stop, from, to, brief)) return -1;
  }
  return <i32>marks;
}

/** The same for a whole content. */
export function markWhole(out: usize, length: u32): i32 {
  marks = 0;
  return isQuiet(out, out + length) || markPieces(out, out + length, 0, length, false) ? <i32>marks : -1;
}

/** Marks what of a zone is not quiet. */
function markPieces(begin: usize, end: usize, from: u32, to: u32, brief: bool): bool {
  for (let at = from; at < to; at += PIECE) {
    const stop = to - at > PIECE ? at + PIECE : to;
    if ((stop === to && at === from) || !isQuietZone(begin, end, begin + at, begin + stop, brief)) {
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
