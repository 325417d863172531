/**
 * Puts together runs of glyphs, which a page may place one by one: what goes on where the last one ended is the same word, what
 * stands off is apart. Nothing is put in order: runs follow each other as they are drawn.
 */
import type { Matrix } from './matrix.ts';

/** All in em. A blank has 0.2 and more, in justified lines of TeX 0.22; kerning moves glyphs apart by less than 0.1. */
export const LEAST_BLANK = 0.15;
/** Steps back are kerning, or a width that is not told right; beyond this something else begins. */
const MOST_STEP_BACK = 1.5;
/** Off the line: a raised character stands off by 0.3 and more, the closest lines by 0.8. */
const MOST_OFF_LINE = 0.3;
/** The cosine of the angle from which on a line is another one. */
const LEAST_COSINE = 0.98;

/** What stands between two runs on one line, the second so many em behind the first. Where numbers overflow nothing is known. */
export function betweenRuns(em: number): string {
  if (!(em >= -MOST_STEP_BACK)) return '\n';
  return em > LEAST_BLANK ? ' ' : '';
}

/** A text that is put together. No blank follows another one. */
export class Pieces {
  readonly #pieces: string[] = [];
  #last = '';

  get isEmpty(): boolean {
    return this.#last === '';
  }

  get all(): string {
    return this.#pieces.join('');
  }

  put(piece: string): void {
    if (piece === '' || (piece === ' ' && /\s$/.test(this.#last))) return;
    this.#pieces.push(piece);
    this.#last = piece.slice(-1);
  }
}

export class Flow {
  readonly #pieces = new Pieces();
  #end: { readonly x: number; readonly y: number; readonly a: number; readonly b: number } | undefined;

  /**
   * Adds a run. The matrix leads from em of the font to the page: where the run begins, and which way it goes; `em` says how
   * many it goes on.
   */
  add(text: string, matrix: Matrix, em: number): void {
    const [a, b, , , x, y] = matrix;
    if (text !== '') {
      if (!this.#pieces.isEmpty) this.#pieces.put(this.#between(matrix));
      this.#pieces.put(text);
    }
    this.#end = { x: x + a * em, y: y + b * em, a, b };
  }

  get text(): string {
    return this.#pieces.all;
  }

  /** What stands between the end of the last run and a new one. */
  #between([a, b, c, d, x, y]: Matrix): string {
    if (this.#end === undefined) return '';
    const [dx, dy] = [x - this.#end.x, y - this.#end.y];
    const em = Math.hypot(a, b);
    const turned = (a * this.#end.a + b * this.#end.b) / em / Math.hypot(this.#end.a, this.#end.b);
    const along = (dx * a + dy * b) / em / em;
    const off = Math.abs(dy * a - dx * b) / em / Math.hypot(c, d);
    // Where numbers overflow nothing is known, and the two are apart.
    return turned >= LEAST_COSINE && off <= MOST_OFF_LINE ? betweenRuns(along) : '\n';
  }
}
