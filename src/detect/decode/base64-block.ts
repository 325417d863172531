/**
 * A block of base64 in a text, decoded in its place, over line breaks too. It is found from any of its groups of four, in both
 * directions over what belongs to it, so the alignment is never guessed.
 */
import { BASE64, IN_BASE64, IN_RUN } from '../find/alphabet.ts';
import { isNamedInside, isWorthDecoding } from '../find/named.ts';
import { digitOf } from '../find/places.ts';
import { firstThat } from '../find/sorted.ts';
import { doubtBehind, indexAt, pieceOf, startAt, type View } from '../find/view.ts';
import { WINDOW } from '../find/window.ts';
import { blockAround, digitsEnd, endsInEscape, LONGEST_ESCAPE } from './block-edges.ts';
import { base64Decoded, isWide, narrowed } from './carriers.ts';

/** So many characters of base64 in a row that encode ASCII are named as text wherever they stand; not those of a fill. */
const SHOWS_AS_TEXT = 48;
/** So many where a line begins or ends, if it is as long as that. */
const PROBE = 16;
const ID_LENGTH = 20;
/** What names a candidate is so near to it: less than a window, as the edges of a view are not read. */
const BEFORE = WINDOW - 32;
const BEHIND = 352;

export class Base64Block {
  /** False if nothing that is encoded can be a part of a credential. */
  readonly isWorthIt: boolean;
  readonly #source: View;
  /** Where the digits begin in its text, and end. */
  readonly #begin: number;
  readonly #finish: number;
  readonly #start: number;
  readonly #end: number;
  readonly #first: number;
  readonly #stop: number;
  readonly #padded: number;
  readonly #decoded: Buffer;
  readonly #wide: boolean;
  #around: View | undefined;
  #views: readonly View[] | undefined;
  #digits: Int32Array | undefined;
  #ids: Int32Array | undefined;
  #shown: Int32Array | undefined;
  #coveredTo = -1;
  /** Up to here there is nothing but digits in it. */
  #unbrokenTo: number | undefined;
  /** The digits before a place that was asked for. */
  #asked = 0;
  #before = 0;

  /** @param group where a group of four begins in the text of `view`. */
  constructor(view: View, group: number) {
    const [start, stop, end] = blockAround(view.text, group);
    this.#source = view;
    this.#begin = start;
    this.#finish = stop;
    this.#asked = start;
    this.#start = startAt(view, start);
    this.#end = end < view.text.length ? startAt(view, end) : view.to;
    // Nothing further away than a window counts for what the block holds.
    const first = Math.max(0, start - WINDOW);
    this.#first = start - first;
    this.#stop = stop - first;
    this.#padded = end - first;
    // Node passes over line breaks and indentation.
    this.#decoded = Buffer.from(view.text.slice(start, stop), 'base64');
    const text = this.#decoded.toString('latin1');
    this.#wide = text.includes('\0') && isWide(text);
    const inside = this.#wide ? Buffer.from(text.replaceAll('\0', ''), 'latin1') : this.#decoded;
    this.isWorthIt = isWorthDecoding(inside);
  }

  /** True if the text that it was found in may be too short to show where it ends. */
  get mayGoOn(): boolean {
    const { text, atEnd } = this.#source;
    return !atEnd && this.#finish + WINDOW > text.length;
  }

  /**
   * The text with the block replaced by what it encodes; and if some of that is UTF-16, the same without its NULs. Few blocks are
   * worth making them.
   */
  get views(): readonly View[] {
    if (!this.#views) {
      const decoded = base64Decoded(this.#surroundings(), this.#first, this.#padded, this.#decoded, this.#places());
      this.#views = this.#wide ? [decoded, narrowed(decoded)] : [decoded];
    }
    return this.#views;
  }

  /** The block and a window to both sides. */
  #surroundings(): View {
    const low = this.#begin - this.#first;
    this.#around ??= pieceOf(this.#source, low, low + this.#padded + WINDOW);
    return this.#around;
  }

