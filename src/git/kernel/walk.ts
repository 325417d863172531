/**
 * Walks families of deltas as long as there is nothing to tell, of nearly all entries: reads each, makes its version and looks
 * at it. Whatever is out of the ordinary it leaves to the caller, who begins with that entry anew. The twin is
 * `pack/family.ts` with `make.ts` and `look.ts`: depth first, the heaviest child last.
 */
import { give, take } from './arena';
import { wasDull } from './blocks';
import { MARGIN, makeChild } from './delta';
import { BLOB, DONE, entryFrom, entrySize, entryTo, entryType, LEFT, objectOf, openEntry, TREE, UNREAD } from './entry';
import { CHANGE_MARGIN } from './finder';
import {
  AT,
  BITS,
  depth,
  flagsOf,
  isLastChild,
  isLeaf,
  keepLouds,
  keepText,
  LENGTH,
  LOUD,
  loudsAt,
  NEXT,
  NONE,
  nextEntry,
  ownLoud,
  push,
  SPENT,
  TYPE,
  top,
} from './frames';
import { isFull } from './ids';
import { inflate } from './inflate';
import { isLinkedChild, isLinkedWhole } from './linked';
import { lastLinked, linksAreFull } from './links';
import { carryLouds, listLouds, UNKNOWN } from './louds';
import { COUNTS, MOST_FRAMES, MOST_LOUD } from './memory';
import { changesInPlace, patchTree, putBack } from './patch';
import { isSilentByHead, isTextScript, isTextWhole, staysText } from './scripts';
import { bitBytes, changedTree, wholeTree } from './trees';
import { markWhole, markZones, staysSilent, zoneBytes } from './zones';

/** Other reasons to return: time to do something else; OUTSIDE is to be read. */
const PAUSE: u32 = 3;
const FULL: u32 = 4;

/** As in `pack/make.ts`: room for a delta, and for a version that nothing is made of. */
const SMALL: u32 = 1 << 20;
/** As in `pack/catalogue.ts`. */
const AGAIN: u8 = 1;
const UNWANTED: u8 = 4;
/** As in `pack/family.ts`. */
const ENTRY_PRICE: f64 = 4096;

/** Where numbers stand in COUNTS: how many versions of each type were passed over, and their bytes; the entry that is left. */
const BYTES: usize = 32;
const ENTRY: usize = 40;
/** What the entry that is left is a delta of: its object, place, length, type and bits. No type if it is none. */
const BASE: usize = 44;

let deltaPlace: usize = 0;
let leafPlace: usize = 0;
let largest: u32 = 0;

/** The entry whose window is to be read. */
let waiting: i32 = NONE;
/** The entry at hand. */
let current: u32 = 0;
/** True if what trees and commits hold is written down, and nothing else is asked. */
let linking: bool = false;

/** Says where there is room. @param most bytes of a blob that is left to the caller if it has more. */
export function setPlaces(delta: usize, leaf: usize, most: u32): void {
  deltaPlace = delta;
  leafPlace = leaf;
  largest = most;
}

/** Has what trees and commits hold written down from now on, instead of looking for what there is to tell. */
export function writeLinks(): void {
  linking = true;
}

/** The caller does the entry itself whose window was to be read. */
export function skipWaiting(): void {
  waiting = NONE;
}

/**
 * Walks on. @param budget bytes of versions, about, after which it pauses.
 * @returns DONE if nothing is left; LEFT if the caller has to do an entry; UNREAD if the window of an entry is to be read; PAUSE; FULL.
 */
export function walk(budget: f64): u32 {
  const until = load<f64>(COUNTS, BYTES) + budget;
  let price: f64 = 0;
  while (load<f64>(COUNTS, BYTES) + price < until) {
    if (isFull() || (linking && linksAreFull())) return FULL;
    const entry = waiting === NONE ? nextEntry() : waiting;
    if (entry === NONE) return DONE;
    waiting = NONE;
    current = entry;
    price += ENTRY_PRICE;
    const fate = isLeaf(entry) ? passLeaf(entry) : passInner(entry);
    if (fate === DONE) continue;
    if (fate === UNREAD) waiting = entry;
    tellOf(entry);
    return fate;
  }
  return PAUSE;
}

function tellOf(entry: u32): void {
  store<u32>(COUNTS, entry, ENTRY);
  if (top === 0) store<u32>(COUNTS, 0, BASE + TYPE);
  else memory.copy(COUNTS + BASE, top, NEXT);
}

/** Opens an entry: one that is small, and a delta if there is a version on top. @returns as `openEntry`. */
function openNext(entry: u32): u32 {
  const opened = openEntry(entry);
  if (opened !== DONE) return opened;
  return entrySize > SMALL || (top === 0) !== (entryType !== 0) ? LEFT : DONE;
}

