/** Makes the tables that codes of RFC 1951 are read by: looked up by the next bits of the stream, with tables behind for what is longer. */

/** An entry of a table: value in the upper half, then the bits of the code alone, then code and extra bits together. */
export const LITERAL: u32 = 0x80000000;
export const SPECIAL: u32 = 0x8000;
export const SUBTABLE: u32 = 0x4000;
export const END: u32 = 0x2000;

/** No table has an index of more bits. */
export const WIDEST: u32 = 11;
/** Lengths are looked through by so many. */
export const GROUP: u32 = 64;

/** Codes are counted up as numbers of so many bits: the first bits of each are the code itself, whatever its length. */
const LONGEST: u32 = 15;
const ALL: u32 = 1 << LONGEST;
/** What the length of a code adds to its entry: it stands there twice. */
const TWICE: u32 = 0x101;

/** The numbers of WIDEST bits, reversed. */
let REVERSED: usize = 0;

/** Lays out what making a table needs. @returns one past its end. */
export function prepareCodes(at: usize): usize {
  REVERSED = at;
  for (let i: u32 = 0; i < (<u32>1) << WIDEST; i++) {
    let reversed: u32 = 0;
    for (let bit: u32 = 0; bit < WIDEST; bit++) reversed |= ((i >> bit) & 1) << (WIDEST - 1 - bit);
    store<u16>(REVERSED + (i << 1), <u16>reversed);
  }
  return REVERSED + (2 << WIDEST);
}

/**
 * Makes the table of a canonical code (RFC 1951, 3.2.2).
 * @param lens the length of each symbol's code. @param n their number, a multiple of GROUP. @param used a bit for each length that
 * may be among them. @param tab where the table goes. @param most bits that its index may have. @param results what an entry says
 * of a symbol, but for the bits of its code. @param mayBeShort a code of one symbol, or of none, is one too.
 * @returns the bits of the index; -1 if this is no code.
 */
export function buildCode(
  lens: usize,
  n: u32,
  used: u32,
  tab: usize,
  most: u32,
  results: usize,
  mayBeShort: bool,
): i32 {
  let code: u32 = 0;
  let bits: u32 = 0;
  for (let lengths = used & ~1; lengths !== 0; lengths &= lengths - 1) {
    const length = ctz<u32>(lengths);
    if (length > most) {
      if (countOf(lens, n, length) === 0) continue;
      widen(tab, bits, most);
      return buildLong(lens, n, lengths, code, tab, most, results) ? <i32>most : -1;
    }
    const step = ALL >> length;
    for (let at: u32 = 0; at < n; at += GROUP) {
      let some = symbolsOf(lens + at, length);
      if (some === 0) continue;
      if (code + <u32>popcnt<u64>(some) * step > ALL) return -1;
      // What is there already is what every longer index begins with.
      if (bits !== length) widen(tab, bits, length);
      bits = length;
      const result = results + ((<usize>at) << 2);
      do {
        const place = <usize>load<u16>(REVERSED + ((code >> (LONGEST - WIDEST)) << 1));
        store<u32>(tab + (place << 2), load<u32>(result + ((<usize>ctz<u64>(some)) << 2)) + length * TWICE);
        code += step;
        some &= some - 1;
      } while (some !== 0);
    }
  }
  if (code === ALL) return <i32>bits;
  if (!mayBeShort || bits > 1) return -1;
  // One code of one bit, or none at all: everything else is no code.
  store<u32>(tab, SPECIAL | TWICE, 4);
  if (bits === 0) store<u32>(tab, SPECIAL | TWICE);
  return 1;
}

/** Makes a table with an index of `bits` bits one with an index of `more`. */
export function widen(tab: usize, bits: u32, more: u32): void {
  if (bits === 0) return;
  let to = tab + ((<usize>4) << bits);
  const end = tab + ((<usize>4) << more);
  if (bits === 1 && to < end) {
    store<u64>(to, load<u64>(tab));
    to += 8;
  }
  for (let from = tab; to < end; to += 16, from += 16) v128.store(to, v128.load(from));
}

/** Goes on with codes that are longer than the index: they get tables behind it. False if this is no code. */
function buildLong(lens: usize, n: u32, used: u32, first: u32, tab: usize, bits: u32, results: usize): bool {
  const rest = LONGEST - bits;
  let code = first;
  let prefix: u32 = -1;
  let start: u32 = 0;
  let next: u32 = 1 << bits;
  for (let lengths = used; lengths !== 0; lengths &= lengths - 1) {
    const length = ctz<u32>(lengths);
    const step = ALL >> length;
    const end = code + countOf(lens, n, length) * step;
    if (end > ALL) return false;
    for (let at: u32 = 0; at < n; at += GROUP) {
      for (let some = symbolsOf(lens + at, length); some !== 0; some &= some - 1) {
        if (code >> rest !== prefix) {
          prefix = code >> rest;
          // As wide as the longest code asks that begins with these bits.
          let longest = length;
          let filled = end;
          for (let more = lengths & (lengths - 1); filled < (prefix + 1) << rest && more !== 0; more &= more - 1) {
            longest = ctz<u32>(more);
            filled += countOf(lens, n, longest) * (ALL >> longest);
          }
          const wide = longest - bits;
          start = next;
          next = start + (1 << wide);
          const place = <usize>load<u16>(REVERSED + (((<usize>prefix) << (WIDEST - bits)) << 1));
          store<u32>(tab + (place << 2), SPECIAL | SUBTABLE | (start << 16) | (wide << 8) | bits);
        }
        const behind = <usize>(code << (WIDEST - rest)) & ((1 << WIDEST) - 1);
        const entry = load<u32>(results + ((<usize>at + <usize>ctz<u64>(some)) << 2)) + (length - bits) * TWICE;
        for (let i = start + load<u16>(REVERSED + (behind << 1)); i < next; i += 1 << (length - bits)) {
          store<u32>(tab + (i << 2), entry);
        }
        code += step;
      }
    }
  }
  return code === ALL;
}

/** A bit for each of the GROUP lengths at `lens` that is `length`. */
function symbolsOf(lens: usize, length: u32): u64 {
  const same = i8x16.splat(<i8>length);
  return (
    <u64>i8x16.bitmask(i8x16.eq(v128.load(lens), same)) |
    ((<u64>i8x16.bitmask(i8x16.eq(v128.load(lens, 16), same))) << 16) |
    ((<u64>i8x16.bitmask(i8x16.eq(v128.load(lens, 32), same))) << 32) |
    ((<u64>i8x16.bitmask(i8x16.eq(v128.load(lens, 48), same))) << 48)
  );
}

function countOf(lens: usize, n: u32, length: u32): u32 {
  let found: u32 = 0;
  for (let at: u32 = 0; at < n; at += GROUP) found += <u32>popcnt<u64>(symbolsOf(lens + at, length));
  return found;
}
