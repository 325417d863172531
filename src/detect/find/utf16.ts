/**
 * Finds runs of UTF-16 text in bytes that hold NULs: every second byte a NUL, whichever half it is, by the bytes themselves
 * and not by a byte order mark.
 */
import { IN_RUN } from './alphabet.ts';
import { REACH } from './window.ts';

const SHORTEST = 20;

/** Tells of every run of at least 20 characters of `IN_RUN` that may be a part of a key, as [start, end) of its bytes. */
export function visitUtf16Runs(
  bytes: Buffer,
  from: number,
  to: number,
  visit: (start: number, end: number) => void,
): void {
  for (let phase = 0; phase < 2; phase++) {
    const first = from + phase;
    let start = first;
    while (start - 2 >= Math.max(0, from - REACH) && isUnit(bytes, start - 2)) start -= 2;
    let known = start;
    let at = start + 2 * (SHORTEST - 1);
    while (at < Math.min(bytes.length, to + 2 * SHORTEST)) {
      let back = at;
      while (back >= known && isUnit(bytes, back)) back -= 2;
      if (back >= known) {
        start = back + 2;
        known = at + 2;
        at = back + 2 * SHORTEST;
        continue;
      }
      let end = at + 2;
      while (end < bytes.length && end < to + REACH && isUnit(bytes, end)) end += 2;
      if (isWorthIt(bytes, start, end)) visit(start, end);
      start = end + 2;
      known = start;
      at = end + 2 * SHORTEST;
    }
  }
}

/** A character of a run with a NUL on either side. */
function isUnit(bytes: Buffer, at: number): boolean {
  return IN_RUN[bytes[at] as number] !== 0 && (bytes[at + 1] === 0 || bytes[at - 1] === 0);
}

/** Holds an id, or is long enough for a secret. */
function isWorthIt(bytes: Buffer, start: number, end: number): boolean {
  if (end - start >= 80) return true;
  for (let at = start; at + 40 <= end; at += 2)
    if (bytes[at] === 0x41 && bytes[at + 4] === 0x49 && bytes[at + 6] === 0x41) return true;
  return false;
}