function passLeaf(entry: u32): u32 {
  if (flagsOf(objectOf(entry)) & AGAIN) return DONE;
  const opened = openNext(entry);
  if (opened !== DONE) return opened;
  if (top === 0) {
    if (!inflate(entryFrom, entryTo, leafPlace, entrySize) || !isSilent(entryType, leafPlace, entrySize, 0))
      return LEFT;
    count(entryType, entrySize);
    return DONE;
  }
  const length = openDelta();
  if (length < 0) return LEFT;
  const type = load<u32>(top, TYPE);
  if (type === TREE && mayBePatched(length)) {
    const silent = isSilentPatched(length);
    putBack(load<u32>(top, AT));
    if (silent) {
      count(type, length);
      return DONE;
    }
  }
  if (type === BLOB && isSilentByChange(leafPlace, length, true)) {
    count(type, length);
    return DONE;
  }
  // Of a version that nothing is to be made of, most bytes are of no interest.
  const brief = type === BLOB || (type === TREE && load<u32>(top, BITS) !== 0);
  const copies = apply(leafPlace, length, brief ? MARGIN : 0);
  if (copies < 0 || !isSilentChild(leafPlace, length, copies, brief, 0)) return LEFT;
  count(type, length);
  return DONE;
}

/** An entry that others are deltas of. */
function passInner(entry: u32): u32 {
  const opened = openNext(entry);
  if (opened !== DONE) return opened;
  if (depth === MOST_FRAMES) return LEFT;
  const object = objectOf(entry);
  const type = top === 0 ? entryType : load<u32>(top, TYPE);
  const length = top === 0 ? <i32>entrySize : openDelta();
  if (length < 0) return LEFT;
  const wanted = (flagsOf(object) & UNWANTED) === 0;
  if (top !== 0 && type === TREE && wanted && mayBePatched(length)) {
    if (isSilentPatched(length) && pushPatched(entry, object, length)) return DONE;
    putBack(load<u32>(top, AT));
  }
  const at = take(length);
  if (at === 0) return LEFT;
  // What an unwanted tree names is not noted: to its deltas, all of it is new.
  const bits = type === TREE && wanted ? take(bitBytes(length)) : 0;
  if (!makeInner(type, at, length, bits, wanted)) {
    give(at);
    if (bits !== 0) give(bits);
    return LEFT;
  }
  if ((flagsOf(object) & AGAIN) === 0) count(type, length);
  push(entry, type, at, length, bits, lastLinked());
  return DONE;
}

/** True if the delta at hand changes the tree on top in its place only, and nobody wants to know how. */
function mayBePatched(length: u32): bool {
  if (linking) return false;
  return load<u32>(top, BITS) !== 0 && load<u32>(top, LENGTH) === length && changesInPlace(deltaFrom, deltaTo, length);
}

/** Changes the tree on top, and says if there is nothing to tell of what it became. */
function isSilentPatched(length: u32): bool {
  return patchTree(deltaFrom, deltaTo, load<u32>(top, AT), length, load<u32>(top, BITS), leafPlace);
}

/** Holds the tree that the one on top was changed to: in its place if no other delta needs that, else a copy. False if there is no room. */
function pushPatched(entry: u32, object: u32, length: u32): bool {
  const base = <usize>load<u32>(top, AT);
  let bits = <usize>load<u32>(top, BITS);
  let at = base;
  if (!isLastChild()) {
    at = take(length);
    if (at === 0) return false;
    const own = take(bitBytes(length));
    if (own === 0) {
      give(at);
      return false;
    }
    memory.copy(at, base, length);
    memory.copy(own, bits, bitBytes(length));
    putBack(base);
    bits = own;
  }
  if ((flagsOf(object) & AGAIN) === 0) count(TREE, length);
  keepLouds(0, 0);
  push(entry, TREE, at, length, bits, 0);
  return true;
}

/**
 * Takes a version that the caller made of the entry that was left, and walks its deltas next. What the caller has of it is copied.
 * @param type of its entry, or of the entry's base. @param number of its links, if they are written down. @returns false if there is no room, or the version is large.
 */
export function adopt(type: u32, at: usize, length: u32, bits: usize, number: u32): bool {
  if (length > SMALL || depth === MOST_FRAMES) return false;
  const own = take(length);
  if (own === 0) return false;
  memory.copy(own, at, length);
  const ownBits = bits === 0 ? 0 : take(bitBytes(length));
  if (ownBits !== 0) memory.copy(ownBits, bits, bitBytes(length));
  const entry = load<u32>(COUNTS, ENTRY);
  keepLouds(UNKNOWN, top === 0 ? 0 : load<u32>(top, SPENT));
  keepText(type === BLOB && isTextScript(own, length));
  push(entry, type, own, length, ownBits, number);
  return true;
}

