/**
 * A block of base64 in a text, decoded in its place, over line breaks too. It is found from any of its groups of four, in both
 * directions over what belongs to it, so the alignment is never guessed.
 */
import { IN_BASE64 } from '../alphabet.ts';
import { hasAnchor } from '../collect.ts';
import { startAt, type View } from '../view.ts';
import { REACH, WINDOW } from '../window.ts';
import { base64Decoded } from './carriers.ts';

/** So many characters of base64 that encode ASCII are named as text wherever they stand. */
const SHOWS_AS_TEXT = 47;
/** What any part of an access key has in it. */
const WORTH_JUDGING = /A[KS]IA[A-Z0-9]{16}|[A-Za-z0-9+/%\\]{40}/;
/** An id names the block for what is so near to it: less than a window, as the edges of a view are not read. */
const ID_BEFORE = WINDOW - 32;
const ID_BEHIND = 352;
const LONGEST_JOINER = 96;

export class Base64Block {
  /** False if nothing that is encoded can be a part of a credential. */
  readonly isWorthIt: boolean;
  readonly #around: View;
  readonly #start: number;
  readonly #end: number;
  readonly #first: number;
  readonly #stop: number;
  readonly #padded: number;
  readonly #decoded: Buffer;
  #view: View | undefined;
  #digits: Int32Array | undefined;
  #ids: readonly number[] | undefined;
  #coveredTo = -1;

  /** @param group where a group of four begins in the text of `view`. */
  constructor(view: View, group: number) {
    const [start, stop, end] = blockAround(view.text, group);
    this.#around = view;
    this.#start = startAt(view, start);
    this.#end = end < view.text.length ? startAt(view, end) : view.to;
    this.#first = start;
    this.#stop = stop;
    this.#padded = end;
    // Node passes over line breaks and indentation.
    this.#decoded = Buffer.from(view.text.slice(start, stop), 'base64');
    const inside = this.#decoded.toString('latin1');
    this.isWorthIt = WORTH_JUDGING.test(inside) || hasAnchor(inside);
  }

  /** The text with the block replaced by what it encodes. Few blocks are worth making it. */
  get view(): View {
    this.#view ??= base64Decoded(this.#around, this.#first, this.#padded, this.#decoded, this.#places());
    return this.#view;
  }

