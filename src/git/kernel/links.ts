/**
 * Writes down what trees and commits hold, as far as it matters: folders, commits, and ids that are wanted. Of a tree that is a
 * delta of another only what differs is looked at. The twins are `src/git/trees/entry-reader.ts` and `commit-reader.ts`.
 */
import { MARGIN } from './delta';
import { findLater, IN_TREE_ENTRY, idWidth, readHex, settleThings } from './ids';
import { COPY_BASES, COPY_ENDS, COPY_STARTS, MARKS, MOST_MARKS } from './memory';
import { forgetNames, layOutNames, NO_NAME, nameOf, namesAreFull, numberOfNames } from './names';
import {
  bit,
  bitBytes,
  copyBits,
  isFollowed,
  kindOf,
  LONGEST_BRIEF,
  lastBit,
  modeDigits,
  NEAR_START,
  NO_ENTRY,
  nameEnd,
  ODD,
  SUBMODULE,
  setBit,
} from './trees';
import { findWanted } from './wanted';

/** As in `src/git/trees/links.ts`. */
const NO_BASE: i32 = -1;
const COMMIT: i32 = -2;

const MOST_LINKED: u32 = 1 << 14;
const MOST_CHANGES: u32 = 1 << 16;

const TREE_WORD: u32 = 0x65657274;
const PARE: u32 = 0x65726170;
const NT: u16 = 0x746e;

/** How many trees and commits, changes and names there are: for the caller. */
let counts: usize = 0;
/** Of each tree and commit: which object it is, what it is a delta of, and where its changes start. */
let objects: usize = 0;
let bases: usize = 0;
let starts: usize = 0;
/** Of each change: twice the number of the name, and one more if something was lost; and the thing. */
let slots: usize = 0;
let things: usize = 0;

let trees: u32 = 0;
let changes: u32 = 0;
/** The number of the first tree that stands here. */
let first: u32 = 0;
/** Added to a wanted thing where git would see a submodule. */
let hidden: u32 = 0;

/** Says where there is room, from an even place on. @returns one past its end. */
export function setLinks(at: usize): usize {
  counts = at;
  objects = at + 16;
  bases = objects + ((<usize>MOST_LINKED) << 2);
  starts = bases + ((<usize>MOST_LINKED) << 2);
  slots = starts + ((<usize>MOST_LINKED) << 2);
  things = slots + ((<usize>MOST_CHANGES) << 2);
  trees = 0;
  changes = 0;
  first = 0;
  return layOutNames(things + ((<usize>MOST_CHANGES) << 2));
}

/** @param more is added to a wanted thing where git would see a submodule. */
export function hideBy(more: u32): void {
  hidden = more;
}

/** Looks up all ids that wait, and says how much is written down. @returns where that stands. */
export function settleLinks(): usize {
  settleThings(things);
  store<u32>(counts, trees);
  store<u32>(counts, changes, 4);
  store<u32>(counts, numberOfNames(), 8);
  return counts;
}

/** The caller has read all that is written down, names too. @param number what the next tree has. @returns true if names are numbered from 0 again. */
export function forgetLinks(number: u32): bool {
  trees = 0;
  changes = 0;
  first = number;
  if (!namesAreFull()) return false;
  forgetNames();
  return true;
}

/** True if the caller has to read what is written down before the next tree. */
export function linksAreFull(): bool {
  return trees === MOST_LINKED || changes > MOST_CHANGES >> 1 || namesAreFull();
}

/** The number of the tree that was begun last. */
export function lastLinked(): u32 {
  return first + trees - 1;
}

function begin(object: u32, base: i32): void {
  const place = (<usize>trees) << 2;
  store<u32>(objects + place, object);
  store<i32>(bases + place, base);
  store<u32>(starts + place, changes);
  trees++;
}

/** Takes back what was begun last. @returns ODD. */
function takeBack(): i32 {
  // What waits would be written into what comes next.
  settleThings(things);
  trees--;
  changes = load<u32>(starts + ((<usize>trees) << 2));
  return ODD;
}

/** The place of another change, without its thing yet. There is room. */
function change(name: u32, lost: u32): u32 {
  store<u32>(slots + ((<usize>changes) << 2), (name << 1) | lost);
  return changes++;
}

/** Takes one entry. @returns where the next one starts, or 0 if there is no whole one, with a name, before `end`; or no room. */
function note(at: usize, end: usize, lost: u32): usize {
  const digits = modeDigits(at);
  const kind = kindOf(at, digits);
  if (kind === NO_ENTRY) return 0;
  const name = at + digits + 1;
  const stop = nameEnd(at, digits, end);
  const next = stop + 1 + idWidth();
  if (stop === 0 || stop === name || next > end) return 0;
  if (kind === SUBMODULE) return next;
  const wanted = findWanted(stop + 1);
  if (kind !== IN_TREE_ENTRY && wanted < 0) return next;
  const number = changes === MOST_CHANGES ? -1 : nameOf(name, stop);
  if (number < 0) return 0;
  const place = change(number, lost);
  if (wanted < 0) findLater(stop + 1, place, things);
  else {
    const isHidden = kind !== IN_TREE_ENTRY && !isFollowed(at, digits);
    store<u32>(things + ((<usize>place) << 2), wanted + (isHidden ? hidden : 0));
  }
  return next;
}

