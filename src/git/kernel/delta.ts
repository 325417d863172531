/** Applies deltas (gitformat-pack, "Deltified representation"). The twin is `pack/delta.ts`. */
import { COPY_BASES, COPY_ENDS, COPY_STARTS, MOST_COPIES } from './memory';

/** Of a long copy a brief child has this many bytes at either end. */
export const MARGIN: u32 = 1536;

/** The child is not what the delta says. */
const DAMAGED: i32 = -1;
/** There are more copies than are listed: the child is whole all the same, unless it is to be brief. */
const MANY: i32 = -2;

/**
 * Makes a child at `out`, and lists its copies, those that are contiguous in base and child as one.
 * @param from, to the instructions. @param brief leave out what is further than MARGIN from the ends of a copy.
 * @returns the number of copies; DAMAGED or MANY.
 */
export function applyDelta(
  from: usize,
  to: usize,
  base: usize,
  baseLength: u32,
  out: usize,
  length: u32,
  brief: bool,
): i32 {
  let at = from;
  let done: u32 = 0;
  let count: u32 = 0;
  let lastEnd: u32 = 0;
  let lastNext: u32 = 0xffffffff;
  while (at < to) {
    const op = load<u8>(at++);
    if (op & 0x80) {
      let offset: u32 = 0;
      let size: u32 = 0;
      if (op & 0x01) offset = load<u8>(at++);
      if (op & 0x02) offset |= (<u32>load<u8>(at++)) << 8;
      if (op & 0x04) offset |= (<u32>load<u8>(at++)) << 16;
      if (op & 0x08) offset |= (<u32>load<u8>(at++)) << 24;
      if (op & 0x10) size = load<u8>(at++);
      if (op & 0x20) size |= (<u32>load<u8>(at++)) << 8;
      if (op & 0x40) size |= (<u32>load<u8>(at++)) << 16;
      if (size === 0) size = 0x10000;
      if (at > to || offset > baseLength || size > baseLength - offset || size > length - done) return DAMAGED;
      const target = out + done;
      const source = base + offset;
      if (size <= 64) {
        let i: u32 = 0;
        // Writes up to 15 bytes too many: there is room behind every child.
        do {
          v128.store(target + i, v128.load(source + i));
          i += 16;
        } while (i < size);
      } else if (brief && size > 2 * MARGIN) {
        memory.copy(target, source, MARGIN);
        memory.copy(target + size - MARGIN, source + size - MARGIN, MARGIN);
      } else memory.copy(target, source, size);
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
      let i: u32 = 0;
      do {
        v128.store(target + i, v128.load(at + i));
        i += 16;
      } while (i < size);
      at += size;
      done += size;
    }
  }
  if (done !== length) return DAMAGED;
  return count <= MOST_COPIES ? <i32>count : MANY;
}