  /** Where the digits stand in the text around. */
  #places(): Int32Array {
    this.#digits ??= digitsIn(this.#around.text, this.#first, this.#stop);
    return this.#digits;
  }

  /** Says up to which offset of the content nothing needs to be decoded again. */
  coversTo(offset: number): void {
    this.#coveredTo = offset;
  }

  /** True if a group that begins at `offset` of the content is one of this block's. */
  covers(offset: number): boolean {
    if (offset < this.#start || offset >= this.#coveredTo) return false;
    const digits = this.#places();
    let low = 0;
    let high = digits.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (startAt(this.#around, digits[middle] as number) < offset) low = middle + 1;
      else high = middle;
    }
    if (low % 4 !== 0 || (low / 4) * 3 >= this.#decoded.length) return false;
    return startAt(this.#around, digits[low] as number) === offset;
  }

  /** True if the two have bytes of the content in common. */
  meets(other: Base64Block): boolean {
    return this.#start < other.#end && other.#start < this.#end;
  }

  /** Where in `view`, made of this block's, a block may stand that has bytes in common with this one: [start, end). */
  reachIn(view: View): readonly [number, number] {
    const { text } = view;
    let low = firstFrom(view, this.#start);
    let high = firstFrom(view, this.#end);
    while (low > 0 && mayBeInside(text.charCodeAt(low - 1))) low--;
    while (high < text.length && mayBeInside(text.charCodeAt(high))) high++;
    return [low, high];
  }

  /**
   * True if a candidate from `low` to `high` of the content is of this block and named by it: it is long enough to show as
   * encoded text itself, or fills the block, or an id in the block is near.
   */
  holds(low: number, high: number): boolean {
    if (low < this.#start || high > this.#end) return false;
    if (high - low >= SHOWS_AS_TEXT || (low === this.#start && high >= this.#end - 4)) return true;
    this.#ids ??= this.#findIds();
    return this.#ids.some(id => id >= low - ID_BEFORE && id <= Math.min(high + WINDOW - 64, low + ID_BEHIND));
  }

  #findIds(): number[] {
    const inside = this.#decoded.toString('latin1');
    return [...inside.matchAll(/A[KS]IA[A-Z2-7]{16}/g)].map(match => startAt(this.view, this.#first + match.index));
  }
}

/** Index of the first character of `view` that starts at `offset` of the content or behind it. */
function firstFrom(view: View, offset: number): number {
  let low = 0;
  let high = view.text.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (startAt(view, middle) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What a block is made of: digits, line breaks and indentation. */
function mayBeInside(code: number): boolean {
  return IN_BASE64[code] === 1 || isBlank(code);
}

function digitsIn(text: string, start: number, stop: number): Int32Array {
  const digits = new Int32Array(stop - start);
  let count = 0;
  for (let i = start; i < stop; i++) if (IN_BASE64[text.charCodeAt(i)] === 1) digits[count++] = i;
  return digits.subarray(0, count);
}

/** One past the last character of the block of base64 that goes on at `at`: over line breaks, at most `REACH` further. */
export function blockEnd(bytes: Buffer, at: number, runEnd: number): number {
  const limit = Math.min(bytes.length, at + REACH);
  let end = Math.min(runEnd, limit);
  while (end < limit) {
    let next = end;
    while (next < limit && next - end < LONGEST_JOINER && isBlank(bytes[next] as number)) next++;
    if (next === end || next === limit || IN_BASE64[bytes[next] as number] === 0) break;
    while (next < limit && IN_BASE64[bytes[next] as number] === 1) next++;
    end = next;
  }
  return end;
}

function isBlank(byte: number): boolean {
  return byte === 10 || byte === 13 || byte === 32 || byte === 9;
}

const LINE_BREAK_BEFORE = /[A-Za-z0-9+/]{20}(\r?\n[ \t]{0,64})$/;
/** What goes on in the next line stands there alone: it is not the next entry of a file. */
const LINE_BREAK_BEHIND =
  /(?<=[A-Za-z0-9+/]{20})\r?\n[ \t]{0,64}(?=[A-Za-z0-9+/]{1,2048}(?:[="'`<\\]|[ \t]{0,4}\r?\n|$))/y;

/** Padding, itself perhaps escaped. */
const PADDING = /(?:=|%(?:25){0,2}3[dD]|\\{1,4}u003[dD]|&(?:amp;)?#(?:61|[xX]3[dD]);|&equals;){0,2}/y;

/** Where the block begins, its digits end, and its padding ends in `text` that has a group of four at `group`; it begins with a whole group. */
function blockAround(text: string, group: number): readonly [number, number, number] {
  let start = group;
  let digits = 0;
  let at = group;
  for (;;) {
    while (at > 0 && IN_BASE64[text.charCodeAt(at - 1)] === 1) {
      at--;
      digits++;
      if (digits % 4 === 0) start = at;
    }
    if (!isBlank(text.charCodeAt(at - 1))) break;
    const line = LINE_BREAK_BEFORE.exec(text.slice(Math.max(0, at - 96), at))?.[1];
    if (line === undefined) break;
    at -= line.length;
  }
  let end = group;
  for (;;) {
    while (end < text.length && IN_BASE64[text.charCodeAt(end)] === 1) end++;
    LINE_BREAK_BEHIND.lastIndex = end;
    const line = LINE_BREAK_BEHIND.exec(text)?.[0];
    if (line === undefined) break;
    end += line.length;
  }
  PADDING.lastIndex = end;
  return [start, end, end + (PADDING.exec(text)?.[0].length ?? 0)];
}
