/** Frames of Zstandard whose blocks are not packed (RFC 8878, section 3.1.1). */

const BLOCK_BYTES = 10_000;
const SINGLE_SEGMENT = 0x20;
const LENGTH_IN_FOUR_BYTES = 0x80;

/** One frame that holds `content`. */
export function makeZstd(content: Buffer): Buffer {
  const head = Buffer.alloc(9);
  head.writeUInt32LE(0xfd2fb528);
  head[4] = SINGLE_SEGMENT | LENGTH_IN_FOUR_BYTES;
  head.writeUInt32LE(content.length, 5);
  const pieces: Buffer[] = [head];
  let at = 0;
  do {
    const block = content.subarray(at, at + BLOCK_BYTES);
    at += BLOCK_BYTES;
    const size = Buffer.alloc(3);
    size.writeUIntLE((block.length << 3) | (at >= content.length ? 1 : 0), 0, 3);
    pieces.push(size, block);
  } while (at < content.length);
  return Buffer.concat(pieces);
}
