/** Ids that are searched for, found by a table of their own. Nearly every id that is asked for is none of them. */
import { idWidth, same } from './ids';

/** A bit for each beginning of an id, of 16 bits, that one of them has. */
const STARTS: usize = 1 << 13;

let ids: usize = 0;
let starts: usize = 0;
/** Of each slot: the place of an id and one more, or 0. */
let table: usize = 0;
let mask: u32 = 0;
let firstThing: u32 = 0;

/**
 * Takes `count` ids that stand at `at`, behind which there is room.
 * @param first thing that they stand for. @returns one past what is used.
 */
export function setWanted(at: usize, count: u32, first: u32): usize {
  ids = at;
  firstThing = first;
  starts = (at + <usize>count * idWidth() + 15) & ~15;
  table = starts + STARTS;
  let slots: u32 = 256;
  while (slots < count * 2) slots <<= 1;
  mask = slots - 1;
  memory.fill(starts, 0, STARTS + ((<usize>slots) << 2));
  for (let place: u32 = 0; place < count; place++) {
    const id = at + <usize>place * idWidth();
    const start = <u32>load<u16>(id);
    store<u8>(starts + (start >> 3), load<u8>(starts + (start >> 3)) | ((<u8>1) << (<u8>(start & 7))));
    let slot = slotOf(id);
    while (load<u32>(table + ((<usize>slot) << 2)) !== 0) slot = (slot + 1) & mask;
    store<u32>(table + ((<usize>slot) << 2), place + 1);
  }
  return table + ((<usize>slots) << 2);
}

/** The wanted thing with the id at `at`, or -1. */
export function findWanted(at: usize): i32 {
  const start = <u32>load<u16>(at);
  if (((load<u8>(starts + (start >> 3)) >> <u8>(start & 7)) & 1) === 0) return -1;
  let slot = slotOf(at);
  while (true) {
    const held = load<u32>(table + ((<usize>slot) << 2));
    if (held === 0) return -1;
    if (same(ids + <usize>(held - 1) * idWidth(), at)) return firstThing + held - 1;
    slot = (slot + 1) & mask;
  }
}

function slotOf(at: usize): u32 {
  return load<u32>(at, 2) & mask;
}
