/**
 * Finds and judges candidates. Bytes in, candidates out; no path, no clock, no state.
 *
 * The contract that the history scan stands on:
 * 1. `findCandidates(bytes, from, to)` is exactly `findCandidates(bytes)` without those that do not touch [from, to).
 * 2. A candidate depends on the bytes from `start - WINDOW` to `end + WINDOW` only, an end of the content counting as a byte.
 *    Other content with the same bytes there (and ends at the same distance, or beyond) has the same candidate.
 * 3. A candidate spans at most `REACH` bytes.
 *
 * How it is kept: the hot loop names places (`triggers.ts`) by a few bytes each. Around them everything is judged, each on a
 * scene of its own window. Because more may be judged than was named, a candidate stands only if its own window, cut out,
 * names it too.
 */
import type { Candidate } from '../model.ts';
import { IN_BASE64, IN_JOINER, IN_VALUE } from './alphabet.ts';
import { Collection, hasAnchor } from './collect.ts';
import { base64Decoded, joined, unescaped, utf16View } from './decode/carriers.ts';
import { hasTokenHead, LEAST_PIECE } from './detectors/session-token.ts';
import { visitRuns } from './runs.ts';
import { type TriggerSink, Triggers, visitSplitIds } from './triggers.ts';
import { visitUtf16Runs } from './utf16.ts';
import { plainView, startAt } from './view.ts';
import { REACH, WINDOW } from './window.ts';

/** What names a candidate stands at most this far behind its start. */
const AHEAD = 384;
/** A candidate that a place names starts at most this far before it, and its window further by `WINDOW`. */
const PAD = 512 + WINDOW;
/** Places closer than this are judged together, as long as they span no more than `MOST_TOGETHER`. */
const TOGETHER = 512;
const MOST_TOGETHER = 4096;
/** So many characters of base64 that encode ASCII are named as text wherever they stand. */
const SHOWS_AS_TEXT = 47;
/** What any part of an access key has in it. */
const WORTH_JUDGING = /A[KS]IA[A-Z0-9]{16}|[A-Za-z0-9+/%\\]{40}/;
/** Blank and quoting bytes between two lines of a wrapped value. */
const LONGEST_JOINER = 96;

/**
 * Every judged candidate of `bytes` that touches [from, to), in order of its start.
 * @param from first byte of the zone, @param to one past its last.
 */
export function findCandidates(bytes: Buffer, from = 0, to = bytes.length): Candidate[] {
  const low = from <= 0 ? 0 : Math.max(0, leftEdge(bytes, from) - WINDOW);
  const high = Math.min(bytes.length, to + AHEAD);
  const finder = new Finder(bytes, from, to);
  visitRuns(bytes, low, high, new Triggers(finder, low));
  visitSplitIds(bytes, low, high, finder);
  return finder.end(low, high);
}

/** Where a candidate that goes on at `from` may begin: over what values are made of, and from line to line of a wrapped one. */
function leftEdge(bytes: Buffer, from: number): number {
  const least = Math.max(0, from - REACH);
  let at = from;
  while (at > least) {
    const byte = bytes[at - 1] as number;
    // In UTF-16 every second byte is a NUL.
    if (IN_VALUE[byte] === 1 || (byte === 0 && at - 2 >= least && IN_VALUE[bytes[at - 2] as number] === 1)) {
      at--;
      continue;
    }
    const before = pieceBefore(bytes, at, least);
    if (before < 0) break;
    at = before;
  }
  return at;
}

/** The start of a piece of a wrapped value that ends before the joiner that ends at `at`; -1 if there is none. */
function pieceBefore(bytes: Buffer, at: number, least: number): number {
  let end = at;
  while (end > least && at - end < LONGEST_JOINER && isJoiner(bytes[end - 1] as number)) end--;
  let start = end;
  let digits = 0;
  for (; start > least && digits < LEAST_PIECE; start--) {
    const byte = bytes[start - 1] as number;
    if (IN_BASE64[byte] === 1) digits++;
    else if (byte !== 0) break;
  }
  return end < at && (digits === LEAST_PIECE || start === least) ? start : -1;
}

function isJoiner(byte: number): boolean {
  return byte === 0 || IN_JOINER[byte] === 1;
}

class Finder implements TriggerSink {
  readonly #bytes: Buffer;
  readonly #from: number;
  readonly #to: number;
  #collection: Collection | undefined;
  #start = -1;
  #end = -1;
  /** For each offset modulo 4, up to where blocks with their groups there are decoded. */
  readonly #decodedTo = [-1, -1, -1, -1];
  #sawNul = false;

  constructor(bytes: Buffer, from: number, to: number) {
    this.#bytes = bytes;
    this.#from = from;
    this.#to = to;
  }

