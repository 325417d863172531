/**
 * A zlib handle that is used again and again: that saves `inflateSync` 3 to 7 microseconds of preparation for each stream. It
 * lies behind node's `Inflate` and is not documented, so whoever takes one tries it out first.
 */
import type { Inflate, InflateRaw } from 'node:zlib';

/** What node's `Inflate` is made of (lib/zlib.js; the same in Node 20, 22 and 24). */
interface Handle {
  onerror: (message: string, code: number) => void;
  reset(): void;
  writeSync(
    flush: number,
    input: Buffer,
    inputAt: number,
    inputLength: number,
    out: Buffer,
    outAt: number,
    outLength: number,
  ): void;
}

/** Inflates one stream: input[from, to) to out[at, at + room). False if zlib calls it damaged. */
type InflateOnce = (
  flush: number,
  input: Buffer,
  from: number,
  to: number,
  out: Buffer,
  at: number,
  room: number,
) => boolean;

export interface ReusedHandle {
  readonly inflate: InflateOnce;
  /** What the last stream left of the room, and of the input. */
  readonly left: Uint32Array;
}

/** The handle behind `stream`, which nobody else may use; undefined if it is not what it is taken for. */
export function reusedHandle(stream: Inflate | InflateRaw): ReusedHandle | undefined {
  const { _handle: handle, _writeState: left } = stream as { _handle?: Handle; _writeState?: Uint32Array };
  if (typeof handle?.writeSync !== 'function' || typeof handle.reset !== 'function') return undefined;
  if (!(left instanceof Uint32Array)) return undefined;
  let failed = false;
  handle.onerror = () => {
    failed = true;
  };
  return {
    left,
    inflate: (flush, input, from, to, out, at, room) => {
      failed = false;
      handle.reset();
      handle.writeSync(flush, input, from, to - from, out, at, room);
      return !failed;
    },
  };
}
