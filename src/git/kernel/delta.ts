/** Applies deltas (gitformat-pack, "Deltified representation"). The twin is `pack/delta.ts`. */
import { COPY_BASES, COPY_ENDS, COPY_STARTS, MOST_COPIES, TABLES } from './memory';

/** Of a long copy a brief child has this many bytes at either end. */
export const MARGIN: u32 = 1536;

/** Up to so many bytes are copied here: `memory.copy` is a call. */
const SHORT: u32 = 256;

/** The child is not what the delta says. */
const DAMAGED: i32 = -1;
/** There are more copies than are listed: the child is whole all the same, unless it is to be brief. */
const MANY: i32 = -2;

/** For each instruction to copy, which of the bytes behind it make the offset, and which the size: of both the lowest comes first. */
let PARTS: usize = 0;

/** Makes the table that is always the same. */
export function prepareDelta(): void {
  PARTS = TABLES + 0xc000;
  for (let op: usize = 0; op < 128; op++) {
    let next: u8 = 0;
    for (let part: usize = 0; part < 16; part++) {
      // 255 is none: it makes a zero.
      store<u8>(PARTS + (op << 4) + part, part < 7 && ((op >> part) & 1) !== 0 ? next++ : 255);
    }
  }
}

/** Makes a child as `makeChild` does. @param brief leave out what is further than MARGIN from the ends of a copy. */
export function applyDelta(
  from: usize,
  to: usize,
  base: usize,
  baseLength: u32,
  out: usize,
  length: u32,
  brief: bool,
): i32 {
  return makeChild(from, to, base, baseLength, out, length, brief ? MARGIN : 0);
}

/**
 * Makes a child at `out`, and lists its copies, those that are contiguous in base and child as one.
 * @param from, to the instructions. @param margin of a long copy only so many bytes at either end are made, or 0: all of them.
 * @returns the number of copies; DAMAGED or MANY.
 */
export function makeChild(
  from: usize,
  to: usize,
  base: usize,
  baseLength: u32,
  out: usize,
  length: u32,
  margin: u32,
): i32 {
  const long = margin === 0 ? <u32>-1 : 2 * margin;
  let at = from;
  let done: u32 = 0;
  let count: u32 = 0;
  let lastEnd: u32 = 0;
  let lastNext: u32 = 0xffffffff;
  while (at < to) {
    const op = <u32>load<u8>(at++);
    if (op & 0x80) {
      const parts = i8x16.swizzle(v128.load(at), v128.load(PARTS + ((<usize>op & 127) << 4)));
      at += popcnt<u32>(op & 127);
      const offset = <u32>i32x4.extract_lane(parts, 0);
      let size = <u32>i32x4.extract_lane(parts, 1);
      if (size === 0) size = 0x10000;
      if (at > to || offset > baseLength || size > baseLength - offset || size > length - done) return DAMAGED;
      const target = out + done;
      const source = base + offset;
      // Writes up to 31 bytes too many: there is room behind every child.
      v128.store(target, v128.load(source));
      v128.store(target, v128.load(source, 16), 16);
      if (size > 32) {
        if (size <= SHORT) {
          let i: u32 = 32;
          do {
            v128.store(target + i, v128.load(source + i));
            v128.store(target + i, v128.load(source + i, 16), 16);
            i += 32;
          } while (i < size);
        } else if (size > long) {
          memory.copy(target, source, margin);
          memory.copy(target + size - margin, source + size - margin, margin);
        } else memory.copy(target, source, size);
      }
      if (offset !== lastNext || done !== lastEnd) {
        if (count < MOST_COPIES) {
          const place = (<usize>count) << 2;
          store<u32>(COPY_STARTS + place, done);
          store<u32>(COPY_BASES + place, offset);
        }
        count++;
      }
      done += size;
      if (count <= MOST_COPIES) store<u32>(COPY_ENDS + ((<usize>(count - 1)) << 2), done);
      lastEnd = done;
      lastNext = offset + size;
    } else {
      const size = <u32>op;
      if (size === 0 || size > <u32>(to - at) || size > length - done) return DAMAGED;
      const target = out + done;
      v128.store(target, v128.load(at));
      v128.store(target, v128.load(at, 16), 16);
      for (let i: u32 = 32; i < size; i += 32) {
        v128.store(target + i, v128.load(at + i));
        v128.store(target + i, v128.load(at + i, 16), 16);
      }
      at += size;
      done += size;
    }
  }
  if (done !== length) return DAMAGED;
  return count <= MOST_COPIES ? <i32>count : MANY;
}
