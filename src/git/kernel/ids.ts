/** Looks object ids up in the catalogue's hash table (`pack/catalogue.ts`, which is the twin and fills it). */
import { KNOWN, KNOWN_SLOTS, KNOWN_WIDTH } from './memory';

let ids: usize = 0;
let table: usize = 0;
let mask: u32 = 0;
let shift: u32 = 0;
let packed: u32 = 0;
let width: u32 = 20;

/** Says where the catalogue lies. @param inPacks number of objects that are in packs: they come first. */
export function setCatalogue(at: usize, idBytes: u32, tableAt: usize, slots: u32, inPacks: u32): void {
  ids = at;
  width = idBytes;
  table = tableAt;
  mask = slots - 1;
  shift = clz<u32>(mask);
  packed = inPacks;
  memory.fill(KNOWN, 0xff, <usize>KNOWN_SLOTS * KNOWN_WIDTH);
  // The id of nothing but ones would be known from the start.
  memory.fill(KNOWN + <usize>(KNOWN_SLOTS - 1) * KNOWN_WIDTH, 0, KNOWN_WIDTH);
}

export function idWidth(): u32 {
  return width;
}

function same(a: usize, b: usize): bool {
  if (load<u64>(a) !== load<u64>(b) || load<u64>(a, 8) !== load<u64>(b, 8)) return false;
  if (width === 20) return load<u32>(a, 16) === load<u32>(b, 16);
  return load<u64>(a, 16) === load<u64>(b, 16) && load<u64>(a, 24) === load<u64>(b, 24);
}

/** The first object with the id at `at`, or -1. */
export function find(at: usize): i32 {
  const top = bswap<u32>(load<u32>(at));
  let slot = shift === 0 ? top : top >> shift;
  while (true) {
    const held = load<u32>(table + ((<usize>slot) << 2));
    if (held === 0) return -1;
    if (same(ids + <usize>(held - 1) * width, at)) return held - 1;
    slot = (slot + 1) & mask;
  }
}

/** True if the id at `at` is that of an object in a pack. Four of five were asked for just before. */
export function isPacked(at: usize): bool {
  const own = KNOWN + <usize>((((<u32>load<u8>(at, 1)) << 8) | load<u8>(at, 2)) & (KNOWN_SLOTS - 1)) * KNOWN_WIDTH;
  if (same(own, at)) return true;
  const object = find(at);
  if (object < 0 || <u32>object >= packed) return false;
  memory.copy(own, at, width);
  return true;
}

/** Reads the id that stands at `at` in hex, as git writes it, into `id`. False if it is none. */
export function readHex(at: usize, id: usize): bool {
  let bad: u32 = 0;
  for (let i: usize = 0; i < width; i++) {
    const high = digit(load<u8>(at + (i << 1)));
    const low = digit(load<u8>(at + (i << 1) + 1));
    bad |= high | low;
    store<u8>(id + i, <u8>((high << 4) | low));
  }
  return bad < 16;
}

/** The value of a digit; more than 15 if it is none. */
function digit(byte: u8): u32 {
  const value = <u32>byte - 48;
  if (value < 10) return value;
  const letter = <u32>byte - 97;
  return letter < 6 ? letter + 10 : 16;
}
