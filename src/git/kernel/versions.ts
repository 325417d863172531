/**
 * Goes through trees that come one after the other, with no delta to say what is new in each: most are a version of one that
 * came shortly before, of the same length, in which an id or two changed. Only what changed is walked. `src/git/tree-versions.ts`
 * is the twin.
 */
import { isQuiet } from './finder';
import { MARKS } from './memory';
import { bit, lastBit, marked, ODD, SHORTEST, startMarks, takeEntry, wholeTree } from './trees';

/** Trees that are kept to compare with, each in the place that its length and its first bytes tell. */
const PLACES: u32 = 256;
const LARGEST: u32 = 1 << 16;
/** A shorter one is walked as fast as it is compared. */
const SMALLEST: u32 = 256;
/** A place holds a length, the bits of `wholeTree`, and the tree. */
const BITS: usize = 16;
const BYTES: usize = BITS + (LARGEST >> 3) + 64;
const PLACE: usize = BYTES + LARGEST + 64;

let places: usize = 0;

/** Says where there is room for trees. @returns one past its end. */
export function setVersions(at: usize): usize {
  places = at;
  return at + PLACES * PLACE;
}

/** As `wholeTree`, but what stood in a tree before and was marked then may be left out. */
export function freshTree(tree: usize, length: u32): i32 {
  if (length < SMALLEST || length > LARGEST) return wholeTree(tree, length, 0);
  const place = places + <usize>placeOf(tree, length) * PLACE;
  if (load<u32>(place) === length) {
    const count = changed(tree, length, place);
    if (count !== ODD) return count;
  }
  const count = wholeTree(tree, length, place + BITS);
  if (count === ODD || !isPlain(tree, <u32>count)) {
    store<u32>(place, 0);
    return count;
  }
  store<u32>(place, length);
  memory.copy(place + BYTES, tree, length);
  return count;
}

function placeOf(tree: usize, length: u32): u32 {
  const first = load<u64>(tree) * 0x9e3779b97f4a7;
  const second = (load<u64>(tree, 8) + <u64>length) * 0xc2b2ae3d27d4f;
  return <u32>((first ^ (second >> 3)) >> 40) & (PLACES - 1);
}

/** Walks the entries that differ from those of the kept tree, and keeps them instead. @returns ODD if more than ids changed. */
function changed(tree: usize, length: u32, place: usize): i32 {
  const bits = place + BITS;
  const kept = place + BYTES;
  const end = tree + length;
  startMarks();
  let at: u32 = 0;
  while (true) {
    at = firstDifference(tree, kept, at, length);
    if (at >= length) return <i32>marked();
    const start = lastBit(bits, at);
    const next = takeEntry(tree, tree + start, end);
    if (next === 0) return ODD;
    const stop = <u32>(next - tree);
    if (!bit(bits, stop) || lastBit(bits, stop - 1) !== start) return ODD;
    if (marked() > 0) return ODD;
    memory.copy(kept + start, tree + start, stop - start);
    at = stop;
  }
}

function firstDifference(a: usize, b: usize, from: u32, length: u32): u32 {
  let at = from;
  while (at < length) {
    const alike = i8x16.bitmask(i8x16.eq(v128.load(a + at), v128.load(b + at)));
    if (alike !== 0xffff) {
      at += ctz<u32>(~alike);
      return at < length ? at : length;
    }
    at += 16;
  }
  return length;
}

/** True if no name of the marked entries is long enough to be one that has to be told of in every version. */
function isPlain(tree: usize, count: u32): bool {
  for (let i: u32 = 0; i < count; i++) {
    let name = tree + load<u32>(MARKS + ((<usize>i) << 2));
    while (load<u8>(name) !== 32) name++;
    let end = ++name;
    while (load<u8>(end) !== 0) end++;
    if (end - name >= SHORTEST && !isQuiet(name, end)) return false;
  }
  return true;
}
