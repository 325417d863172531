/**
 * Trees that a delta changes in their place: most deltas of trees put another id where one stood. Nothing is copied then: the
 * bytes are changed in the base itself, the entries there looked at, and what stood there is put back unless nobody needs it.
 */
import { bit, lastBit, marked, startMarks, takeEntry } from './trees';

/** A longer delta is none of these. */
const LONGEST: usize = 1 << 16;
/** Of what is put back: its place and its length come before it. */
const HEAD: usize = 8;

/** Where what is to be put back stands. */
let kept: usize = 0;
let keptEnd: usize = 0;

/** True if the instructions in [from, to) leave all bytes where they are, and only put others in their place. */
export function changesInPlace(from: usize, to: usize, length: u32): bool {
  if (to - from > LONGEST) return false;
  let done: u32 = 0;
  for (let at = from; at < to; ) {
    const op = <u32>load<u8>(at++);
    if (op < 128) {
      if (op === 0 || op > <u32>(to - at)) return false;
      at += op;
      done += op;
      continue;
    }
    let offset: u32 = 0;
    for (let part: u32 = 0; part < 4; part++) if ((op >> part) & 1) offset |= (<u32>load<u8>(at++)) << (part << 3);
    let size: u32 = 0;
    for (let part: u32 = 0; part < 3; part++) if ((op >> (4 + part)) & 1) size |= (<u32>load<u8>(at++)) << (part << 3);
    if (size === 0) size = 0x10000;
    if (offset !== done || size > length - done || at > to) return false;
    done += size;
  }
  return done === length;
}

/**
 * Changes a tree by such instructions, and looks at the entries that it changes.
 * @param bits where entries start, before and after. @param room for what stood there.
 * @returns true if there is nothing to tell of them, and they start where they did. In any case `putBack` makes the tree what it was.
 */
export function patchTree(from: usize, to: usize, tree: usize, length: u32, bits: usize, room: usize): bool {
  kept = room;
  keptEnd = room;
  patch(from, to, tree);
  startMarks();
  const end = tree + length;
  let at: u32 = 0;
  for (let one = kept; one < keptEnd; ) {
    const start = load<u32>(one);
    const stop = start + load<u32>(one, 4);
    one += HEAD + (stop - start);
    if (at < stop) at = max(at, lastBit(bits, start));
    while (at < stop) {
      const next = takeEntry(tree, tree + at, end);
      if (next === 0 || marked() > 0) return false;
      const after = <u32>(next - tree);
      if (!bit(bits, after) || lastBit(bits, after - 1) !== at) return false;
      at = after;
    }
  }
  return true;
}

/** Makes a tree what it was before it was patched last. */
export function putBack(tree: usize): void {
  for (let one = kept; one < keptEnd; ) {
    const size = <usize>load<u32>(one, 4);
    memory.copy(tree + load<u32>(one), one + HEAD, size);
    one += HEAD + size;
  }
}

function patch(from: usize, to: usize, tree: usize): void {
  let done: usize = 0;
  for (let at = from; at < to; ) {
    const op = <u32>load<u8>(at++);
    if (op < 128) {
      const size = <usize>op;
      store<u32>(keptEnd, <u32>done);
      store<u32>(keptEnd, op, 4);
      memory.copy(keptEnd + HEAD, tree + done, size);
      memory.copy(tree + done, at, size);
      keptEnd += HEAD + size;
      at += size;
      done += size;
      continue;
    }
    at += popcnt<u32>(op & 15);
    let size: usize = 0;
    for (let part: u32 = 0; part < 3; part++)
      if ((op >> (4 + part)) & 1) size |= (<usize>load<u8>(at++)) << (part << 3);
    done += size === 0 ? 0x10000 : size;
  }
}
