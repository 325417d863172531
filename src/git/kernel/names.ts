/** Numbers names, for whoever reads what `links.ts` writes down: each name stands here once, and has the number of its place. */

/** The number of no name, as in `src/git/trees/links.ts`. */
export const NO_NAME: u32 = 0;

const MOST_NAMES: u32 = 1 << 13;
const NAME_BYTES: u32 = 1 << 18;
/** A name that is longer has no number. */
const LONGEST: u32 = 1 << 12;
const SLOTS: u32 = 1 << 15;
const SLOT_BITS: u64 = 15;

/** Of each slot: the number of a name and one more, or 0. Where names end, the first one at 0; and their bytes. */
let table: usize = 0;
let ends: usize = 0;
let bytes: usize = 0;
let count: u32 = 0;

/** Says where there is room. @returns one past its end. */
export function layOutNames(at: usize): usize {
  ends = at;
  bytes = ends + ((<usize>MOST_NAMES) << 2);
  table = bytes + NAME_BYTES + 16;
  forgetNames();
  return table + ((<usize>SLOTS) << 2);
}

/** Where the names' ends stand; their bytes stand MOST_NAMES numbers behind. */
export function namesAt(): usize {
  return ends;
}

export function numberOfNames(): u32 {
  return count;
}

/** Forgets all names but that of NO_NAME, which has no bytes. */
export function forgetNames(): void {
  memory.fill(table, 0, (<usize>SLOTS) << 2);
  store<u32>(ends, 0);
  count = 1;
}

/** True if more than half of the room is taken. */
export function namesAreFull(): bool {
  return count > MOST_NAMES >> 1 || endOf(count - 1) > NAME_BYTES >> 1;
}

function endOf(number: u32): u32 {
  return load<u32>(ends + ((<usize>number) << 2));
}

/** The number of the name in [from, to), which is not empty; -1 if there is no room for it. Reads up to 15 bytes behind. */
export function nameOf(from: usize, to: usize): i32 {
  const length = <u32>(to - from);
  let slot = slotOf(from, length);
  while (true) {
    const held = load<u32>(table + ((<usize>slot) << 2));
    if (held === 0) break;
    if (isName(held - 1, from, length)) return held - 1;
    slot = (slot + 1) & (SLOTS - 1);
  }
  const start = endOf(count - 1);
  if (count === MOST_NAMES || length > LONGEST || start + length > NAME_BYTES) return -1;
  memory.copy(bytes + start, from, length);
  store<u32>(ends + ((<usize>count) << 2), start + length);
  store<u32>(table + ((<usize>slot) << 2), count + 1);
  return count++;
}

function isName(number: u32, from: usize, length: u32): bool {
  const start = endOf(number - 1);
  if (endOf(number) - start !== length) return false;
  const own = bytes + start;
  for (let at: u32 = 0; at < length; at += 16) {
    const alike = <u32>i8x16.bitmask(i8x16.eq(v128.load(own + at), v128.load(from + at)));
    const asked = length - at < 16 ? ((<u32>1) << (length - at)) - 1 : 0xffff;
    if ((alike & asked) !== asked) return false;
  }
  return true;
}

function slotOf(from: usize, length: u32): u32 {
  let hash: u64 = length;
  for (let at: u32 = 0; at < length; at += 8) {
    let word = load<u64>(from + at);
    if (length - at < 8) word &= ((<u64>1) << ((<u64>(length - at)) << 3)) - 1;
    hash = (hash ^ word) * 0x9e3779b97f4a7;
    hash ^= hash >> 29;
  }
  return <u32>((hash * 0xc2b2ae3d27d4f) >> (64 - SLOT_BITS));
}
