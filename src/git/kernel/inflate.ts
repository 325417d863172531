/**
 * Inflates zlib streams of known length (RFC 1950, RFC 1951): those of packs, most of them of less than a hundred bytes. The
 * twin is node's own zlib; both must accept the same streams. Tables of codes are looked up by the next bits of the stream;
 * what is longer than a table's index goes on in a table behind it.
 */
import { adler32 } from './checks';
import { buildCode, END, LITERAL, prepareCodes, SPECIAL, SUBTABLE } from './codes';
import { TABLES } from './memory';

const LITERAL_BITS: u32 = 10;
const DISTANCE_BITS: u32 = 8;

let LTAB: usize = 0;
let DTAB: usize = 0;
let FIXED_LTAB: usize = 0;
let FIXED_DTAB: usize = 0;
let PTAB: usize = 0;
let LENS: usize = 0;
let LRES: usize = 0;
let DRES: usize = 0;
let PRES: usize = 0;
/** The order in which the lengths of the code of lengths come (RFC 1951, 3.2.7). */
const ORDER: usize = memory.data<u8>([16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]);

/** Makes the tables that are always the same. */
export function prepareInflate(): void {
  LTAB = TABLES;
  DTAB = LTAB + 4 * 2400;
  FIXED_LTAB = DTAB + 4 * 1600;
  FIXED_DTAB = FIXED_LTAB + 4 * 512;
  PTAB = FIXED_DTAB + 4 * 32;
  LENS = PTAB + 4 * 128;
  LRES = prepareCodes(LENS + 384);
  DRES = LRES + 4 * 288;
  PRES = DRES + 4 * 32;
  for (let i: u32 = 0; i < 256; i++) store<u32>(LRES + (i << 2), LITERAL | (i << 16));
  store<u32>(LRES + (256 << 2), SPECIAL | END);
  let base: u32 = 3;
  for (let i: u32 = 257; i < 285; i++) {
    const extra: u32 = i < 265 ? 0 : (i - 261) >> 2;
    store<u32>(LRES + (i << 2), (base << 16) | extra);
    base += 1 << extra;
  }
  store<u32>(LRES + (285 << 2), 258 << 16);
  store<u32>(LRES + (286 << 2), SPECIAL);
  store<u32>(LRES + (287 << 2), SPECIAL);
  base = 1;
  for (let i: u32 = 0; i < 30; i++) {
    const extra: u32 = i < 4 ? 0 : (i - 2) >> 1;
    store<u32>(DRES + (i << 2), (base << 16) | extra);
    base += 1 << extra;
  }
  store<u32>(DRES + (30 << 2), SPECIAL);
  store<u32>(DRES + (31 << 2), SPECIAL);
  for (let i: u32 = 0; i < 19; i++) store<u32>(PRES + (i << 2), i << 16);
  for (let i: u32 = 0; i < 288; i++) store<u8>(LENS + i, i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8);
  buildCode(LENS, 288, FIXED_LTAB, 9, LRES, false);
  for (let i: u32 = 0; i < 32; i++) store<u8>(LENS + i, 5);
  buildCode(LENS, 32, FIXED_DTAB, 5, DRES, false);
}