function makeInner(type: u32, at: usize, length: u32, bits: usize, wanted: bool): bool {
  keepLouds(0, 0);
  keepText(false);
  if (top === 0) {
    if (!inflate(entryFrom, entryTo, at, length)) return false;
    if (!(wanted ? isSilent(type, at, length, bits) : type === TREE || markWhole(at, length) === 0)) return false;
    if (wasDull) keepLouds(UNKNOWN, 0);
    return true;
  }
  if (type !== TREE && wanted && !linking && isSilentByChange(at, length, false)) return true;
  const copies = apply(at, length, 0);
  if (copies < 0) return false;
  if (wanted) return isSilentChild(at, length, copies, false, bits);
  keepLouds(UNKNOWN, 0);
  return type === TREE || markZones(at, length, load<u32>(top, LENGTH), copies, false) === 0;
}

/** Makes a child of the version on top, which is no tree. True if its changes alone tell that it is silent. */
function isSilentByChange(at: usize, length: u32, brief: bool): bool {
  let loud = load<u32>(top, LOUD);
  if (loud === UNKNOWN) {
    if (load<u32>(top, SPENT) < load<u32>(top, LENGTH)) return false;
    loud = listLouds(load<u32>(top, AT), load<u32>(top, LENGTH), loudsAt(depth - 1));
    store<u32>(top, loud, LOUD);
    store<u32>(top, 0, SPENT);
  }
  if (loud > MOST_LOUD) return false;
  const copies = apply(at, length, !brief ? 0 : loud === 0 ? CHANGE_MARGIN : MARGIN);
  if (copies < 0) return false;
  keepLouds(carryLouds(loudsAt(depth - 1), loud, copies, loudsAt(MOST_FRAMES)), 0);
  return (
    ownLoud <= MOST_LOUD &&
    isSilentByHead(load<u32>(top, TYPE), at, length, largest) &&
    staysSilent(at, length, load<u32>(top, LENGTH), copies, brief, loudsAt(MOST_FRAMES), ownLoud) &&
    staysText(load<u32>(top, TYPE), at, length, brief)
  );
}

/** Where the instructions of the delta begin, and where it ends. */
let deltaFrom: usize = 0;
let deltaTo: usize = 0;

/** Inflates a delta of the version on top. @returns the length of the child; -1 if it is the caller's. */
function openDelta(): i32 {
  if (!inflate(entryFrom, entryTo, deltaPlace, entrySize)) return -1;
  deltaFrom = deltaPlace;
  deltaTo = deltaPlace + entrySize;
  const base = readLength();
  if (base < 0 || <u32>base !== load<u32>(top, LENGTH)) return -1;
  const own = readLength();
  return own > <i32>SMALL ? -1 : own;
}

/** A length as it stands at the head of a delta; -1 if there is none, or a large one. */
function readLength(): i32 {
  let value: u32 = 0;
  for (let shift: u32 = 0; deltaFrom < deltaTo && shift <= 21; shift += 7) {
    const byte = <u32>load<u8>(deltaFrom++);
    value |= (byte & 127) << shift;
    if (byte < 128) return value;
  }
  return -1;
}

function apply(at: usize, length: u32, margin: u32): i32 {
  return makeChild(deltaFrom, deltaTo, load<u32>(top, AT), load<u32>(top, LENGTH), at, length, margin);
}

function isSilent(type: u32, at: usize, length: u32, bits: usize): bool {
  if (linking) return isLinkedWhole(current, type, at, length, bits);
  if (type === TREE) return wholeTree(at, length, bits) === 0;
  return isSilentByHead(type, at, length, largest) && isTextWhole(type, at, length) && markWhole(at, length) === 0;
}

function isSilentChild(at: usize, length: u32, copies: u32, brief: bool, bits: usize): bool {
  const type = load<u32>(top, TYPE);
  if (linking) return isLinkedChild(current, type, at, length, copies, brief, bits);
  if (type === TREE) {
    const baseBits = load<u32>(top, BITS);
    return (
      (baseBits === 0 ? wholeTree(at, length, bits) : changedTree(at, length, bits, baseBits, copies, brief)) === 0
    );
  }
  if (!isSilentByHead(type, at, length, largest) || markZones(at, length, load<u32>(top, LENGTH), copies, brief) !== 0)
    return false;
  if (!staysText(type, at, length, brief)) return false;
  const spent = load<u32>(top, SPENT) + zoneBytes();
  const loud = wasDull ? UNKNOWN : carryLouds(loudsAt(depth - 1), load<u32>(top, LOUD), copies, loudsAt(MOST_FRAMES));
  keepLouds(loud, spent);
  store<u32>(top, spent, SPENT);
  return true;
}

function count(type: u32, length: u32): void {
  const place = COUNTS + ((<usize>type) << 2);
  store<u32>(place, load<u32>(place) + 1);
  store<f64>(COUNTS, load<f64>(COUNTS, BYTES) + <f64>length, BYTES);
}
