/** Undoes deflate within a budget: what fits is returned, what does not says so, and both are charged. */
import { constants, createInflateRaw, deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Budget } from './budget.ts';
import type { Unpacked, Workplace } from './workplace.ts';
import { reusedHandle } from './zlib-handle.ts';

export type Inflated = Unpacked | { readonly kind: 'damaged' } | { readonly kind: 'bound'; readonly why: string };

/** The most that deflate can make of one byte (zlib technical details, "Maximum Compression Factor"). */
const BEST_FACTOR = 1032;
const LEAST_BYTES = 1 << 10;
/** Streams of no more output are inflated to one place, and copied from there. */
const SCRATCH_BYTES = 256 << 10;

/** Node's own type leaves out what `info: true` returns. */
interface WithEngine {
  readonly buffer: Buffer;
  readonly engine: { readonly bytesWritten: number };
}

/** Bytes that a first try gives a stream. @param expected the length that the archive claims for it. */
export function firstRoom(budget: Budget, expected: number): number {
  return Math.min(Math.max(expected, LEAST_BYTES), budget.room);
}

/** Bytes that hold all that can be made of `packed`, if that is no more than `most`. */
export function roomFor(packed: Buffer, most: number): number {
  return Math.min(most, packed.length * BEST_FACTOR + LEAST_BYTES);
}

/**
 * Inflates the raw deflate stream at the start of `packed`. `consumed` is the stream's own length in it. Of a stream that is
 * cut off it returns what there is: length and checksum are the caller's to compare.
 * @param expected the length that the archive claims for it. A claim that is too small costs a second try, no more.
 * @param workplace where to inflate what it can: then the bytes are to be released.
 */
export function inflate(packed: Buffer, budget: Budget, expected: number, workplace?: Workplace): Inflated {
  const claimed = firstRoom(budget, expected);
  const first = (claimed > 0 ? workplace?.inflate(packed, claimed) : undefined) ?? attempt(packed, claimed);
  budget.charge(typeof first === 'string' ? claimed : first.bytes.length);
  if (first === 'damaged') return { kind: 'damaged' };
  if (first !== 'full') return first;
  const most = roomFor(packed, budget.room);
  if (most <= claimed) return { kind: 'bound', why: budget.why };
  const second = attempt(packed, most);
  budget.charge(typeof second === 'string' ? most : second.bytes.length);
  if (second === 'full') return { kind: 'bound', why: budget.why };
  return second === 'damaged' ? { kind: 'damaged' } : second;
}

/** What a try gives: `full` if there is more than there is room for. */
type Attempt = Unpacked | 'damaged' | 'full';

function attempt(packed: Buffer, most: number): Attempt {
  if (most === 0) return 'full';
  // All in one piece, which is not copied again; what deflate cannot fill of it is not asked for.
  const room = roomFor(packed, most) + LEAST_BYTES;
  if (room > SCRATCH_BYTES) return plainly(packed, most, room);
  quick ??= proved(quickly()) ?? plainly;
  return quick(packed, most, room);
}

/** Inflates `packed` in `room` bytes, more than `most`: if there are more than that, it is `full`. */
type Try = (packed: Buffer, most: number, room: number) => Attempt;

/** The fastest way that this node has for what is small. */
let quick: Try | undefined;

/** The documented way. */
const plainly: Try = (packed, most, room) => {
  try {
    const { buffer, engine } = inflateRawSync(packed, {
      info: true,
      maxOutputLength: most,
      chunkSize: room,
      finishFlush: constants.Z_SYNC_FLUSH,
    }) as unknown as WithEngine;
    return { kind: 'bytes', bytes: buffer, consumed: engine.bytesWritten };
  } catch (error) {
    // Both facts go on to the receipt: a bound as unread, damage as opaque.
    return error instanceof RangeError ? 'full' : 'damaged';
  }
};

/** The same by a handle that is used again. */
function quickly(): Try | undefined {
  const handle = reusedHandle(createInflateRaw());
  if (handle === undefined) return undefined;
  const scratch = Buffer.allocUnsafeSlow(SCRATCH_BYTES);
  return (packed, most, room) => {
    if (!handle.inflate(constants.Z_SYNC_FLUSH, packed, 0, packed.length, scratch, 0, room)) return 'damaged';
    const length = room - handle.left[0]!;
    if (length > most) return 'full';
    return {
      kind: 'bytes',
      bytes: Buffer.from(scratch.subarray(0, length)),
      consumed: packed.length - handle.left[1]!,
    };
  };
}

/** `made`, if it says the same as the documented way of a whole, a cut, a damaged, a too long and again a whole stream. */
function proved(made: Try | undefined): Try | undefined {
  if (made === undefined) return undefined;
  const whole = Buffer.concat([deflateRawSync('keysift keysift keys'), Buffer.from('more')]);
  const streams: [Buffer, number][] = [
    [whole, 20],
    [whole.subarray(0, 5), 20],
    [Buffer.from('keysift'), 20],
    [whole, 19],
    [whole, 100],
  ];
  const isSame = ([packed, most]: [Buffer, number]) => {
    const [one, other] = [made(packed, most, most + LEAST_BYTES), plainly(packed, most, most + LEAST_BYTES)];
    if (typeof one === 'string' || typeof other === 'string') return one === other;
    return one.bytes.equals(other.bytes) && one.consumed === other.consumed;
  };
  try {
    return streams.every(isSame) ? made : undefined;
  } catch {
    return undefined; // Then the handle is not what it was taken for.
  }
}
