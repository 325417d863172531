/** Where the characters of a text that was decoded stand in the text or bytes that it was decoded from. */

import { firstThat } from './sorted.ts';

/** Offsets that are relative to the base of a view. */
export interface Places {
  /** Where the bytes of character `index` start. */
  startOf(index: number): number;
  /** Where they end. */
  endOf(index: number): number;
}

/** Characters that stand where they stood. */
const UNMOVED: Places = { startOf: index => index, endOf: index => index + 1 };

/** Of each character for itself. */
export class ListedPlaces implements Places {
  readonly #starts: Int32Array;
  readonly #ends: Int32Array;

  constructor(starts: Int32Array, ends: Int32Array) {
    this.#starts = starts;
    this.#ends = ends;
  }

  startOf(index: number): number {
    return this.#starts[index] as number;
  }

  endOf(index: number): number {
    return this.#ends[index] as number;
  }
}

/** Of the characters from `from` on of a text. */
export class LaterPlaces implements Places {
  readonly #below: Places;
  readonly #from: number;

  constructor(below: Places, from: number) {
    this.#below = below;
    this.#from = from;
  }

  startOf(index: number): number {
    return this.#below.startOf(index + this.#from);
  }

  endOf(index: number): number {
    return this.#below.endOf(index + this.#from);
  }
}

/** Of a text in which a block of base64 was replaced by what it encodes. Few of its places are ever asked for. */
export class DecodedPlaces implements Places {
  readonly #below: Places;
  readonly #start: number;
  readonly #end: number;
  readonly #stop: number;
  readonly #digits: Int32Array;

  /**
   * @param start where the block stood in the text below, @param end one past its last character.
   * @param count bytes that it encodes. @param digits where its digits stood, two for the last byte.
   */
  constructor(below: Places = UNMOVED, start: number, end: number, count: number, digits: Int32Array) {
    this.#below = below;
    this.#start = start;
    this.#end = end;
    this.#stop = start + count;
    this.#digits = digits;
  }

  startOf(index: number): number {
    if (index < this.#start) return this.#below.startOf(index);
    if (index >= this.#stop) return this.#below.startOf(index - this.#stop + this.#end);
    return this.#below.startOf(this.#digits[digitOf(index - this.#start)] as number);
  }

  endOf(index: number): number {
    if (index < this.#start) return this.#below.endOf(index);
    if (index >= this.#stop) return this.#below.endOf(index - this.#stop + this.#end);
    return this.#below.endOf(this.#digits[digitOf(index - this.#start) + 1] as number);
  }
}

/** Four digits are three bytes: byte `index` takes bits of the digit with this number and of the next. */
export function digitOf(index: number): number {
  return index + Math.trunc(index / 3);
}

/**
 * Of a text in which some pieces were replaced, each by one character or none. Only the pieces are remembered: most texts
 * that are rewritten hold nothing, and nobody asks for a place in them.
 */
export class RewrittenPlaces implements Places {
  readonly #below: Places;
  /** Of each piece: the index of its character, or of what follows it; that index and its characters; its start and end below. */
  readonly #firsts: number[] = [];
  readonly #nexts: number[] = [];
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];

  constructor(below: Places = UNMOVED) {
    this.#below = below;
  }

  /** Says that the text below from `start` to `end` is `count` characters (0 or 1) at `index`. In ascending order. */
  replace(index: number, count: number, start: number, end: number): void {
    this.#firsts.push(index);
    this.#nexts.push(index + count);
    this.#starts.push(start);
    this.#ends.push(end);
  }

  startOf(index: number): number {
    const piece = this.#pieceBefore(index);
    if (piece < 0) return this.#below.startOf(index);
    const beyond = index - (this.#nexts[piece] as number);
    return this.#below.startOf(beyond < 0 ? (this.#starts[piece] as number) : (this.#ends[piece] as number) + beyond);
  }

  endOf(index: number): number {
    const piece = this.#pieceBefore(index);
    if (piece < 0) return this.#below.endOf(index);
    const beyond = index - (this.#nexts[piece] as number);
    return this.#below.endOf((this.#ends[piece] as number) + beyond);
  }

  /** The last piece that begins at character `index` or before it; -1 if none does. */
  #pieceBefore(index: number): number {
    return firstThat(this.#firsts.length, piece => (this.#firsts[piece] as number) > index) - 1;
  }
}
