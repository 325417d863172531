/** zlib (RFC 1950), as git keeps loose objects. Two bytes say little, so whether it is one the stream itself tells. */
import { Budget } from './budget.ts';
import { inflate } from './inflate.ts';
import { type Held, unnamed } from './open.ts';
import { isText } from './text.ts';
import type { Workplace } from './workplace.ts';

export const ZLIB_HEADER_BYTES = 2;
export const ZLIB_TRAILER_BYTES = 4;
/** Packed text is so much longer unpacked, about. */
export const USUAL_FACTOR = 8;
const ADLER = 65_521;
/** The sums of so many bytes fit into 31 bits. */
const ADLER_PIECE = 3800;

/** True if `head` goes on as a zlib stream does behind its header. @param whole there are no more bytes: it must end well. */
export function startsZlib(head: Buffer, whole: boolean): boolean {
  const stream = head.subarray(ZLIB_HEADER_BYTES);
  const inflated = inflate(stream, new Budget(head.length), 0);
  if (inflated.kind !== 'bytes') return inflated.kind === 'bound';
  if (isChecked(head, inflated.bytes, inflated.consumed)) return true;
  return !whole && inflated.consumed === stream.length && !isText(head);
}

/** The one content of a zlib stream, and what is wrong with it. */
export function* zlibMembers(bytes: Buffer, budget: Budget, workplace?: Workplace): Generator<Held> {
  const expected = bytes.length * USUAL_FACTOR;
  const inflated = inflate(bytes.subarray(ZLIB_HEADER_BYTES), budget, expected, workplace);
  if (inflated.kind === 'damaged') return yield { kind: 'opaque' };
  if (inflated.kind === 'bound') return yield { kind: 'bound', name: unnamed, why: inflated.why };
  try {
    const to = Math.min(bytes.length, ZLIB_HEADER_BYTES + inflated.consumed + ZLIB_TRAILER_BYTES);
    yield { kind: 'member', name: unnamed, bytes: inflated.bytes, from: ZLIB_HEADER_BYTES, to };
    if (!isChecked(bytes, inflated.bytes, inflated.consumed)) yield { kind: 'opaque' };
  } finally {
    workplace?.release(inflated.bytes);
  }
}

/** True if the checksum behind the stream is that of what it holds. */
export function isChecked(bytes: Buffer, unpacked: Buffer, consumed: number): boolean {
  const at = ZLIB_HEADER_BYTES + consumed;
  return at + ZLIB_TRAILER_BYTES <= bytes.length && bytes.readUInt32BE(at) === adler32(unpacked);
}

function adler32(bytes: Buffer): number {
  let low = 1;
  let high = 0;
  for (let from = 0; from < bytes.length; from += ADLER_PIECE) {
    const to = Math.min(from + ADLER_PIECE, bytes.length);
    for (let at = from; at < to; at++) {
      low += bytes[at] as number;
      high += low;
    }
    low %= ADLER;
    high %= ADLER;
  }
  return high * 65_536 + low;
}
