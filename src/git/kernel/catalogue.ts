/**
 * Enters ids into the hash table of a catalogue, and puts the entries of a pack in order. It knows no thread's own memory. The
 * twins are `enter` in `pack/catalogue.ts`, and `pack/sort.ts`.
 */
import { findSlot, idAt } from './ids';
import { crcs, mark, objects, offsets } from './lists';

/** As in `pack/catalogue.ts`. */
const AGAIN: u8 = 1;
const COPIED: u8 = 2;
/** As in `pack/sort.ts`. */
const BITS: u32 = 11;
const BUCKETS: u32 = 1 << BITS;

/** Enters objects [first, last). @returns how many of them were there before. */
export function enterIds(first: u32, last: u32): u32 {
  let again: u32 = 0;
  for (let object = first; object < last; object++) {
    const slot = findSlot(idAt(object));
    const held = load<u32>(slot);
    if (held === 0) {
      store<u32>(slot, object + 1);
      continue;
    }
    mark(held - 1, COPIED);
    mark(object, COPIED | AGAIN);
    again++;
  }
  return again;
}

/**
 * Puts entries [first, first + count) in the order of their offsets, some bits at a time.
 * @param room holds those offsets and then their CRC-32s, in the order of their objects; 20 bytes for each entry and
 *   16 KiB more are ours to use.
 */
export function sortEntries(first: u32, count: u32, room: usize): void {
  const list = (<usize>count) << 2;
  const sums = room + list;
  const starts = room + 5 * list;
  let words = room;
  let order = sums + list;
  let nextWords = order + list;
  let nextOrder = nextWords + list;
  let most: u32 = 0;
  for (let i: u32 = 0; i < count; i++) {
    store<u32>(order + ((<usize>i) << 2), i);
    most |= load<u32>(words + ((<usize>i) << 2));
  }
  for (let shift: u32 = 0; shift < 32 && most >> shift !== 0; shift += BITS) {
    turn(words, order, nextWords, nextOrder, count, shift, starts);
    const spareWords = words;
    const spareOrder = order;
    words = nextWords;
    order = nextOrder;
    nextWords = spareWords;
    nextOrder = spareOrder;
  }
  for (let i: u32 = 0; i < count; i++) {
    const place = load<u32>(order + ((<usize>i) << 2));
    const entry = <usize>(first + i);
    store<f64>(offsets + (entry << 3), <f64>load<u32>(words + ((<usize>i) << 2)));
    store<u32>(objects + (entry << 2), first + place);
    store<u32>(crcs + (entry << 2), load<u32>(sums + ((<usize>place) << 2)));
  }
}

/** Brings pairs into the order of some bits of their words; those alike stay in their order. */
function turn(
  words: usize,
  order: usize,
  newWords: usize,
  newOrder: usize,
  count: u32,
  shift: u32,
  starts: usize,
): void {
  memory.fill(starts, 0, (<usize>BUCKETS + 1) << 2);
  for (let i: u32 = 0; i < count; i++) {
    const bucket = starts + ((<usize>((load<u32>(words + ((<usize>i) << 2)) >> shift) & (BUCKETS - 1))) << 2);
    store<u32>(bucket, load<u32>(bucket, 4) + 1, 4);
  }
  for (let i: usize = 1; i < BUCKETS; i++) {
    const bucket = starts + (i << 2);
    store<u32>(bucket, load<u32>(bucket) + load<u32>(bucket - 4));
  }
  for (let i: u32 = 0; i < count; i++) {
    const word = load<u32>(words + ((<usize>i) << 2));
    const bucket = starts + ((<usize>((word >> shift) & (BUCKETS - 1))) << 2);
    const place = <usize>load<u32>(bucket);
    store<u32>(bucket, <u32>place + 1);
    store<u32>(newWords + (place << 2), word);
    store<u32>(newOrder + (place << 2), load<u32>(order + ((<usize>i) << 2)));
  }
}
