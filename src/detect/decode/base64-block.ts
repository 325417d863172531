/**
 * A block of base64 in a text, decoded in its place, over line breaks too. It is found from any of its groups of four, in both
 * directions over what belongs to it, so the alignment is never guessed.
 */
import { BASE64, IN_BASE64, IN_RUN } from '../find/alphabet.ts';
import { holdsAnchor } from '../find/anchors.ts';
import { indexAt, pieceOf, startAt, type View } from '../find/view.ts';
import { WINDOW } from '../find/window.ts';
import { blockAround, digitsEnd } from './block-edges.ts';
import { base64Decoded, isWide, narrowed } from './carriers.ts';

/** So many characters of base64 that encode ASCII are named as text wherever they stand. */
const SHOWS_AS_TEXT = 47;
/** What any part of an access key has in it: an id, perhaps in pieces, or the length of a secret. */
const ID_WORTH_JUDGING = /A[KS]IA(?:[A-Z0-9]{16}|[A-Z0-9]{0,15}["'`\\])/;
const SECRET_LENGTH = 40;
/** An id names the block for what is so near to it: less than a window, as the edges of a view are not read. */
const ID_BEFORE = WINDOW - 32;
const ID_BEHIND = 352;

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
  #ids: readonly number[] | undefined;
  #coveredTo = -1;
  /** Up to here there is nothing but digits in it. */
  #unbrokenTo: number | undefined;
  /** The digits before a place that was asked for. */
  #asked = 0;
  #before = 0;

  /**
   * @param group where a group of four begins in the text of `view`.
   * @param from first character that may be of the block, @param to one past its last: what was decoded before ends there.
   */
  constructor(view: View, group: number, from = 0, to = view.text.length) {
    const [start, stop, end] = blockAround(view.text, group, from, to);
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
    this.isWorthIt =
      hasLongRun(inside) ||
      ID_WORTH_JUDGING.test(this.#wide ? inside.toString('latin1') : text) ||
      holdsAnchor(inside, 0, inside.length);
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
    const at = indexAt(this.#source, offset);
    return startAt(this.#source, at) === offset && this.coversAt(at);
  }

  /** The same for one at a place of the text that it was found in, however far that goes. */
  coversAt(at: number): boolean {
    const { text } = this.#source;
    if (at < this.#begin || at >= this.#finish || IN_BASE64[text.charCodeAt(at)] === 0) return false;
    const before = this.#digitsBefore(at);
    return before % 4 === 0 && (before / 4) * 3 < this.#decoded.length;
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
   * True if a candidate from `low` to `high` of the content is of this block and named by it: it is long enough to show as
   * encoded text itself, or fills the block, or an id in the block is near, or text is around it.
   */
  holds(low: number, high: number): boolean {
    if (low < this.#start || high > this.#end) return false;
    if (high - low >= SHOWS_AS_TEXT || (low === this.#start && high >= this.#end - 4)) return true;
    this.#ids ??= this.#findIds();
    if (this.#ids.some(id => id >= low - ID_BEFORE && id <= behind(low, high))) return true;
    return this.#isInText(low, high);
  }

  /** True if the candidate stands in a piece without line breaks that shows as encoded text, as base64 of base64 does. */
  #isInText(low: number, high: number): boolean {
    const around = this.#surroundings();
    const { text } = around;
    const [from, to] = [indexAt(around, low), indexAt(around, high)];
    const first = Math.max(this.#first, indexAt(around, low - ID_BEFORE));
    const last = Math.min(this.#stop, indexAt(around, behind(low, high)));
    let [start, end] = [from, to];
    while (start > first && IN_BASE64[text.charCodeAt(start - 1)] === 1) start--;
    while (end < last && IN_BASE64[text.charCodeAt(end)] === 1) end++;
    if (end - start <= SHOWS_AS_TEXT) return false;
    const digits = this.#places();
    for (let i = 0; i < digits.length; i++) {
      const at = digits[i] as number;
      // The highest bit of each of three bytes: of the first, second and third digit.
      if (at >= start && at < end && i % 4 < 3 && isHighDigit(text.charCodeAt(at), i % 4)) return false;
    }
    return true;
  }

  #findIds(): number[] {
    const view = this.views.at(-1) as View;
    const [from, to] = this.rangeIn(view);
    return [...view.text.slice(from, to).matchAll(/A[KS]IA[A-Z2-7]{16}/g)].map(one => startAt(view, from + one.index));
  }
}

/** True if a run, as `runs.ts` knows them, is long enough for a secret. */
function hasLongRun(bytes: Buffer): boolean {
  for (let at = SECRET_LENGTH - 1; at < bytes.length; ) {
    let back = at;
    while (back > at - SECRET_LENGTH && IN_RUN[bytes[back] as number] !== 0) back--;
    if (back === at - SECRET_LENGTH) return true;
    at = back + SECRET_LENGTH;
  }
  return false;
}

/** Up to where something names a candidate from `low` to `high`. */
function behind(low: number, high: number): number {
  return Math.min(high + WINDOW - 64, low + ID_BEHIND);
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
