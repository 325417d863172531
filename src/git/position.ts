/** Turns byte offsets into lines and columns, both from 1, columns in bytes. */

export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Counts lines of a content that comes in pieces, for offsets that are asked for beforehand. */
export class LineCounter {
  readonly #offsets: readonly number[];
  readonly #found = new Map<number, Position>();
  #next = 0;
  #line = 1;
  #lineStart = 0;

  constructor(offsets: Iterable<number>) {
    this.#offsets = [...new Set(offsets)].sort((a, b) => a - b);
  }

  /** @param at offset of the piece; pieces come in order, none left out. */
  push(piece: Buffer, at = 0): void {
    let from = at;
    while (this.#next < this.#offsets.length) {
      const offset = this.#offsets[this.#next]!;
      const newline = piece.indexOf(10, from - at);
      const lineEnd = newline < 0 ? at + piece.length : at + newline + 1;
      if (offset < lineEnd) {
        this.#found.set(offset, { line: this.#line, column: offset - this.#lineStart + 1 });
        this.#next++;
        continue;
      }
      if (newline < 0) return;
      this.#line++;
      this.#lineStart = lineEnd;
      from = lineEnd;
    }
  }

  /** Where `offset` is; 1:1 if the content ended before it. */
  at(offset: number): Position {
    return this.#found.get(offset) ?? { line: 1, column: 1 };
  }
}
