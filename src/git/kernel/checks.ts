/** Checksums: Adler-32 of what was inflated (RFC 1950), CRC-32 of what is stored (the pack index). */
import { TABLES } from './memory';

let CRC: usize = 0;

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

/** Adler-32 of [at, at + size). */
export function adler32(at: usize, size: u32): u32 {
  let a: u32 = 1,
    b: u32 = 0;
  const end = at + size;
  const weights = i8x16(16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1);
  const wlo = i16x8.extend_low_i8x16_s(weights),
    whi = i16x8.extend_high_i8x16_s(weights);
  while (at < end) {
    let blocks = (end - at) >> 4;
    if (blocks > 340) blocks = 340;
    if (blocks > 0) {
      b += a * <u32>(blocks << 4);
      let va = i32x4.splat(0),
        vs = i32x4.splat(0),
        vb = i32x4.splat(0);
      for (let i: usize = 0; i < blocks; i++) {
        const v = v128.load(at);
        at += 16;
        vs = i32x4.add(vs, va);
        const lo = i16x8.extend_low_i8x16_u(v),
          hi = i16x8.extend_high_i8x16_u(v);
        va = i32x4.add(va, i32x4.extadd_pairwise_i16x8_u(i16x8.add(lo, hi)));
        vb = i32x4.add(vb, i32x4.add(i32x4.dot_i16x8_s(lo, wlo), i32x4.dot_i16x8_s(hi, whi)));
      }
      a +=
        i32x4.extract_lane(va, 0) + i32x4.extract_lane(va, 1) + i32x4.extract_lane(va, 2) + i32x4.extract_lane(va, 3);
      b +=
        (i32x4.extract_lane(vs, 0) +
          i32x4.extract_lane(vs, 1) +
          i32x4.extract_lane(vs, 2) +
          i32x4.extract_lane(vs, 3)) *
        16;
      b +=
        i32x4.extract_lane(vb, 0) + i32x4.extract_lane(vb, 1) + i32x4.extract_lane(vb, 2) + i32x4.extract_lane(vb, 3);
      a %= 65521;
      b %= 65521;
    } else {
      while (at < end) {
        a += load<u8>(at++);
        b += a;
      }
      a %= 65521;
      b %= 65521;
    }
  }
  return (b << 16) | a;
}

/** CRC-32 of [at, end). */
export function crc32(at: usize, end: usize): u32 {
  let c: u32 = 0xffffffff;
  while (at + 16 <= end) {
    const x = load<u64>(at) ^ <u64>c;
    const y = load<u64>(at + 8);
    at += 16;
    c =
      load<u32>(CRC + (15 << 10) + ((<usize>x & 255) << 2)) ^
      load<u32>(CRC + (14 << 10) + ((<usize>(x >> 8) & 255) << 2)) ^
      load<u32>(CRC + (13 << 10) + ((<usize>(x >> 16) & 255) << 2)) ^
      load<u32>(CRC + (12 << 10) + ((<usize>(x >> 24) & 255) << 2)) ^
      load<u32>(CRC + (11 << 10) + ((<usize>(x >> 32) & 255) << 2)) ^
      load<u32>(CRC + (10 << 10) + ((<usize>(x >> 40) & 255) << 2)) ^
      load<u32>(CRC + (9 << 10) + ((<usize>(x >> 48) & 255) << 2)) ^
      load<u32>(CRC + (8 << 10) + ((<usize>(x >> 56)) << 2)) ^
      load<u32>(CRC + (7 << 10) + ((<usize>y & 255) << 2)) ^
      load<u32>(CRC + (6 << 10) + ((<usize>(y >> 8) & 255) << 2)) ^
      load<u32>(CRC + (5 << 10) + ((<usize>(y >> 16) & 255) << 2)) ^
      load<u32>(CRC + (4 << 10) + ((<usize>(y >> 24) & 255) << 2)) ^
      load<u32>(CRC + (3 << 10) + ((<usize>(y >> 32) & 255) << 2)) ^
      load<u32>(CRC + (2 << 10) + ((<usize>(y >> 40) & 255) << 2)) ^
      load<u32>(CRC + (1 << 10) + ((<usize>(y >> 48) & 255) << 2)) ^
      load<u32>(CRC + ((<usize>(y >> 56)) << 2));
  }
  while (at < end) c = load<u32>(CRC + (((c ^ <u32>load<u8>(at++)) & 255) << 2)) ^ (c >> 8);
  return c ^ 0xffffffff;
}
