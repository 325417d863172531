/**
 * Reads a content backwards: over pieces of a value, and over gaps between two of them, in whatever escapes those are written.
 * Where it errs a gap is too long rather than too short.
 */
import { IN_VALUE, tableOf } from './alphabet.ts';

/** What a byte is between two pieces. A comma parts literals, and lines may end with it. */
export const [BETWEEN, QUOTE, LINE, NO_LITERAL, ESCAPE, COLOUR] = [1, 2, 4, 8, 16, 32];
export const IN_GAP = gapKinds([
  [/[ \t+.|<>_#/]/, BETWEEN],
  [/["'`]/, QUOTE],
  [/[\r\n]/, LINE],
  [/[,^-]/, NO_LITERAL],
  [/[\\%&]/, ESCAPE],
  [/\x1b/, COLOUR],
]);
/** So many characters lie between two pieces at most, escapes counted as they are. */
const LONGEST_GAP = 160;
/** `++`, `..`, and a character more. */
const LONGEST_OPERATOR = 3;
/** The longest escape and the longest entity, without their first sign. */
const LONGEST_ESCAPE = 8;
const LONGEST_ENTITY = 24;
export const EQUALS = 0x3d;
export const CR = 0x0d;
const LF = 0x0a;
const [BRACKET, SEMICOLON, BACKSLASH, PERCENT] = [0x5b, 0x3b, 0x5c, 0x25];
const [ZERO, TWO, FIVE] = [0x30, 0x32, 0x35];
const [LOWER_M, LOWER_U, LOWER_X] = [0x6d, 0x75, 0x78];
/** Of no class. */
const STRANGER = 0x7f;

const IN_WORD = tableOf(/[A-Za-z0-9]/);
const IN_ENTITY = tableOf(/[A-Za-z0-9#;]/);
const IN_COLOUR = tableOf(/[0-9;]/);
/** What may stand right before the bracket of a colour: the escape character, or the end of an escape for it. */
const BEFORE_BRACKET = tableOf(/[\x1bbBe3]/);

function gapKinds(of: readonly (readonly [RegExp, number])[]): Uint8Array {
  const table = new Uint8Array(256);
  for (const [shape, kind] of of)
    tableOf(shape).forEach((is, byte) => {
      if (is === 1) table[byte] = kind;
    });
  return table;
}

export class Backward {
  readonly step: number;
  readonly least: number;
  readonly #bytes: Buffer;

  /** Of `bytes`, from `least` on. @param step bytes of a character: two in UTF-16. */
  constructor(bytes: Buffer, least: number, step: 1 | 2) {
    this.#bytes = bytes;
    this.least = least;
    this.step = step;
  }

  /** The character that ends at `at`; in UTF-16 one byte of it is a NUL. */
  before(at: number): number {
    const place = at - this.step;
    if (place < this.least) return STRANGER;
    const isBroken = this.step === 2 && this.#bytes[place - 1] !== 0 && this.#bytes[place + 1] !== 0;
    return isBroken && place > this.least ? STRANGER : (this.#bytes[place] ?? STRANGER);
  }

  /** What the character that ends at `at` is in a gap; 0 if it is in none. */
  kindAt(at: number): number {
    return IN_GAP[this.before(at)] as number;
  }

  /** Where the piece begins that ends at `end`. */
  pieceStart(end: number): number {
    let at = end;
    while (at > this.least && IN_VALUE[this.before(at)] === 1) at -= this.step;
    return at;
  }

  /** Where the gap begins that ends at `end`. */
  gapStart(end: number): number {
    let at = end;
    while (at > this.least && end - at < this.step * LONGEST_GAP) {
      if (this.#isInGap(at, end)) {
        at -= this.step;
        continue;
      }
      const sign = this.#escapeStart(at);
      if (sign === at) break;
      at = sign;
    }
    return at;
  }

  #isInGap(at: number, end: number): boolean {
    const byte = this.before(at);
    if (IN_GAP[byte] !== 0) return true;
    if (byte === BRACKET) return BEFORE_BRACKET[this.before(at - this.step)] === 1 || this.isSoftBreak(at - this.step);
    return byte === EQUALS && at < end && this.kindAt(at + this.step) === LINE;
  }

  /** True if a soft break of quoted-printable text ends at `at`, which may stand in an escape, too. */
  isSoftBreak(at: number): boolean {
    if (this.before(at) !== LF) return false;
    const last = this.before(at - this.step);
    return (last === CR ? this.before(at - 2 * this.step) : last) === EQUALS;
  }

  /** The kinds of what stands in [start, end), all together. */
  kindsIn(start: number, end: number): number {
    let kinds = 0;
    for (let at = end; at > start; at -= this.step) kinds |= this.kindAt(at);
    return kinds;
  }

  /** The kinds of what the piece behind a gap begins with: an operator, or an escape for one or a quote. */
  kindsBehind(end: number): number {
    let kinds = 0;
    for (let count = 1; count <= LONGEST_OPERATOR; count++) {
      const kind = this.kindAt(end + count * this.step);
      if (kind === 0) break;
      kinds |= kind;
    }
    return kinds;
  }

  /** Where the escape begins that ends at `end`: of JSON, a URL, HTML, or what colours a terminal, up to its bracket. `end` if there is none. */
  #escapeStart(end: number): number {
    const last = this.before(end);
    if (last === SEMICOLON) return this.#signBefore(end, IN_ENTITY, LONGEST_ENTITY);
    if (last === LOWER_M) {
      const colour = this.#signBefore(end - this.step, IN_COLOUR, LONGEST_ENTITY);
      if (colour !== end - this.step) return colour;
    }
    const start = this.#signBefore(end, IN_WORD, LONGEST_ESCAPE);
    return start !== end && this.#isWhole(start, (end - start) / this.step) ? start : end;
  }

  /** True if so many characters behind the sign at `start` are all that it wants: `\n`, `\x22`, `\033`, `\u0022`; `%22`, `%2522`. */
  #isWhole(start: number, count: number): boolean {
    if (start <= this.least || this.isSoftBreak(start)) return true;
    const sign = this.before(start);
    const first = this.before(start + this.step);
    const second = this.before(start + 2 * this.step);
    if (sign === PERCENT) return count === 2 || (count % 2 === 0 && first === TWO && second === FIVE);
    if (sign !== BACKSLASH) return sign !== BRACKET;
    return count === 1 || (count === 3 && (first === LOWER_X || first === ZERO)) || (count === 5 && first === LOWER_U);
  }

  /** Where characters of `kind` begin that end at `end`, if the sign of an escape stands before them; else `end`. */
  #signBefore(end: number, kind: Uint8Array, most: number): number {
    let at = end;
    for (let count = 0; count < most && at > this.least && kind[this.before(at)] === 1; count++) at -= this.step;
    if (at <= this.least) return at;
    const sign = this.before(at);
    return IN_GAP[sign] === ESCAPE || sign === BRACKET || this.isSoftBreak(at) ? at : end;
  }
}
