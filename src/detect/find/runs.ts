/**
 * The hot loop: finds maximal runs of `IN_RUN` of at least `SHORTEST_RUN` bytes by looking at every 20th byte and scanning
 * back (each byte is read at most once, most never). It judges nothing and allocates nothing.
 */
import { IN_RUN } from './alphabet.ts';
import { REACH } from './window.ts';

/** An access key id is one run of 20. */
export const SHORTEST_RUN = 20;

/** What the loop tells of. */
export interface RunVisitor {
  /**
   * A run from `start` to `end`. Of one that is longer than `REACH` on either side of the scanned range only that much is
   * seen: then `start` (`end`) is not where it really starts (ends). `escaped`: there is a `%` or `\\` in it.
   */
  run(bytes: Buffer, start: number, end: number, escaped: boolean): void;
  /** At least one NUL was met: the bytes may be UTF-16, or binary. */
  nul(bytes: Buffer, from: number, to: number): void;
}

/** Brings every run that overlaps [from, to) to the visitor, in order. */
export function visitRuns(bytes: Buffer, from: number, to: number, visitor: RunVisitor): void {
  const table = IN_RUN;
  const length = bytes.length;
  let nul = 0;
  /** Everything in [start, known) is known to be of the run that may begin at `start`. */
  let start = runStart(bytes, from);
  let known = start;
  let at = start + SHORTEST_RUN - 1;
  const last = Math.min(length, to + SHORTEST_RUN - 1);
  while (at < last) {
    let back = at;
    while (back >= known && table[bytes[back] as number] !== 0) back--;
    if (back >= known) {
      if (bytes[back] === 0) nul = 1;
      start = back + 1;
      known = at + 1;
      at = back + SHORTEST_RUN;
      continue;
    }
    let end = at + 1;
    const limit = Math.min(length, Math.max(at + 1, to) + REACH);
    let seen = 0;
    for (; end < limit; end++) {
      const kind = table[bytes[end] as number] as number;
      if (kind === 0) break;
      seen |= kind;
    }
    if (start >= to) break;
    for (let i = start; i <= at; i++) seen |= table[bytes[i] as number] as number;
    visitor.run(bytes, start, end, (seen & 2) !== 0);
    start = end + 1;
    known = start;
    at = end + SHORTEST_RUN;
  }
  if (nul === 1) visitor.nul(bytes, from, to);
}

/** Where the run begins that `from` stands in, at most `REACH` back; `from` itself if it stands in none. */
function runStart(bytes: Buffer, from: number): number {
  let start = from;
  const least = Math.max(0, from - REACH);
  while (start > least && IN_RUN[bytes[start - 1] as number] !== 0) start--;
  return start;
}
