/**
 * Reads the heads of a pack's entries, and links those that are deltas of each other to families. Whatever is out of the
 * ordinary it leaves to the caller. The twins are `pack/heads.ts` and `pack/link.ts`.
 */
import { BLOB, COMMIT, OFS_DELTA, REF_DELTA } from './entry';
import { bases, children, mark, objects, offsets, siblings } from './lists';

/** As in `pack/catalogue.ts`. */
const NONE: i32 = -1;
const BLOB_ENTRY: u8 = 8;
const COMMIT_ENTRY: u8 = 16;
/** As in `pack/link.ts`. */
const LOST: i32 = -2;
const ENTRY_COST: f64 = 200;
/** As in `pack/entries.ts`. */
const LONGEST_HEAD: f64 = 64;
/** What an entry that is left to the caller is a delta of. */
const LEFT: i32 = -3;

/**
 * Sets the bases of entries from `entry` on, of those before `last`; of what is no delta it is NONE.
 * @param first the first entry of the pack. @param end where its last one ends. @param start where in the pack the `length`
 *   bytes at `piece` stand.
 * @returns the first entry that it did not do: its head is not all in the piece, or the caller's.
 */
export function readBases(entry: u32, first: u32, last: u32, end: f64, piece: usize, start: f64, length: u32): u32 {
  const stop = start + <f64>length;
  for (; entry < last; entry++) {
    const offset = load<f64>(offsets + ((<usize>entry) << 3));
    const most = end - offset < LONGEST_HEAD ? end - offset : LONGEST_HEAD;
    if (offset < start || offset + most > stop || most <= 0) break;
    const at = piece + <usize>(offset - start);
    const base = baseOf(entry, first, at, at + <usize>most);
    if (base === LEFT) break;
    store<i32>(bases + ((<usize>entry) << 2), base);
  }
  return entry;
}

/** What the entry is a delta of, whose head stands at [at, end). */
function baseOf(entry: u32, first: u32, at: usize, end: usize): i32 {
  let byte = <u32>load<u8>(at++);
  const type = (byte >> 4) & 7;
  for (let bytes: u32 = 0; byte & 128; bytes++) {
    if (at >= end || bytes > 6) return LEFT;
    byte = <u32>load<u8>(at++);
  }
  if (type === OFS_DELTA) {
    if (at >= end) return LEFT;
    byte = <u32>load<u8>(at++);
    let distance: u64 = byte & 127;
    while (byte & 128) {
      if (at >= end || distance >> 40 !== 0) return LEFT;
      byte = <u32>load<u8>(at++);
      distance = ((distance + 1) << 7) + (byte & 127);
    }
    if (at >= end) return LEFT;
    return entryAt(entry, first, load<f64>(offsets + ((<usize>entry) << 3)) - <f64>distance);
  }
  if (at >= end || type === REF_DELTA || type === 0 || type === 5) return LEFT;
  if (type === BLOB || type === COMMIT) {
    mark(load<u32>(objects + ((<usize>entry) << 2)), type === BLOB ? BLOB_ENTRY : COMMIT_ENTRY);
  }
  return NONE;
}

/** The entry before `entry` that starts at `offset`. Bases are mostly near. */
function entryAt(entry: u32, first: u32, offset: f64): i32 {
  if (entry === first) return LOST;
  let step: u32 = 1;
  let high = entry;
  let low = entry - 1;
  while (low > first && load<f64>(offsets + ((<usize>low) << 3)) > offset) {
    high = low;
    step <<= 1;
    low = low - first > step ? low - step : first;
  }
  while (low < high) {
    const middle = (low + high) >> 1;
    if (load<f64>(offsets + ((<usize>middle) << 3)) < offset) low = middle + 1;
    else high = middle;
  }
  return low < entry && load<f64>(offsets + ((<usize>low) << 3)) === offset ? low : LOST;
}

/**
 * Links the entries [first, last) of a pack to families, the heaviest child first, if every base stands before its deltas, as
 * it nearly always does. Of children and siblings there are none before.
 * @param end where the last entry ends. @param weights room for 8 bytes of each entry. @param roots takes the entries that are
 *   no deltas, @param rootWeights what their families weigh.
 * @returns how many roots there are; -1 if a base stands behind a delta of it, or is lost.
 */
export function linkFamilies(first: u32, last: u32, end: f64, weights: usize, roots: usize, rootWeights: usize): i32 {
  const weightOf = weights - ((<usize>first) << 3);
  for (let entry = first; entry < last; entry++) {
    const base = load<i32>(bases + ((<usize>entry) << 2));
    if (base >= <i32>entry || base === LOST) return -1;
    const place = offsets + ((<usize>entry) << 3);
    const stop = entry + 1 < last ? load<f64>(place, 8) : end;
    store<f64>(weightOf + ((<usize>entry) << 3), stop - load<f64>(place) + ENTRY_COST);
  }
  // Deltas stand behind their base: backwards, a weight is whole before it is added to that of the base.
  for (let entry = last; entry-- > first; ) {
    const base = load<i32>(bases + ((<usize>entry) << 2));
    if (base < 0) continue;
    const own = load<f64>(weightOf + ((<usize>entry) << 3));
    const whole = weightOf + ((<usize>base) << 3);
    store<f64>(whole, load<f64>(whole) + own);
    const child = children + ((<usize>base) << 2);
    const heaviest = load<i32>(child);
    if (heaviest === NONE || own > load<f64>(weightOf + ((<usize>heaviest) << 3))) {
      store<i32>(siblings + ((<usize>entry) << 2), heaviest);
      store<i32>(child, entry);
    } else {
      const next = siblings + ((<usize>heaviest) << 2);
      store<i32>(siblings + ((<usize>entry) << 2), load<i32>(next));
      store<i32>(next, entry);
    }
  }
  let count: usize = 0;
  for (let entry = first; entry < last; entry++) {
    if (load<i32>(bases + ((<usize>entry) << 2)) !== NONE) continue;
    store<i32>(roots + (count << 2), entry);
    store<f64>(rootWeights + (count << 3), load<f64>(weightOf + ((<usize>entry) << 3)));
    count++;
  }
  return <i32>count;
}