  plain(start: number, end: number): void {
    if (this.#start >= 0) {
      const first = Math.min(this.#start, start);
      const last = Math.max(this.#end, end);
      if (start - this.#end <= TOGETHER && last - first <= MOST_TOGETHER) {
        this.#start = first;
        this.#end = last;
        return;
      }
      this.#flush();
    }
    this.#start = start;
    this.#end = end;
  }

  nul(): void {
    this.#sawNul = true;
  }

  /**
   * The block around a group of four, decoded. What it holds counts if it is long enough to show as encoded text itself, is near
   * an id in the same block, or fills the block.
   */
  base64(at: number, runEnd: number): void {
    const phase = at & 3;
    if (at < (this.#decodedTo[phase] as number)) return;
    const stop = blockEnd(this.#bytes, at, runEnd);
    // Up to here a candidate and its window are in this view, if what names it stands behind `at`.
    this.#decodedTo[phase] = stop < at + REACH ? runEnd : at + REACH - 2 * PAD;
    const view = plainView(this.#bytes, at - PAD, stop + PAD);
    const [start, end] = blockAround(view.text, at - view.base);
    const decoded = base64Decoded(view, start, end);
    const length = decoded.text.length - (view.text.length - (end - start));
    const inside = decoded.text.slice(start, start + length);
    if (!WORTH_JUDGING.test(inside) && !hasAnchor(inside)) return;
    const [blockStart, blockStop] = [startAt(view, start), startAt(view, end)];
    const ids = [...inside.matchAll(/A[KS]IA[A-Z2-7]{16}/g)].map(match => startAt(decoded, start + match.index));
    const filter = (low: number, high: number) => {
      if (low < blockStart || high > blockStop) return false;
      if (high - low >= SHOWS_AS_TEXT || (low === blockStart && high >= blockStop - 4)) return true;
      return ids.some(id => id >= low - WINDOW + 32 && id <= Math.min(high + WINDOW - 64, low + AHEAD - 32));
    };
    this.#collection ??= new Collection(this.#from, this.#to);
    const plain = unescaped(decoded);
    this.#collection.parts(plain, filter);
    this.#collection.values(plain, filter);
  }

  /** Judges what is left, and gives everything that was found. */
  end(low: number, high: number): Candidate[] {
    if (this.#start >= 0) this.#flush();
    if (this.#sawNul) visitUtf16Runs(this.#bytes, low, high, (start, end) => this.#utf16(start, end));
    return this.#collection?.sorted() ?? [];
  }

  #utf16(start: number, end: number): void {
    this.#collection ??= new Collection(this.#from, this.#to);
    const last = Math.min(end, start + REACH) + PAD;
    let raw = utf16View(this.#bytes, start - PAD, last, start);
    // What begins here may go on over characters that no run has.
    if (hasAnchor(raw.text) || hasTokenHead(raw.text)) raw = utf16View(this.#bytes, start - PAD, last + REACH, start);
    const view = unescaped(raw);
    this.#collection.parts(view, () => true);
    this.#collection.values(view, () => true);
  }

  #flush(): void {
    const [start, end] = [this.#start, this.#end];
    this.#start = -1;
    let raw = plainView(this.#bytes, start - PAD, end + PAD);
    const anchored = hasAnchor(raw.text);
    if (anchored || hasTokenHead(raw.text)) raw = plainView(this.#bytes, start - PAD, end + PAD + REACH);
    this.#collection ??= new Collection(this.#from, this.#to);
    const collection = this.#collection;
    const named = (low: number, high: number) => isNamed(this.#bytes, low, high);
    const plain = unescaped(raw);
    collection.parts(plain, named);
    collection.values(raw, named);
    if (plain !== raw) collection.values(plain, named);
    const whole = joined(plain);
    if (whole) collection.parts(whole, (low, high, scene) => high - low > scene.value.length && named(low, high));
  }
}

/** True if the window of a candidate, cut out of the content, names a place: then every scan of it does. */
function isNamed(bytes: Buffer, start: number, end: number): boolean {
  const low = Math.max(0, start - WINDOW);
  const high = Math.min(bytes.length, end + WINDOW, start + AHEAD);
  let named = false;
  const sink: TriggerSink = {
    plain: () => {
      named = true;
    },
    base64: () => {},
    nul: () => {},
  };
  const cut = { start: low > 0, end: high < bytes.length };
  const window = bytes.subarray(low, high);
  visitRuns(window, 0, window.length, new Triggers(sink, 0, cut));
  if (!named) visitSplitIds(window, 0, window.length, sink);
  return named;
}

/** One past the last character of the block of base64 that goes on at `at`: over line breaks, at most `REACH` further. */
function blockEnd(bytes: Buffer, at: number, runEnd: number): number {
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
const LINE_BREAK_BEHIND = /\r?\n[ \t]{0,64}(?=[A-Za-z0-9+/])/y;

/** Where the block begins and ends in `text` that has a group of four at `group`; it begins with a whole group. */
function blockAround(text: string, group: number): readonly [number, number] {
  let start = group;
  let digits = 0;
  let at = group;
  for (;;) {
    while (at > 0 && IN_BASE64[text.charCodeAt(at - 1)] === 1) {
      at--;
      digits++;
      if (digits % 4 === 0) start = at;
    }
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
  while (text[end] === '=') end++;
  return [start, end];
}
