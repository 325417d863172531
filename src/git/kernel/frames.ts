/** The versions whose deltas are still to come, one frame each, from a root to the one whose deltas come next; and which entry that is. */
import { give } from './arena';
import { objectOf } from './entry';
import { FRAME_BYTES, FRAMES, LOUDS, MOST_FRAMES, MOST_LOUD, QUEUE } from './memory';

/** As in `pack/catalogue.ts`. */
export const NONE: i32 = -1;

/** A version whose deltas are still to come, by the bytes of its numbers. */
const OBJECT: usize = 0;
export const AT: usize = 4;
export const LENGTH: usize = 8;
export const TYPE: usize = 12;
export const BITS: usize = 16;
/** Of a tree whose links are written down: its number there. */
export const NUMBER: usize = 20;
/** The child that comes next; and the heaviest, which comes last, or NONE if it is done. */
export const NEXT: usize = 24;
const HEAVIEST: usize = 28;
/** How many loud places it has, or UNKNOWN or TOO_MANY; and what was looked at because nobody knows. */
export const LOUD: usize = 32;
export const SPENT: usize = 36;
/** Not 0 of a script of which it is known that all of it is text. */
export const TEXT: usize = 40;

/** Lists of the catalogue. */
let children: usize = 0;
let siblings: usize = 0;
let flags: usize = 0;

/** Roots at QUEUE that are not begun. */
let nextRoot: u32 = 0;
let roots: u32 = 0;
/** How many versions are held; the last, or 0. */
export let depth: u32 = 0;
export let top: usize = 0;
/** Of the version that was made last: its loud places, which stand behind those of all that is held, and what was spent. */
export let ownLoud: u32 = 0;
let ownSpent: u32 = 0;
/** The same of the version that was made last. */
let ownText: bool = false;

/** Says where the lists of the catalogue lie. */
export function setFamilies(childrenAt: usize, siblingsAt: usize, flagsAt: usize): void {
  children = childrenAt;
  siblings = siblingsAt;
  flags = flagsAt;
}

/** True if nothing is a delta of an entry. */
export function isLeaf(entry: u32): bool {
  return load<i32>(children + ((<usize>entry) << 2)) === NONE;
}

/** Takes the entries at QUEUE[0, count), which are no deltas, as what is to be walked next. */
export function beginWalk(count: u32): void {
  nextRoot = 0;
  roots = count;
}

/** The entry that comes next, or NONE. A version with no deltas left is let go. */
export function nextEntry(): i32 {
  while (top !== 0) {
    const next = load<i32>(top, NEXT);
    if (next !== NONE) {
      store<i32>(top, load<i32>(siblings + ((<usize>next) << 2)), NEXT);
      return next;
    }
    const heaviest = load<i32>(top, HEAVIEST);
    if (heaviest !== NONE) {
      store<i32>(top, NONE, HEAVIEST);
      return heaviest;
    }
    giveTop();
    depth--;
    top = depth === 0 ? 0 : top - FRAME_BYTES;
  }
  if (nextRoot === roots) return NONE;
  nextRoot++;
  return load<i32>(QUEUE + ((<usize>(nextRoot - 1)) << 2));
}

function giveTop(): void {
  give(load<u32>(top, AT));
  if (load<u32>(top, BITS) !== 0) give(load<u32>(top, BITS));
}

/** True if the entry at hand is the last delta of the version on top. */
export function isLastChild(): bool {
  return top !== 0 && load<i32>(top, NEXT) === NONE && load<i32>(top, HEAVIEST) === NONE;
}

export function flagsOf(object: u32): u8 {
  return load<u8>(flags + <usize>object);
}

/** Where the loud places of a version stand that is held, or of the one that was made last. */
export function loudsAt(place: u32): usize {
  return LOUDS + ((<usize>place * MOST_LOUD) << 3);
}

/** Says what is known of the version that was made last, for `push`. */
export function keepLouds(loud: u32, spent: u32): void {
  ownLoud = loud;
  ownSpent = spent;
}

/** Says whether the version that was made last is such a script, for `push`. */
export function keepText(text: bool): void {
  ownText = text;
}

/** Holds a version until its deltas are walked. @param entry that it was made of. @param number of its links, if they are written down. */
export function push(entry: u32, type: u32, at: usize, length: u32, bits: usize, number: u32): void {
  // The last delta takes the place of its base, which is needed no more, and may be in its very place.
  if (isLastChild()) {
    if (load<u32>(top, AT) !== at) giveTop();
  } else {
    depth++;
    top = FRAMES + <usize>(depth - 1) * FRAME_BYTES;
  }
  const first = load<i32>(children + ((<usize>entry) << 2));
  store<u32>(top, objectOf(entry), OBJECT);
  store<u32>(top, <u32>at, AT);
  store<u32>(top, length, LENGTH);
  store<u32>(top, type, TYPE);
  store<u32>(top, <u32>bits, BITS);
  store<u32>(top, number, NUMBER);
  store<i32>(top, load<i32>(siblings + ((<usize>first) << 2)), NEXT);
  store<i32>(top, first, HEAVIEST);
  store<u32>(top, ownLoud, LOUD);
  store<u32>(top, ownSpent, SPENT);
  store<u32>(top, ownText ? 1 : 0, TEXT);
  if (ownLoud <= MOST_LOUD) memory.copy(loudsAt(depth - 1), loudsAt(MOST_FRAMES), (<usize>ownLoud) << 3);
}
