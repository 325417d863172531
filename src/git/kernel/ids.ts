/** Looks object ids up in the catalogue's hash table (`pack/catalogue.ts`, which is the twin and fills it). */
import {
  KNOWN,
  KNOWN_SLOTS,
  KNOWN_WIDTH,
  MOST_OUTSIDE,
  MOST_PENDING,
  OUTSIDE,
  OUTSIDE_WIDTH,
  PENDING,
  PENDING_WIDTH,
} from './memory';

let ids: usize = 0;
let table: usize = 0;
let mask: u32 = 0;
let shift: u32 = 0;
let packed: u32 = 0;
let width: u32 = 20;
/** True if ids may wait, and be looked up many together. */
let patient: bool = false;
let pending: u32 = 0;
let outside: u32 = 0;

/** What names an id. */
export const IN_BLOB_ENTRY: u32 = 0;
export const IN_TREE_ENTRY: u32 = 1;
export const IN_TREE_LINE: u32 = 2;
export const IN_PARENT_LINE: u32 = 3;

/** Where a pending id's kind stands, or where the answer is to be written; and what the table holds for it. */
const KIND: usize = 32;
const HELD: usize = 36;

/** Says where ids and their table lie. */
export function setIds(at: usize, idBytes: u32, tableAt: usize, slots: u32): void {
  ids = at;
  width = idBytes;
  table = tableAt;
  mask = slots - 1;
  shift = clz<u32>(mask);
}

/** Says where the catalogue lies. @param inPacks number of objects that are in packs: they come first. */
export function setCatalogue(at: usize, idBytes: u32, tableAt: usize, slots: u32, inPacks: u32): void {
  setIds(at, idBytes, tableAt, slots);
  packed = inPacks;
  memory.fill(KNOWN, 0xff, <usize>KNOWN_SLOTS * KNOWN_WIDTH);
  // The id of nothing but ones would be known from the start.
  memory.fill(KNOWN + <usize>(KNOWN_SLOTS - 1) * KNOWN_WIDTH, 0, KNOWN_WIDTH);
}

export function idWidth(): u32 {
  return width;
}

export function same(a: usize, b: usize): bool {
  if (load<u64>(a) !== load<u64>(b) || load<u64>(a, 8) !== load<u64>(b, 8)) return false;
  if (width === 20) return load<u32>(a, 16) === load<u32>(b, 16);
  return load<u64>(a, 16) === load<u64>(b, 16) && load<u64>(a, 24) === load<u64>(b, 24);
}

function copyId(to: usize, from: usize): void {
  store<u64>(to, load<u64>(from));
  store<u64>(to, load<u64>(from, 8), 8);
  if (width === 20) store<u32>(to, load<u32>(from, 16), 16);
  else v128.store(to, v128.load(from, 16), 16);
}

function slotOf(at: usize): u32 {
  const top = bswap<u32>(load<u32>(at));
  return shift === 0 ? top : top >> shift;
}

export function idAt(object: u32): usize {
  return ids + <usize>object * width;
}

/** Where the table holds the id at `at`, or has room for it: the number of its first object and 1 more, or 0. */
export function findSlot(at: usize): usize {
  let slot = slotOf(at);
  while (true) {
    const place = table + ((<usize>slot) << 2);
    const held = load<u32>(place);
    if (held === 0 || same(idAt(held - 1), at)) return place;
    slot = (slot + 1) & mask;
  }
}

/** The first object with the id at `at`, or -1. */
export function find(at: usize): i32 {
  return <i32>load<u32>(findSlot(at)) - 1;
}

/** The first object with the id of another. */
export function firstOf(object: u32): u32 {
  return find(idAt(object));
}

/** Has ids that are named looked up many together from now on: each look waits for memory, and so they wait at the same time. */
export function lookUpTogether(): void {
  patient = true;
}

/**
 * Takes note that the id at `at` is named. Four of five were named just before.
 * @returns false if it is not that of an object in a pack, and the caller has to say so. If ids may wait, `settle` says it later.
 */
export function isNamed(at: usize, kind: u32): bool {
  const own = knownSlot(at);
  if (same(own, at)) return true;
  if (patient && !isFull()) {
    if (pending === MOST_PENDING) settle();
    const place = PENDING + <usize>pending * PENDING_WIDTH;
    copyId(place, at);
    store<u32>(place, kind, KIND);
    pending++;
    return true;
  }
  const object = find(at);
  if (object < 0 || <u32>object >= packed) return false;
  copyId(own, at);
  return true;
}

function knownSlot(at: usize): usize {
  return KNOWN + <usize>((((<u32>load<u8>(at, 1)) << 8) | load<u8>(at, 2)) & (KNOWN_SLOTS - 1)) * KNOWN_WIDTH;
}

/** Has the processor fetch what the table says of the ids that wait. @returns where they end. */
function fetchPending(): usize {
  const end = PENDING + <usize>pending * PENDING_WIDTH;
  // Reads of the same kind together, so that the processor waits for many of them at once.
  for (let at = PENDING; at < end; at += PENDING_WIDTH) {
    store<u32>(at, load<u32>(table + ((<usize>slotOf(at)) << 2)), HELD);
  }
  let touched: u64 = 0;
  for (let at = PENDING; at < end; at += PENDING_WIDTH) {
    const held = load<u32>(at, HELD);
    if (held !== 0) touched ^= load<u64>(idAt(held - 1));
  }
  store<u64>(PENDING + <usize>MOST_PENDING * PENDING_WIDTH, touched);
  return end;
}

/**
 * Looks all ids up that wait. Those of no object in a pack are added to OUTSIDE.
 * @returns how many stand there.
 */
export function settle(): u32 {
  const end = fetchPending();
  for (let at = PENDING; at < end; at += PENDING_WIDTH) {
    const object = find(at);
    if (object >= 0 && <u32>object < packed) copyId(knownSlot(at), at);
    else {
      const place = OUTSIDE + <usize>outside * OUTSIDE_WIDTH;
      memory.copy(place, at, OUTSIDE_WIDTH);
      outside++;
    }
  }
  pending = 0;
  return outside;
}

/** Has the id at `at` looked up later: which object has it is written to place `number` of `list`. Nobody else may have ids wait. */
export function findLater(at: usize, number: u32, list: usize): void {
  if (pending === MOST_PENDING) settleThings(list);
  const place = PENDING + <usize>pending * PENDING_WIDTH;
  copyId(place, at);
  store<u32>(place, number, KIND);
  pending++;
}

/** Looks up what waits for `findLater`: -1 is written for what no object has. */
export function settleThings(list: usize): void {
  const end = fetchPending();
  for (let at = PENDING; at < end; at += PENDING_WIDTH) {
    store<i32>(list + ((<usize>load<u32>(at, KIND)) << 2), find(at));
  }
  pending = 0;
}

/** True if there is no more room in OUTSIDE: until the caller has read it, ids are looked up one by one. */
export function isFull(): bool {
  return outside + MOST_PENDING > MOST_OUTSIDE;
}

/** The caller has read OUTSIDE. */
export function forgetOutside(): void {
  outside = 0;
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
