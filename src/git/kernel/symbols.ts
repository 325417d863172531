/** Decodes the literals and matches of one block (RFC 1951, 3.2.3 to 3.2.5): far from the ends of input and output, or near them. */
import { buffer, count, input, keepInput, keepOutput, output } from './bits';
import { END, SPECIAL, SUBTABLE, WIDEST } from './codes';

/** Bits of the index of a table of distances, and how far it lies behind that of literals and lengths. */
export const DISTANCE_BITS: u32 = 8;
export const DISTANCES: usize = 4 * 2400;

/** How far from the ends the one loop must stay, which then looks at the bounds but once for some literals and a match. */
const FAR_FROM_OUTPUT: usize = 264;
const FAR_FROM_INPUT: usize = 16;

/** How it ended: damaged, with the block, or near the ends. */
export const BAD: u32 = 0;
export const ENDED: u32 = 1;
export const GOES_ON: u32 = 2;

/** Two types for one function to be compiled for, which are told apart by their size. */
type Near = u8;
type Far = u16;

/** For each distance below 16: what the next 16 bytes are of the last, and how many of them make whole turns. */
let TURNS: usize = 0;

/** Lays out what is needed. @returns one past its end. */
export function prepareSymbols(at: usize): usize {
  TURNS = at;
  for (let distance: usize = 1; distance < 16; distance++) {
    for (let i: usize = 0; i < 16; i++) store<u8>(TURNS + (distance << 4) + i, <u8>(i % distance));
    store<u8>(TURNS + distance, <u8>(16 - (16 % distance)));
  }
  return TURNS + 256;
}

/**
 * Decodes a block from where the reading stands, or goes on with it.
 * @param table of literals and lengths, that of distances DISTANCES behind. @param bits of its index. @param to, end where input and
 * output end, as far as the reading may look ahead. @param out where the output begins.
 * @returns BAD or ENDED.
 */
export function decode(table: usize, bits: u32, to: usize, out: usize, end: usize): u32 {
  return decodeAt<Near>(table, (1 << bits) - 1, to, out, end);
}

/**
 * The same as long as it is far from the ends.
 * @param table with an index of WIDEST bits.
 * @returns BAD, ENDED or GOES_ON.
 */
export function decodeFar(table: usize, to: usize, out: usize, end: usize): u32 {
  return decodeAt<Far>(table, (1 << WIDEST) - 1, to - FAR_FROM_INPUT, out, end - FAR_FROM_OUTPUT);
}

function decodeAt<Place>(table: usize, mask: u32, to: usize, out: usize, end: usize): u32 {
  const far = sizeof<Place>() === sizeof<Far>();
  let p = input;
  let buf = buffer;
  let left = count; // only its last six bits count
  let o = output;
  buf |= load<u64>(p) << (<u64>left);
  p += (~left >> 3) & 7;
  left |= 56;
  // Always the entry of the next bits, of which there are at least 28, and 56 at the start of each turn.
  let e = load<u32>(table + ((<u32>buf & mask) << 2));
  for (;;) {
    if (<i32>e < 0) {
      store<u8>(o, <u8>(e >> 16));
      buf >>= <u64>e;
      left -= e;
      e = load<u32>(table + ((<u32>buf & mask) << 2));
      if (<i32>e < 0) {
        store<u8>(o, <u8>(e >> 16), 1);
        buf >>= <u64>e;
        left -= e;
        e = load<u32>(table + ((<u32>buf & mask) << 2));
        if (<i32>e < 0) {
          store<u8>(o, <u8>(e >> 16), 2);
          buf >>= <u64>e;
          left -= e;
          e = load<u32>(table + ((<u32>buf & mask) << 2));
          if (<i32>e < 0) {
            store<u8>(o, <u8>(e >> 16), 3);
            buf >>= <u64>e;
            left -= e;
            e = load<u32>(table + ((<u32>buf & mask) << 2));
            if (<i32>e < 0) {
              store<u8>(o, <u8>(e >> 16), 4);
              o += 5;
              buf >>= <u64>e;
              left -= e;
              buf |= load<u64>(p) << (<u64>left);
              p += (~left >> 3) & 7;
              left |= 56;
              e = load<u32>(table + ((<u32>buf & mask) << 2));
              if (far) {
                if (o >= end || p >= to) break;
              } else if (o > end || p > to) return BAD;
              continue;
            }
            o += 4;
            buf |= load<u64>(p) << (<u64>left);
            p += (~left >> 3) & 7;
            left |= 56;
          } else o += 3;
        } else o += 2;
      } else o += 1;
    }
    // A length, of at most 20 bits, and there are 56 less 3 times 11.
    if (e & SPECIAL) {
      if (e & SUBTABLE) {
        buf >>= <u64>e;
        left -= e;
        e = load<u32>(table + (((e >> 16) + (<u32>buf & ((1 << ((e >> 8) & 15)) - 1))) << 2));
        if (<i32>e < 0) {
          store<u8>(o++, <u8>(e >> 16));
          buf >>= <u64>e;
          left -= e;
          buf |= load<u64>(p) << (<u64>left);
          p += (~left >> 3) & 7;
          left |= 56;
          e = load<u32>(table + ((<u32>buf & mask) << 2));
          if (far) {
            if (o >= end || p >= to) break;
          } else if (o > end || p > to) return BAD;
          continue;
        }
      }
      if (e & SPECIAL) {
        if (!(e & END)) return BAD;
        buf >>= <u64>e;
        left -= e;
        keepInput(p, buf, left & 63);
        keepOutput(o);
        return ENDED;
      }
    }
    const length = (e >> 16) + <u32>((buf & (((<u64>1) << (<u64>e)) - 1)) >> <u64>(e >> 8));
    buf >>= <u64>e;
    left -= e;
    // A distance, of at most 28 bits.
    e = load<u32>(table + ((<u32>buf & ((1 << DISTANCE_BITS) - 1)) << 2), DISTANCES);
    buf |= load<u64>(p) << (<u64>left);
    p += (~left >> 3) & 7;
    left |= 56;
    if (e & SPECIAL) {
      if (!(e & SUBTABLE)) return BAD;
      buf >>= <u64>e;
      left -= e;
      e = load<u32>(table + ((((e >> 16) & 0x7fff) + (<u32>buf & ((1 << ((e >> 8) & 15)) - 1))) << 2), DISTANCES);
      if (e & SPECIAL) return BAD;
    }
    const distance = (e >> 16) + <u32>((buf & (((<u64>1) << (<u64>e)) - 1)) >> <u64>(e >> 8));
    buf >>= <u64>e;
    left -= e;
    e = load<u32>(table + ((<u32>buf & mask) << 2));
    buf |= load<u64>(p) << (<u64>left);
    p += (~left >> 3) & 7;
    left |= 56;
    let source = o - distance;
    if (source < out) return BAD;
    const stop = o + length;
    if (!far) {
      if (stop > end || p > to) return BAD;
    }
    if (distance >= 16) {
      v128.store(o, v128.load(source));
      if (length > 16) {
        do {
          o += 16;
          source += 16;
          v128.store(o, v128.load(source));
        } while (o + 16 < stop);
      }
    } else {
      const turns = i8x16.swizzle(v128.load(source), v128.load(TURNS + (distance << 4)));
      const step = <usize>load<u8>(TURNS + distance);
      do {
        v128.store(o, turns);
        o += step;
      } while (o < stop);
    }
    o = stop;
    if (far) {
      if (o >= end || p >= to) break;
    }
  }
  keepInput(p, buf, left & 63);
  keepOutput(o);
  return GOES_ON;
}
