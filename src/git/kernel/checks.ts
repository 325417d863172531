/** Checksums: Adler-32 of what was inflated (RFC 1950), CRC-32 of what is stored (the pack index). */
import { TABLES } from './memory';

let CRC: usize = 0;
/** Blocks of 16 bytes after which Adler-32 must take its remainders (5552 bytes at most), and sums of 16 bits be added up. */
const MOST_BLOCKS: usize = 336;
const SOME_BLOCKS: usize = 16;

/** Makes the tables of CRC-32: one for each of 16 bytes that are taken at a time. */
export function prepareChecks(): void {
  CRC = TABLES + 0x8000;
  for (let i: u32 = 0; i < 256; i++) {
    let c = i;
    for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >> 1) : c >> 1;
    store<u32>(CRC + (i << 2), c);
  }
  for (let i: u32 = 0; i < 256; i++) {
    let c = load<u32>(CRC + (i << 2));
    for (let t = 1; t < 16; t++) {
      c = load<u32>(CRC + ((c & 255) << 2)) ^ (c >> 8);
      store<u32>(CRC + (t << 10) + (i << 2), c);
    }
  }
}

/** Adler-32 of [start, start + size). */
export function adler32(start: usize, size: u32): u32 {
  const end = start + size;
  const odd = size & 15;
  let at = start + odd;
  let a: u32 = 1;
  let b: u32 = 0;
  if (odd !== 0) {
    // What is no whole block comes first, behind zeros in place of what lies before it.
    const places = i8x16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    const own = i8x16.ge_s(places, i8x16.splat(<i8>(16 - odd)));
    const v = v128.and(v128.load(at - 16), own);
    const pairs = i16x8.extadd_pairwise_i8x16_u(v);
    a += sum(i32x4.extadd_pairwise_i16x8_u(pairs));
    b = odd + sum(weighed(pairs, v128.and(v, i16x8.splat(255))));
  }
  while (at < end) {
    let blocks = (end - at) >> 4;
    if (blocks > MOST_BLOCKS) blocks = MOST_BLOCKS;
    b += a * <u32>(blocks << 4);
    // Sums of all bytes; for each block those of the blocks before it; and of each byte times its place in its block.
    let all = i32x4.splat(0);
    let before = i32x4.splat(0);
    let within = i32x4.splat(0);
    while (blocks > 0) {
      const some = blocks < SOME_BLOCKS ? blocks : SOME_BLOCKS;
      blocks -= some;
      let pairs = i16x8.splat(0);
      let firsts = i16x8.splat(0);
      let earlier = i16x8.splat(0);
      const stop = at + (some << 4);
      do {
        const v = v128.load(at);
        at += 16;
        earlier = i16x8.add(earlier, pairs);
        pairs = i16x8.add(pairs, i16x8.extadd_pairwise_i8x16_u(v));
        firsts = i16x8.add(firsts, v128.and(v, i16x8.splat(255)));
      } while (at < stop);
      before = i32x4.add(before, i32x4.mul(all, i32x4.splat(<i32>some)));
      before = i32x4.add(before, i32x4.extadd_pairwise_i16x8_u(earlier));
      all = i32x4.add(all, i32x4.extadd_pairwise_i16x8_u(pairs));
      within = i32x4.add(within, weighed(pairs, firsts));
    }
    a = (a + sum(all)) % 65521;
    b = (b + (sum(before) << 4) + sum(within)) % 65521;
  }
  return (b << 16) | a;
}

/** Sums of bytes, each times 16 less its place in the block. @param pairs of two bytes each. @param firsts the first of each two. */
function weighed(pairs: v128, firsts: v128): v128 {
  return i32x4.add(i32x4.dot_i16x8_s(pairs, i16x8(15, 13, 11, 9, 7, 5, 3, 1)), i32x4.extadd_pairwise_i16x8_u(firsts));
}

function sum(v: v128): u32 {
  const two = i32x4.add(v, i8x16.shuffle(v, v, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7));
  return <u32>(i32x4.extract_lane(two, 0) + i32x4.extract_lane(two, 1));
}

/** CRC-32 of [at, end). */
export function crc32(at: usize, end: usize): u32 {
  let c: u32 = 0xffffffff;
  const tables = CRC;
  while (at + 16 <= end) {
    const first = load<u32>(at) ^ c;
    const second = load<u32>(at, 4);
    const third = load<u32>(at, 8);
    const fourth = load<u32>(at, 12);
    at += 16;
    const rest =
      load<u32>(tables + ((second & 255) << 2), 11 << 10) ^
      load<u32>(tables + ((second >> 6) & 0x3fc), 10 << 10) ^
      load<u32>(tables + ((second >> 14) & 0x3fc), 9 << 10) ^
      load<u32>(tables + ((second >> 24) << 2), 8 << 10) ^
      load<u32>(tables + ((third & 255) << 2), 7 << 10) ^
      load<u32>(tables + ((third >> 6) & 0x3fc), 6 << 10) ^
      load<u32>(tables + ((third >> 14) & 0x3fc), 5 << 10) ^
      load<u32>(tables + ((third >> 24) << 2), 4 << 10) ^
      load<u32>(tables + ((fourth & 255) << 2), 3 << 10) ^
      load<u32>(tables + ((fourth >> 6) & 0x3fc), 2 << 10) ^
      load<u32>(tables + ((fourth >> 14) & 0x3fc), 1 << 10) ^
      load<u32>(tables + ((fourth >> 24) << 2), 0 << 10);
    // What waits for the bytes before comes last.
    c =
      load<u32>(tables + ((first & 255) << 2), 15 << 10) ^
      load<u32>(tables + ((first >> 6) & 0x3fc), 14 << 10) ^
      (load<u32>(tables + ((first >> 14) & 0x3fc), 13 << 10) ^
        load<u32>(tables + ((first >> 24) << 2), 12 << 10) ^
        rest);
  }
  while (at < end) c = load<u32>(CRC + (((c ^ <u32>load<u8>(at++)) & 255) << 2)) ^ (c >> 8);
  return c ^ 0xffffffff;
}