/**
 * Writes down all that a tree holds. @param bits where its bits go, or 0 if no delta of it is to come.
 * @returns 0, or ODD if the twin has to take it.
 */
export function linkTree(object: u32, tree: usize, length: u32, bits: usize): i32 {
  begin(object, NO_BASE);
  if (bits !== 0) memory.fill(bits, 0, bitBytes(length));
  const end = tree + length;
  let at = tree;
  while (at < end) {
    if (bits !== 0) setBit(bits, <u32>(at - tree));
    at = note(at, end, 0);
    if (at === 0) return takeBack();
  }
  if (bits !== 0) setBit(bits, length);
  return 0;
}

/**
 * Writes down what changed in a tree that the last delta made of another, which was written down as number `base`.
 * @param baseTree, baseLength, baseBits of the other. @param brief the middle of long copies is missing: ODD if it is asked for.
 */
export function linkChild(
  object: u32,
  tree: usize,
  length: u32,
  bits: usize,
  base: u32,
  baseTree: usize,
  baseLength: u32,
  baseBits: usize,
  copies: u32,
  brief: bool,
): i32 {
  begin(object, base);
  if (bits !== 0) memory.fill(bits, 0, bitBytes(length));
  const end = tree + length;
  /** Where in the base the entries begin and end that were copied together: of each run two numbers in MARKS. */
  let runs: u32 = 0;
  let brought: u32 = 0;
  let at: u32 = 0;
  let i: u32 = 0;
  while (at < length) {
    while (i < copies && load<u32>(COPY_ENDS + ((<usize>i) << 2)) <= at) i++;
    if (i < copies) {
      const place = (<usize>i) << 2;
      const start = load<u32>(COPY_STARTS + place);
      if (start <= at) {
        const stop = load<u32>(COPY_ENDS + place);
        const source = load<u32>(COPY_BASES + place);
        const from = source + at - start;
        if (bit(baseBits, from)) {
          // Up to the last entry that ends in the copy.
          const until = lastBit(baseBits, source + stop - start);
          if (until > from) {
            // An entry of the base twice, or entries in another order, or too much of it.
            if (from < brought || runs === MOST_MARKS) {
              takeBack();
              return brief ? ODD : linkTree(object, tree, length, bits);
            }
            if (bits !== 0) copyBits(baseBits, from, bits, at, until - from);
            store<u32>(MARKS + ((<usize>runs) << 3), from);
            store<u32>(MARKS + ((<usize>runs) << 3), until, 4);
            runs++;
            brought = until;
            at += until - from;
            continue;
          }
        }
        if (brief && at > start + NEAR_START && at + MARGIN < stop) return takeBack();
      }
    }
    if (bits !== 0) setBit(bits, at);
    const next = note(tree + at, brief ? min(end, tree + at + LONGEST_BRIEF) : end, 0);
    if (next === 0) return takeBack();
    at = <u32>(next - tree);
  }
  if (bits !== 0) setBit(bits, length);
  return lose(baseTree, baseLength, runs) ? 0 : takeBack();
}

/** Writes down the entries of the base that are in none of the runs in MARKS. False if there is no room. */
function lose(baseTree: usize, baseLength: u32, runs: u32): bool {
  const end = baseTree + baseLength;
  let at = baseTree;
  for (let run: u32 = 0; run <= runs; run++) {
    const place = MARKS + ((<usize>run) << 3);
    const until = run < runs ? baseTree + load<u32>(place) : end;
    while (at < until) {
      at = note(at, end, 1);
      if (at === 0) return false;
    }
    if (run < runs) at = baseTree + load<u32>(place, 4);
  }
  return true;
}

/** Writes down the tree and the parents of a commit. @returns as `linkTree`. */
export function linkCommit(object: u32, commit: usize, length: u32): i32 {
  const digits = idWidth() << 1;
  const end = commit + length;
  begin(object, COMMIT);
  if (length < 5 || load<u32>(commit) !== TREE_WORD || load<u8>(commit, 4) !== 32) return takeBack();
  let at = commit + 5;
  while (true) {
    if (at + digits >= end || load<u8>(at + digits) !== 10 || !readHex(at, MARKS)) return takeBack();
    if (changes === MOST_CHANGES) return takeBack();
    const place = change(NO_NAME, 0);
    const wanted = findWanted(MARKS);
    if (wanted < 0) findLater(MARKS, place, things);
    else store<u32>(things + ((<usize>place) << 2), wanted);
    at += digits + 1;
    if (at + 7 > end || load<u32>(at) !== PARE || load<u16>(at, 4) !== NT || load<u8>(at, 6) !== 32) return 0;
    at += 7;
  }
}
