/**
 * Lines and columns of offsets. Both count from 1; a line ends after each LF byte, as git counts lines, and a column counts
 * bytes, so that any encoding and any damage gives the same answer.
 */

export interface Position {
  readonly line: number;
  readonly column: number;
}

const LF = 0x0a;

/** Counts lines through bytes that arrive in order. Offsets are asked for in ascending order. */
export class LineCounter {
  /** Everything before this offset of the content has been counted. */
  #counted = 0;
  #line = 1;
  #lineStart = 0;

  /** Counts on to `offset`; `bytes` holds the content from `base` on, at least from what is not yet counted to `offset`. */
  at(bytes: Buffer, base: number, offset: number): Position {
    const ahead = bytes.subarray(this.#counted - base, offset - base);
    for (let lf = ahead.indexOf(LF); lf !== -1; lf = ahead.indexOf(LF, lf + 1)) {
      this.#line++;
      this.#lineStart = this.#counted + lf + 1;
    }
    this.#counted = offset;
    return { line: this.#line, column: offset - this.#lineStart + 1 };
  }
}

/** The positions of `offsets`, in any order, in one content that is in memory: one pass over its bytes. */
export function positionsOf(bytes: Buffer, offsets: Iterable<number>): ReadonlyMap<number, Position> {
  const counter = new LineCounter();
  const positions = new Map<number, Position>();
  for (const offset of [...new Set(offsets)].sort((a, b) => a - b)) positions.set(offset, counter.at(bytes, 0, offset));
  return positions;
}
