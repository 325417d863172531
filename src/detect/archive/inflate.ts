/** Undoes deflate within a budget: what fits is returned, what does not says so, and both are charged. */
import { constants, inflateRawSync } from 'node:zlib';
import type { Budget } from './budget.ts';

export type Inflated =
  | { readonly kind: 'bytes'; readonly bytes: Buffer; readonly consumed: number }
  | { readonly kind: 'damaged' }
  | { readonly kind: 'bound'; readonly why: string };

/** The most that deflate can make of one byte (zlib technical details, "Maximum Compression Factor"). */
const BEST_FACTOR = 1032;
const LEAST_BYTES = 1 << 10;

/** Node's own type leaves out what `info: true` returns. */
interface WithEngine {
  readonly buffer: Buffer;
  readonly engine: { readonly bytesWritten: number };
}

/**
 * Inflates the raw deflate stream at the start of `packed`. `consumed` is the stream's own length in it. Of a stream that is
 * cut off it returns what there is: length and checksum are the caller's to compare.
 * @param expected the length that the archive claims for it. A claim that is too small costs a second try, no more.
 */
export function inflate(packed: Buffer, budget: Budget, expected: number): Inflated {
  const claimed = Math.min(Math.max(expected, LEAST_BYTES), budget.room);
  const first = attempt(packed, claimed);
  budget.charge(typeof first === 'string' ? claimed : first.bytes.length);
  if (first === 'damaged') return { kind: 'damaged' };
  if (first !== 'full') return first;
  const most = Math.min(budget.room, packed.length * BEST_FACTOR + LEAST_BYTES);
  if (most <= claimed) return { kind: 'bound', why: budget.why };
  const second = attempt(packed, most);
  budget.charge(typeof second === 'string' ? most : second.bytes.length);
  if (second === 'full') return { kind: 'bound', why: budget.why };
  return second === 'damaged' ? { kind: 'damaged' } : second;
}

function attempt(packed: Buffer, most: number): Extract<Inflated, { kind: 'bytes' }> | 'damaged' | 'full' {
  if (most === 0) return 'full';
  try {
    const { buffer, engine } = inflateRawSync(packed, {
      info: true,
      maxOutputLength: most,
      // All in one piece, which is not copied again; what deflate cannot fill of it is not asked for.
      chunkSize: Math.min(most, packed.length * BEST_FACTOR + LEAST_BYTES) + LEAST_BYTES,
      finishFlush: constants.Z_SYNC_FLUSH,
    }) as unknown as WithEngine;
    return { kind: 'bytes', bytes: buffer, consumed: engine.bytesWritten };
  } catch (error) {
    // Both facts go on to the receipt: a bound as unread, damage as opaque.
    return error instanceof RangeError ? 'full' : 'damaged';
  }
}