  /** Where the digits stand in the text around. */
  #places(): Int32Array {
    this.#digits ??= digitsIn(this.#surroundings().text, this.#first, this.#stop);
    return this.#digits;
  }

  /** Says up to which offset of the content nothing needs to be decoded again. */
  coversTo(offset: number): void {
    this.#coveredTo = offset;
  }

  /** True if a group that begins at `offset` of the content is one of this block's. */
  covers(offset: number): boolean {
    if (offset < this.#start || offset >= this.#coveredTo) return false;
    const { text } = this.#source;
    const at = indexAt(this.#source, offset);
    if (startAt(this.#source, at) !== offset || IN_BASE64[text.charCodeAt(at)] === 0) return false;
    if (at < this.#begin || at >= this.#finish) return false;
    const before = this.#digitsBefore(at);
    return before % 4 === 0 && (before / 4) * 3 < this.#decoded.length;
  }

  /** Where in the content the group of four begins that the digit at an offset of it is of. */
  groupAt(offset: number): number {
    const { text } = this.#source;
    let at = indexAt(this.#source, offset);
    for (let left = this.#digitsBefore(at) % 4; left > 0; ) if (IN_BASE64[text.charCodeAt(--at)] === 1) left--;
    return startAt(this.#source, at);
  }

  #digitsBefore(at: number): number {
    const { text } = this.#source;
    this.#unbrokenTo ??= digitsEnd(text, this.#begin);
    if (at < this.#unbrokenTo) return at - this.#begin;
    // Groups are asked for nearly in their order, so the count goes on from the last.
    while (this.#asked < at) this.#before += IN_BASE64[text.charCodeAt(this.#asked++)] as number;
    while (this.#asked > at) this.#before -= IN_BASE64[text.charCodeAt(--this.#asked)] as number;
    return this.#before;
  }

  /** Where in `view`, made of this block's, what it encodes stands: [start, end). */
  rangeIn(view: View): readonly [number, number] {
    return [indexAt(view, this.#start), indexAt(view, this.#end)];
  }

  /**
   * True if a candidate from `low` to `high` of the content is of this block, and something near it, less than a window away, names the
   * block wherever it is looked for: an id, or text in one piece that is long enough to show.
   */
  holds(low: number, high: number): boolean {
    if (low < this.#start || high > this.#end) return false;
    const from = low - BEFORE;
    const [to] = behind(this.views[0] as View, low, high);
    this.#ids ??= this.#findIds();
    const id = this.#ids[firstAtLeast(this.#ids, from)];
    return (id !== undefined && id <= to) || this.#showsBetween(from, to);
  }

  /**
   * True if what is encoded around a candidate, no further than a window, names it: what is named further away is of no use to it. A
   * candidate that is UTF-16 shows that itself.
   */
  names(low: number, high: number): boolean {
    const [decoded, narrow] = this.views as readonly [View, View?];
    if (this.#isNamedIn(decoded, low, high)) return true;
    const itself = decoded.text.slice(indexAt(decoded, low), indexAt(decoded, high));
    return narrow !== undefined && isWide(itself) && this.#isNamedIn(narrow, low, high);
  }

  /** The same of what is no candidate, but the beginning of a block of base64 in this one. */
  namesBlocks(low: number, high: number): boolean {
    return this.views.some(view => this.#isNamedIn(view, low, high, true));
  }

  #isNamedIn(view: View, low: number, high: number, blocks = false): boolean {
    const [start, end] = this.rangeIn(view);
    const from = Math.max(start, indexAt(view, low - BEFORE));
    const [last, isOpen] = behind(view, low, high);
    const to = Math.min(end, indexAt(view, last));
    const around = Buffer.from(view.text.slice(from, to), 'latin1');
    return isNamedInside(around, { start: from > start, end: to < end || isOpen }, blocks);
  }

  /**
   * True if digits between two offsets of the content show that they encode text: long ones in one piece, or those that begin or end
   * a line.
   */
  #showsBetween(low: number, high: number): boolean {
    const around = this.#surroundings();
    const digits = this.#places();
    this.#shown ??= this.#findShown();
    const from = firstAtLeast(digits, indexAt(around, low));
    const to = firstAtLeast(digits, indexAt(around, high)) - SHOWS_AS_TEXT;
    return to >= from && (this.#shown[to + 1] as number) > (this.#shown[from] as number);
  }

  /** For each digit, how many before it begin so many that show. */
  #findShown(): Int32Array {
    const digits = this.#places();
    const shown = new Int32Array(digits.length + 1);
    for (let begin = 0; begin < digits.length; ) {
      const end = this.#pieceEnd(begin);
      while (begin < end && this.#isInEscape(begin)) begin++;
      if (end - begin >= SHOWS_AS_TEXT) this.#showPiece(begin, end, shown);
      begin = end;
    }
    for (let i = 1; i < shown.length; i++) shown[i] = (shown[i] as number) + (shown[i - 1] as number);
    return shown;
  }

  /** True if what stands before a digit may be an escape that it is of: none of its groups names the block. */
  #isInEscape(digit: number): boolean {
    const at = this.#places()[digit] as number;
    return endsInEscape(this.#surroundings().text.slice(Math.max(0, at - LONGEST_ESCAPE), at));
  }

  /** Where those who name blocks see a digit: what they see in one piece is consecutive there. */
  #seenAt(digit: number): number {
    return startAt(this.#surroundings(), this.#places()[digit] as number);
  }

  /** One past the digits in one piece from number `begin` on. */
  #pieceEnd(begin: number): number {
    const digits = this.#places();
    let end = begin + 1;
    while (end < digits.length && digits[end] === (digits[end - 1] as number) + 1) end++;
    if (this.#seenAt(end - 1) - this.#seenAt(begin) === end - 1 - begin) return end;
    // An escape stands for one of them.
    end = begin + 1;
    while (end < digits.length && this.#seenAt(end) === this.#seenAt(end - 1) + 1) end++;
    return end;
  }

  /** Counts one behind each of the digits from number `begin` to `end`, a piece, that so many begin with which show. */
  #showPiece(begin: number, end: number, shown: Int32Array): void {
    const digits = this.#places();
    const edges = [
      [digits[begin] as number, -1, begin, begin],
      [digits[end - 1] as number, 1, end - PROBE, end - SHOWS_AS_TEXT],
    ] as const;
    for (const [at, step, probe, first] of edges)
      if (this.#isEdge(at, step) && this.#textFrom(probe, probe + PROBE) === PROBE) shown[first + 1] = 1;
    for (let at = begin; at + SHOWS_AS_TEXT <= end; ) {
      const length = this.#textFrom(at, end);
      for (let first = at; first + SHOWS_AS_TEXT <= at + length; first++) shown[first + 1] = 1;
      at += length + 1;
    }
  }

  /** True if a run ends right behind the digit at `at`, or begins with it: as those see it who name blocks. */
  #isEdge(at: number, step: -1 | 1): boolean {
    const around = this.#surroundings();
    const next = at + step;
    if (next < 0) return around.atStart;
    if (next >= around.text.length) return around.atEnd;
    if (IN_RUN[around.text.charCodeAt(next)] !== 0) return false;
    // What an escape stands for is none of a run's ends: the escape is of the run.
    const [low, high] = step < 0 ? [next, at] : [next, next + 1];
    return startAt(around, high) - startAt(around, low) === 1;
  }

  /** How many digits from number `begin` on, up to `end`, encode ASCII; sixteen that are the same do not. */
  #textFrom(begin: number, end: number): number {
    const { text } = this.#surroundings();
    const digits = this.#places();
    let same = 0;
    let last = -1;
    for (let i = begin; i < end; i++) {
      const code = text.charCodeAt(digits[i] as number);
      same = code === last ? same + 1 : 1;
      last = code;
      // The highest bit of each of three bytes is in the first, second and third digit.
      if (same === PROBE || (i % 4 < 3 && isHighDigit(code, i % 4))) return i - begin;
    }
    return end - begin;
  }

  /** Offsets of the ids that no line break or escape cuts, nor the group of four that they begin in. */
  #findIds(): Int32Array {
    const [view] = this.views as readonly [View];
    const [from, to] = this.rangeIn(view);
    const ids = [...view.text.slice(from, to).matchAll(/A[KS]IA[A-Z2-7]{16}/g)].filter(({ index }) => {
      const [first, last] = [4 * Math.floor(index / 3), digitOf(index + ID_LENGTH - 1) + 1];
      return this.#seenAt(last) - this.#seenAt(first) === last - first && !this.#isInEscape(first);
    });
    return Int32Array.from(ids, one => startAt(view, from + one.index));
  }
}

/** The index of the first of some ascending numbers that is `least` or more. */
function firstAtLeast(numbers: Int32Array, least: number): number {
  return firstThat(numbers.length, index => (numbers[index] as number) >= least);
}

/** Up to where something names a candidate from `low` to `high`, and whether that is where `view` is in doubt. */
function behind(view: View, low: number, high: number): readonly [last: number, isOpen: boolean] {
  const last = Math.min(high + WINDOW - 64, low + BEHIND);
  const doubt = doubtBehind(view, high);
  return doubt && doubt.at <= last ? [doubt.at, true] : [last, false];
}

/** True if the digit, the first, second or third of its group, sets the highest bit of a byte. */
function isHighDigit(code: number, place: number): boolean {
  return (BASE64.indexOf(String.fromCharCode(code)) & (32 >> (2 * place))) !== 0;
}

function digitsIn(text: string, start: number, stop: number): Int32Array {
  const digits = new Int32Array(stop - start);
  let count = 0;
  for (let i = start; i < stop; i++) if (IN_BASE64[text.charCodeAt(i)] === 1) digits[count++] = i;
  return digits.subarray(0, count);
}
