/**
 * Goes through the entries of trees (`mode SP name NUL id`): of a version only those that are new. The twin is
 * `pack/trees.ts`. A bit for each byte says where entries start, and a last one where the last of them ends, so that an
 * entry counts as known only if it lies whole in one copy and is an entry of the base too.
 */
import { MARGIN } from './delta';
import { isQuiet } from './finder';
import { IN_BLOB_ENTRY, IN_TREE_ENTRY, idWidth, isNamed } from './ids';
import { COPY_BASES, COPY_ENDS, COPY_STARTS, MARKS, MOST_MARKS } from './memory';

/** A name shorter than this holds nothing (`src/git/tree.ts`). */
export const SHORTEST: usize = 20;
/** The tree has a piece that is no entry, or more marks than fit: the twin takes it. */
export const ODD: i32 = -1;

export const SUBMODULE: u32 = 16;
export const NO_ENTRY: u32 = 17;
/** A mode of more digits is the twin's. */
const MOST_DIGITS: u32 = 10;
/** In a brief child: entries are at most so long, and begin at most so far behind the start of a copy. What is read is there then. */
export const LONGEST_BRIEF: u32 = 1000;
export const NEAR_START: u32 = MARGIN - LONGEST_BRIEF;

let marks: u32 = 0;

/** For `versions.ts`, which takes entries one by one: forgets all marks; and says how many there are. */
export function startMarks(): void {
  marks = 0;
}
export function marked(): u32 {
  return marks;
}

export function bit(bits: usize, at: u32): bool {
  return ((load<u8>(bits + (at >> 3)) >> <u8>(at & 7)) & 1) !== 0;
}

export function setBit(bits: usize, at: u32): void {
  const byte = bits + (at >> 3);
  store<u8>(byte, load<u8>(byte) | ((<u8>1) << (<u8>(at & 7))));
}

/** The last set bit at or before `at`; there is one. */
export function lastBit(bits: usize, at: u32): u32 {
  let word = (at >> 5) << 5;
  let held = load<u32>(bits + (word >> 3)) & (0xffffffff >> (31 - (at & 31)));
  while (held === 0) {
    word -= 32;
    held = load<u32>(bits + (word >> 3));
  }
  return word + 31 - clz<u32>(held);
}

/** Copies bits [from, from + count) to [to, …) of `into`, where all from there on are zero. Reads and writes up to 16 bytes behind. */
export function copyBits(bits: usize, from: u32, into: usize, to: u32, count: u32): void {
  const first = min<u32>((8 - (to & 7)) & 7, count);
  if (first > 0) {
    // Up to a whole byte.
    const some = (<u32>load<u16>(bits + (from >> 3)) >> (from & 7)) & ((1 << first) - 1);
    const at = into + (to >> 3);
    store<u8>(at, <u32>load<u8>(at) | (some << (to & 7)));
  }
  let source = bits + ((from + first) >> 3);
  let target = into + ((to + first) >> 3);
  let left = <i32>(count - first);
  const shift = <i32>((from + first) & 7);
  for (; left >= 128; left -= 128) {
    const low = i64x2.shr_u(v128.load(source), shift);
    // In two steps: a shift by 64 is one by none.
    const high = i64x2.shl(i64x2.shl(v128.load(source, 8), 1), 63 - shift);
    v128.store(target, v128.or(low, high));
    source += 16;
    target += 16;
  }
  for (; left > 0; left -= 64) {
    let word = (load<u64>(source) >> <u64>shift) | ((load<u64>(source, 8) << 1) << (<u64>(63 - shift)));
    if (left < 64) word &= ((<u64>1) << (<u64>left)) - 1;
    store<u64>(target, word);
    source += 8;
    target += 8;
  }
}

/** Bytes that the bits of a tree of this length take. */
export function bitBytes(length: u32): u32 {
  return (length >> 3) + 24;
}

/**
 * Takes one entry; what the twin has to look at is marked.
 * @returns where the next one starts, or 0 if there is no whole entry before `end`.
 */
export function takeEntry(tree: usize, at: usize, end: usize): usize {
  const digits = modeDigits(at);
  const kind = kindOf(at, digits);
  if (kind === NO_ENTRY) return 0;
  const name = at + digits + 1;
  const stop = nameEnd(at, digits, end);
  const id = stop + 1;
  const next = id + idWidth();
  if (stop === 0 || next > end) return 0;
  const known = kind !== SUBMODULE && isNamed(id, kind);
  if (!known || (stop >= name + SHORTEST && !isQuiet(name, stop))) {
    if (marks === MOST_MARKS) return 0;
    store<u32>(MARKS + ((<usize>marks) << 2), <u32>(at - tree));
    marks++;
  }
  return next;
}

