/** Finds an entry of a pack in the windows that are read, checks its bytes, and reads its head (the twin is in `pack/make.ts`). */
import { crc32 } from './checks';
import { idWidth } from './ids';

/** As in `pack/window.ts` and `pack/files.ts`. */
const WINDOW_BITS: u32 = 14;
const WINDOW_BYTES: u32 = 1 << WINDOW_BITS;
const LONGEST: u32 = 64 << 10;
/** Up to so many bytes are copied here: `memory.copy` is a call. */
const SHORT: u32 = 256;

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

/** Windows of packs: the number of each, and how many bytes of it there are. Other threads may put others in their places at any time. */
let windows: usize = 0;
let windowNumbers: usize = 0;
let windowLengths: usize = 0;
let lastWindow: u32 = 0;
/** Where an entry is copied to. */
let range: usize = 0;

/** The pack at hand: its first window, one past its last entry, and where that ends. */
let firstWindow: u32 = 0;
let last: u32 = 0;
let packEnd: f64 = 0;

/** Of the entry that was opened: its type if it is no delta, else 0; the bytes that it inflates to; its stream. */
export let entryType: u32 = 0;
export let entrySize: u32 = 0;
export let entryFrom: usize = 0;
export let entryTo: usize = 0;

/** Says where the lists of the catalogue lie. @param crcsAt 0 if bytes need no check. */
export function setEntries(offsetsAt: usize, objectsAt: usize, crcsAt: usize): void {
  offsets = offsetsAt;
  objects = objectsAt;
  crcs = crcsAt;
}

/** Says where the windows are, a power of two of them, and where there is room for an entry. */
export function setWindows(numbers: usize, lengths: usize, windowsAt: usize, count: u32, rangeAt: usize): void {
  windowNumbers = numbers;
  windowLengths = lengths;
  windows = windowsAt;
  lastWindow = count - 1;
  range = rangeAt;
}

/** Says which pack the entries stand in. */
export function setPack(first: u32, lastEntry: u32, end: f64): void {
  firstWindow = first;
  last = lastEntry;
  packEnd = end;
}

export function objectOf(entry: u32): u32 {
  return load<u32>(objects + ((<usize>entry) << 2));
}

/** Makes an entry ready to be inflated. @returns DONE if it is; LEFT if it is damaged or large; UNREAD. */
export function openEntry(entry: u32): u32 {
  const place = offsets + ((<usize>entry) << 3);
  const offset = load<f64>(place);
  const stored = <u32>((entry + 1 < last ? load<f64>(place, 8) : packEnd) - offset);
  if (stored <= 2 || stored > LONGEST) return LEFT;
  const first = <u32>(offset / <f64>WINDOW_BYTES);
  const fate = copyOut(firstWindow + first, <u32>(offset - <f64>first * <f64>WINDOW_BYTES), stored);
  if (fate !== DONE) return fate;
  const end = range + stored;
  if (crcs !== 0 && crc32(range, end) !== load<u32>(crcs + ((<usize>entry) << 2))) return LEFT;
  return readHead(range, end) ? DONE : LEFT;
}

/** Copies `length` bytes from `from` of a window on. */
function copyOut(first: u32, from: u32, length: u32): u32 {
  let window = first;
  let start = from;
  for (let done: u32 = 0; done < length; window++) {
    const slot = <usize>(window & lastWindow);
    const number = windowNumbers + (slot << 2);
    if (atomic.load<u32>(number) !== window) return UNREAD;
    const count = min<u32>(WINDOW_BYTES - start, length - done);
    if (start + count > load<u32>(windowLengths + (slot << 2))) return LEFT;
    const source = windows + (slot << WINDOW_BITS) + start;
    const target = range + done;
    // Writes up to 15 bytes too many.
    if (count <= SHORT) for (let i: u32 = 0; i < count; i += 16) v128.store(target + i, v128.load(source + i));
    else memory.copy(target, source, count);
    if (atomic.load<u32>(number) !== window) return UNREAD;
    done += count;
    start = 0;
  }
  return DONE;
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