/** Inflates [from, to) into `size` bytes at `out`. True if it is a whole zlib stream of exactly that, with the right checksum. */
export function inflate(from: usize, to: usize, out: usize, size: u32): bool {
  if (to - from < 6) return false;
  const h: u32 = ((<u32>load<u8>(from)) << 8) | load<u8>(from + 1);
  if ((h & 0x0f00) !== 0x0800 || h % 31 !== 0 || (h & 0x20) !== 0 || h >> 12 > 7) return false;
  let p: usize = from + 2;
  const pe = to - 4;
  let buf: u64 = 0;
  let left: u32 = 0; // bits in buf
  let o = out;
  const oe = out + size;
  let final: bool = false;
  while (!final) {
    if (p > to + 8) return false;
    buf |= load<u64>(p) << left;
    p += (63 - left) >> 3;
    left |= 56;
    final = (buf & 1) !== 0;
    const type = <u32>(buf >> 1) & 3;
    buf >>= 3;
    left -= 3;
    let lt: usize, dt: usize, lbits: u32, dbits: u32;
    if (type === 1) {
      lt = FIXED_LTAB;
      dt = FIXED_DTAB;
      lbits = 9;
      dbits = 5;
    } else if (type === 2) {
      const nl = (<u32>buf & 31) + 257;
      const nd = (<u32>(buf >> 5) & 31) + 1;
      const np = (<u32>(buf >> 10) & 15) + 4;
      if (nl > 286 || nd > 30) return false;
      buf >>= 14;
      left -= 14;
      buf |= load<u64>(p) << left;
      p += (63 - left) >> 3;
      left |= 56;
      store<u64>(LENS, 0);
      store<u64>(LENS + 8, 0);
      store<u32>(LENS + 16, 0);
      for (let i: u32 = 0; i < np; i++) {
        if (i === 16) {
          buf |= load<u64>(p) << left;
          p += (63 - left) >> 3;
          left |= 56;
        }
        store<u8>(LENS + load<u8>(ORDER + i), <u8>buf & 7);
        buf >>= 3;
        left -= 3;
      }
      const pbits = buildCode(LENS, 19, PTAB, 7, PRES, false);
      if (pbits < 0) return false;
      const pmask: u64 = (1 << pbits) - 1;
      const n = nl + nd;
      for (let i: u32 = 0; i < n; ) {
        if (p > to + 8) return false;
        if (left < 14) {
          buf |= load<u64>(p) << left;
          p += (63 - left) >> 3;
          left |= 56;
        }
        const e = load<u32>(PTAB + ((<usize>(buf & pmask)) << 2));
        const bits = e & 0xff;
        buf >>= bits;
        left -= bits;
        const sym = e >> 16;
        if (sym < 16) {
          store<u8>(LENS + i++, <u8>sym);
          continue;
        }
        let value: u8 = 0;
        let times: u32;
        if (sym === 16) {
          if (i === 0) return false;
          value = load<u8>(LENS + i - 1);
          times = 3 + (<u32>buf & 3);
          buf >>= 2;
          left -= 2;
        } else if (sym === 17) {
          times = 3 + (<u32>buf & 7);
          buf >>= 3;
          left -= 3;
        } else {
          times = 11 + (<u32>buf & 127);
          buf >>= 7;
          left -= 7;
        }
        if (i + times > n) return false;
        memory.fill(LENS + i, value, times);
        i += times;
      }
      if (load<u8>(LENS + 256) === 0) return false;
      const db = buildCode(LENS + nl, nd, DTAB, DISTANCE_BITS, DRES, true);
      if (db < 0) return false;
      const lb = buildCode(LENS, nl, LTAB, LITERAL_BITS, LRES, true);
      if (lb < 0) return false;
      lt = LTAB;
      dt = DTAB;
      lbits = lb;
      dbits = db;
    } else if (type === 0) {
      // back to the byte
      p -= left >> 3;
      buf = 0;
      left = 0;
      if (p + 4 > pe) return false;
      const len = <u32>load<u16>(p);
      if ((len ^ <u32>load<u16>(p + 2)) !== 0xffff) return false;
      p += 4;
      if (p + len > pe || o + len > oe) return false;
      memory.copy(o, p, len);
      o += len;
      p += len;
      continue;
    } else return false;

    const lmask: u64 = (1 << lbits) - 1;
    const dmask: u64 = (1 << dbits) - 1;
    buf |= load<u64>(p) << left;
    p += (63 - left) >> 3;
    left |= 56;
    // Always the entry of the next bits, of which there are at least 48.
    let e = load<u32>(lt + ((<usize>(buf & lmask)) << 2));
    for (;;) {
      if (<i32>e < 0) {
        store<u8>(o, <u8>(e >> 16));
        buf >>= <u64>e;
        left -= e & 15;
        e = load<u32>(lt + ((<usize>(buf & lmask)) << 2));
        if (<i32>e < 0) {
          store<u8>(o, <u8>(e >> 16), 1);
          buf >>= <u64>e;
          left -= e & 15;
          e = load<u32>(lt + ((<usize>(buf & lmask)) << 2));
          if (<i32>e < 0) {
            store<u8>(o, <u8>(e >> 16), 2);
            o += 3;
            buf >>= <u64>e;
            left -= e & 15;
            buf |= load<u64>(p) << left;
            p += (63 - left) >> 3;
            left |= 56;
            e = load<u32>(lt + ((<usize>(buf & lmask)) << 2));
            if (o > oe || p > to + 8) return false;
            continue;
          }
          o += 2;
        } else o += 1;
        buf |= load<u64>(p) << left;
        p += (63 - left) >> 3;
        left |= 56;
      }
      if (e & SPECIAL) {
        if (e & SUBTABLE) {
          buf >>= <u64>e;
          left -= e & 0xff;
          e = load<u32>(lt + ((<usize>(e >> 16) + <usize>(buf & (((<u64>1) << ((e >> 8) & 15)) - 1))) << 2));
          if (<i32>e < 0) {
            store<u8>(o++, <u8>(e >> 16));
            buf >>= <u64>e;
            left -= e & 15;
            buf |= load<u64>(p) << left;
            p += (63 - left) >> 3;
            left |= 56;
            e = load<u32>(lt + ((<usize>(buf & lmask)) << 2));
            if (o > oe || p > to + 8) return false;
            continue;
          }
        }
        if (e & SPECIAL) {
          if (!(e & END)) return false;
          buf >>= <u64>e;
          left -= e & 15;
          break;
        }
      }
      const length = (e >> 16) + <u32>((buf & (((<u64>1) << (<u64>e)) - 1)) >> <u64>((e >> 8) & 15));
      buf >>= <u64>e;
      left -= e & 0xff;
      // at least 56 - 20 = 36 bits: 15 + 13 = 28 for the distance
      e = load<u32>(dt + ((<usize>(buf & dmask)) << 2));
      if (e & SPECIAL) {
        if (!(e & SUBTABLE)) return false;
        buf >>= <u64>e;
        left -= e & 0xff;
        e = load<u32>(dt + ((<usize>((e >> 16) & 0x7fff) + <usize>(buf & (((<u64>1) << ((e >> 8) & 15)) - 1))) << 2));
        if (e & SPECIAL) return false;
      }
      const distance = (e >> 16) + <u32>((buf & (((<u64>1) << (<u64>e)) - 1)) >> <u64>((e >> 8) & 15));
      buf >>= <u64>e;
      left -= e & 0xff;
      if (distance > <u32>(o - out) || o + length > oe || p > to + 8) return false;
      buf |= load<u64>(p) << left;
      p += (63 - left) >> 3;
      left |= 56;
      e = load<u32>(lt + ((<usize>(buf & lmask)) << 2));
      let src = o - distance;
      const stop = o + length;
      if (distance >= 16) {
        v128.store(o, v128.load(src));
        while (o + 16 < stop) {
          o += 16;
          src += 16;
          v128.store(o, v128.load(src));
        }
      } else if (distance >= 8) {
        do {
          store<u64>(o, load<u64>(src));
          o += 8;
          src += 8;
        } while (o < stop);
      } else if (distance === 1) {
        const v = i8x16.splat(load<i8>(src));
        do {
          v128.store(o, v);
          o += 16;
        } while (o < stop);
      } else {
        do {
          store<u8>(o++, load<u8>(src++));
        } while (o < stop);
      }
      o = stop;
    }
  }
  if (o !== oe) return false;
  p -= left >> 3;
  if (p !== pe) return false;
  return adler32(out, size) === bswap<u32>(load<u32>(p));
}
