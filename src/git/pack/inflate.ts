/**
 * Inflates the zlib streams of a pack, each of known length. Most of them are deltas of less than a hundred bytes, on which
 * `inflateSync` spends 3 to 7 microseconds of preparation. A zlib handle that is used again and again does the same in 0.4. It is
 * tried out first; without it all goes through `inflateSync`.
 */
import { constants, createInflate, deflateSync, inflateSync } from 'node:zlib';
import { reusedHandle } from '../../detect/archive/zlib-handle.ts';

/** Inflates input[from, to) into out[at, at + size), where one more byte must be free. False unless it is a whole zlib stream of exactly `size` bytes with the right checksum. */
export type Inflate = (input: Buffer, from: number, to: number, out: Buffer, at: number, size: number) => boolean;

/** The documented way: slow, and the last word on what is damaged. */
export const inflatePlainly: Inflate = (input, from, to, out, at, size) => {
  try {
    const whole = inflateSync(input.subarray(from, to), {
      maxOutputLength: size + 1,
      chunkSize: Math.max(64, size + 1),
    });
    if (whole.length !== size) return false;
    whole.copy(out, at);
    return true;
  } catch {
    return false; // The caller names the object that cannot be read.
  }
};

/** The fastest way that this node has and that proves to work. */
export function bestInflate(): Inflate {
  const fast = reused();
  return fast !== undefined && proves(fast) ? fast : inflatePlainly;
}

function reused(): Inflate | undefined {
  const handle = reusedHandle(createInflate());
  if (handle === undefined) return undefined;
  const { inflate, left } = handle;
  // With Z_FINISH and a byte to spare zlib reports every stream that is cut short, longer or damaged.
  return (input, from, to, out, at, size) =>
    inflate(constants.Z_FINISH, input, from, to, out, at, size + 1) && left[0] === 1;
}

/** Tries a whole, a cut, a damaged, a too long and again a whole stream. */
function proves(inflate: Inflate): boolean {
  const out = Buffer.alloc(64);
  const whole = deflateSync('keysift keysift keys');
  const damaged = Buffer.from(whole);
  damaged[whole.length - 1]! ^= 1;
  try {
    return (
      inflate(whole, 0, whole.length, out, 3, 20) &&
      out.toString('latin1', 3, 23) === 'keysift keysift keys' &&
      !inflate(whole, 0, whole.length - 2, out, 3, 20) &&
      !inflate(damaged, 0, damaged.length, out, 3, 20) &&
      !inflate(whole, 0, whole.length, out, 3, 19) &&
      !inflate(whole, 0, whole.length, out, 3, 21) &&
      !inflate(out, 0, 10, out, 30, 10) &&
      inflate(whole, 0, whole.length, out, 5, 20)
    );
  } catch {
    return false; // Then the handle is not what it was taken for.
  }
}