/** How many bytes stand before the first space, or 16. */
export function modeDigits(at: usize): u32 {
  return ctz<u32>(<u32>i8x16.bitmask(i8x16.eq(v128.load(at), i8x16.splat(32))) | 0x10000);
}

/** What an entry names, by its mode of so many digits at `at`: the modes that git writes first. */
export function kindOf(at: usize, digits: u32): u32 {
  if (digits === 6) {
    const two = load<u16>(at);
    if ((two === 0x3031 || two === 0x3231) && (load<u32>(at, 2) & 0xf8f8f8f8) === 0x30303030) return IN_BLOB_ENTRY;
  } else if (digits === 5 && (load<u32>(at) & 0xf8f8f8ff) === 0x30303034 && (load<u8>(at, 4) & 0xf8) === 0x30) {
    return IN_TREE_ENTRY;
  }
  if (digits === 0 || digits > MOST_DIGITS) return NO_ENTRY;
  for (let i: usize = 0; i < digits; i++) {
    const byte = <u32>load<u8>(at + i);
    if (byte < 48 || byte > 55) return NO_ENTRY;
  }
  const type = typeOf(at, digits);
  return type === 0xe000 ? SUBMODULE : type === 0x4000 ? IN_TREE_ENTRY : IN_BLOB_ENTRY;
}

/** The bits of a mode that tell the type. */
function typeOf(at: usize, digits: u32): u32 {
  let mode: u32 = 0;
  for (let i: usize = 0; i < digits; i++) mode = (mode << 3) + <u32>load<u8>(at + i) - 48;
  return mode & 0xf000;
}

/** True if git follows what an entry names that is no folder: a file or a link. */
export function isFollowed(at: usize, digits: u32): bool {
  const type = typeOf(at, digits);
  return type === 0x8000 || type === 0xa000;
}

/** Where the name of the entry at `at` ends, whose mode has so many digits; 0 if that is not before `end`. */
export function nameEnd(at: usize, digits: u32, end: usize): usize {
  const zero = i8x16.splat(0);
  let nul = <u32>i8x16.bitmask(i8x16.eq(v128.load(at), zero)) & ~(((<u32>2) << digits) - 1);
  let p = at;
  while (nul === 0) {
    p += 16;
    if (p >= end) return 0;
    nul = <u32>i8x16.bitmask(i8x16.eq(v128.load(p), zero));
  }
  return p + ctz<u32>(nul);
}

/**
 * Every entry of a tree. @param bits where its bits go, or 0 if no delta of it is to come.
 * @returns how many entries are in MARKS, by their offsets; or ODD.
 */
export function wholeTree(tree: usize, length: u32, bits: usize): i32 {
  marks = 0;
  if (bits !== 0) memory.fill(bits, 0, bitBytes(length));
  const end = tree + length;
  let at = tree;
  while (at < end) {
    if (bits !== 0) setBit(bits, <u32>(at - tree));
    at = takeEntry(tree, at, end);
    if (at === 0) return ODD;
  }
  if (bits !== 0) setBit(bits, length);
  return <i32>marks;
}

/**
 * The entries that are new in a tree that the last delta made of another.
 * @param baseBits of the other. @param brief the middle of long copies is missing: ODD if it is asked for.
 */
export function changedTree(tree: usize, length: u32, bits: usize, baseBits: usize, copies: u32, brief: bool): i32 {
  marks = 0;
  if (bits !== 0) memory.fill(bits, 0, bitBytes(length));
  const end = tree + length;
  let at: u32 = 0;
  let i: u32 = 0;
  while (at < length) {
    while (i < copies && load<u32>(COPY_ENDS + ((<usize>i) << 2)) <= at) i++;
    if (i < copies) {
      const place = (<usize>i) << 2;
      const start = load<u32>(COPY_STARTS + place);
      if (start <= at) {
        const stop = load<u32>(COPY_ENDS + place);
        const base = load<u32>(COPY_BASES + place);
        const from = base + at - start;
        if (bit(baseBits, from)) {
          // Up to the last entry that ends in the copy.
          const until = lastBit(baseBits, base + stop - start);
          if (until > from) {
            if (bits !== 0) copyBits(baseBits, from, bits, at, until - from);
            at += until - from;
            continue;
          }
        }
        if (brief && at > start + NEAR_START && at + MARGIN < stop) return ODD;
      }
    }
    if (bits !== 0) setBit(bits, at);
    const next = takeEntry(tree, tree + at, brief ? min(end, tree + at + LONGEST_BRIEF) : end);
    if (next === 0) return ODD;
    at = <u32>(next - tree);
  }
  if (bits !== 0) setBit(bits, length);
  return <i32>marks;
}
