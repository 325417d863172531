/** Finds an entry of a pack where that is held, or in the windows that are read, checks its bytes, and reads its head (the twin is in `pack/make.ts`). */
import { crc32 } from './checks';
import { idWidth } from './ids';

/** As in `pack/window.ts`. */
const STRIDE: u32 = 16 << 10;
const WINDOW_BYTES: u32 = STRIDE + (4 << 10);
const WINDOWS: u32 = 1024;

/** More bytes of an entry that is held are the caller's in any case: they inflate to a large version. */
const MOST_STORED: u32 = 1 << 21;

/** Types of entries (gitformat-pack). */
export const COMMIT: u32 = 1;
export const TREE: u32 = 2;
export const BLOB: u32 = 3;
export const OFS_DELTA: u32 = 6;
export const REF_DELTA: u32 = 7;

/** What becomes of an entry: it is done; it is the caller's; or the window that it lies in has to be read first. */
export const DONE: u32 = 0;
export const LEFT: u32 = 1;
export const UNREAD: u32 = 2;

/** Lists of the catalogue. */
let offsets: usize = 0;
let objects: usize = 0;
let crcs: usize = 0;

/** Windows of packs: which window of which pack each holds, and how many bytes of it there are. */
let windows: usize = 0;
let windowPacks: usize = 0;
let windowNumbers: usize = 0;
let windowLengths: usize = 0;

/** The pack at hand: its number, one past its last entry, where that ends, and where all of it is held; 0 if it is not. */
let pack: i32 = 0;
let last: u32 = 0;
let packEnd: f64 = 0;
let held: usize = 0;

/** Of the entry that was opened: its type if it is no delta, else 0; the bytes that it inflates to; its stream. */
export let entryType: u32 = 0;
export let entrySize: u32 = 0;
export let entryFrom: usize = 0;
export let entryTo: usize = 0;

/** Says where the lists of the catalogue lie. */
export function setEntries(offsetsAt: usize, objectsAt: usize, crcsAt: usize): void {
  offsets = offsetsAt;
  objects = objectsAt;
  crcs = crcsAt;
}

/** Says where the windows are. @param tables three numbers of each. */
export function setWindows(tables: usize, windowsAt: usize): void {
  windowPacks = tables;
  windowNumbers = windowPacks + 4 * WINDOWS;
  windowLengths = windowNumbers + 4 * WINDOWS;
  windows = windowsAt;
}

/** Says which pack the entries stand in. */
export function setPack(number: i32, lastEntry: u32, end: f64, heldAt: usize): void {
  pack = number;
  last = lastEntry;
  packEnd = end;
  held = heldAt;
}

export function objectOf(entry: u32): u32 {
  return load<u32>(objects + ((<usize>entry) << 2));
}

/** Makes an entry ready to be inflated. @returns DONE if it is; LEFT if it is damaged, large or lies across windows; UNREAD. */
export function openEntry(entry: u32): u32 {
  const place = offsets + ((<usize>entry) << 3);
  const offset = load<f64>(place);
  const next = entry + 1 < last ? load<f64>(place, 8) : packEnd;
  const stored = <u32>(next - offset);
  if (held !== 0) {
    if (stored <= 2 || stored > MOST_STORED || next > packEnd) return LEFT;
    return openAt(entry, held + <usize>offset, stored);
  }
  const number = <u32>(offset / <f64>STRIDE);
  const start = <u32>(offset - <f64>number * <f64>STRIDE);
  if (stored <= 2 || stored > WINDOW_BYTES || start + stored > WINDOW_BYTES) return LEFT;
  const slot = (<usize>((number + <u32>pack * 61) % WINDOWS)) << 2;
  if (load<i32>(windowPacks + slot) !== pack || load<u32>(windowNumbers + slot) !== number) return UNREAD;
  if (start + stored > load<u32>(windowLengths + slot)) return LEFT;
  return openAt(entry, windows + (slot >> 2) * WINDOW_BYTES + start, stored);
}

function openAt(entry: u32, at: usize, stored: u32): u32 {
  const end = at + stored;
  if (crc32(at, end) !== load<u32>(crcs + ((<usize>entry) << 2))) return LEFT;
  return readHead(at, end) ? DONE : LEFT;
}

function readHead(start: usize, end: usize): bool {
  let at = start;
  let byte = <u32>load<u8>(at++);
  const type = (byte >> 4) & 7;
  let size = byte & 15;
  for (let shift: u32 = 4; byte & 128; shift += 7) {
    if (shift > 18 || at >= end) return false;
    byte = <u32>load<u8>(at++);
    size |= (byte & 127) << shift;
  }
  if (type === OFS_DELTA) {
    while (at < end && load<u8>(at) & 128) at++;
    at++;
  } else if (type === REF_DELTA) at += idWidth();
  else if (type === 0 || type > BLOB) return false;
  entryType = type > BLOB ? 0 : type;
  entrySize = size;
  entryFrom = at;
  entryTo = end;
  return at < end;
}
