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
import type { Candidate } from '../../model.ts';
import { Base64Block } from '../decode/base64-block.ts';
import { blockEnd } from '../decode/block-edges.ts';
import { joined, unbroken, unescaped, unescapedText, utf16View } from '../decode/carriers.ts';
import { hasTokenHead } from '../detectors/session-token.ts';
import { holdsAnchor } from './anchors.ts';
import { Collection, type Filter } from './collect.ts';
import { leftEdge } from './left-edge.ts';
import { LONGEST_SPLIT, visitSplitIds } from './literals.ts';
import { AHEAD, BEHIND_SPLIT_ID, isNamed, isNamedInUtf16 } from './named.ts';
import { visitRuns } from './runs.ts';
import type { TriggerSink } from './trigger-sink.ts';
import { SHORTEST_ENCODED, Triggers } from './triggers.ts';
import { visitUtf16Runs } from './utf16.ts';
import { indexAt, plainView, type Scene, startAt, type View } from './view.ts';
import { REACH, WINDOW } from './window.ts';

/** A candidate that a place names starts at most this far before it, and its window further by `WINDOW`. */
const PAD = 512 + WINDOW;
/** Places closer than this are judged together, as long as they span no more than `MOST_TOGETHER`. */
const TOGETHER = 512;
const MOST_TOGETHER = 4096;
/** Zones that touch are one, up to so many bytes. */
const MOST_IN_A_ROW = 64 << 10;
/** A block of base64 is followed so far from what names it, and what begins there is seen whole. */
const MOST_OF_BLOCK = 2 * REACH;
/** Blocks of base64 that are remembered, and encodings around a value. */
const MOST_BLOCKS = 4;
const MOST_LAYERS = 3;
/** Soft breaks so near to a candidate count for it: whether one is there is seen within the window. */
const SEEN_BREAKS = WINDOW - 96;
/** No credential of one string is shorter. */
const SHORTEST_VALUE = 40;

/** What somebody knows of a content who looks through it faster. It changes nothing but the time. */
export interface Scout {
  /** True if nothing can be found in the block of base64 that has a group of four at `group`, an offset in the content. */
  isDull(group: number): boolean;
  /** Brings every run in [low, high) that may name something, at least a part of it, to `take`, in order: where it starts and ends. */
  visitLoud(low: number, high: number, take: (start: number, end: number) => void): void;
}

/**
 * Every judged candidate of `bytes` that touches [from, to), in order of its start.
 * @param from first byte of the zone, @param to one past its last.
 */
export function findCandidates(bytes: Buffer, from = 0, to = bytes.length, scout?: Scout): Candidate[] {
  const edge = from <= 0 ? 0 : leftEdge(bytes, from);
  const low = Math.max(0, edge - WINDOW);
  const high = Math.min(bytes.length, to + AHEAD);
  const finder = new Finder(bytes, from, to, scout);
  const triggers = new Triggers(finder, low);
  if (scout === undefined) visitRuns(bytes, low, high, triggers);
  else {
    scout.visitLoud(low, high, (start, end) => visitRuns(bytes, start, end, triggers));
    if (bytes.subarray(low, high).includes(0)) finder.nul();
  }
  visitSplitIds(bytes, Math.max(0, Math.max(edge, from - LONGEST_SPLIT) - BEHIND_SPLIT_ID), to, finder);
  return finder.end(low, high);
}

/**
 * Every judged candidate that touches one of some zones, in order of its start.
 * @param zones their starts and ends, one behind the other, ascending.
 */
export function findInZones(bytes: Buffer, zones: Int32Array, scout?: Scout): Candidate[] {
  const found: Candidate[] = [];
  let before = 0;
  for (let i = 0; i < zones.length; ) {
    const from = zones[i]!;
    let to = zones[i + 1]!;
    // Zones that touch are looked through together: what is decoded for one serves the next.
    for (i += 2; i < zones.length && zones[i]! <= to && zones[i + 1]! - from <= MOST_IN_A_ROW; i += 2)
      to = zones[i + 1]!;
    for (const one of findCandidates(bytes, from, to, scout)) {
      // A candidate that touches two zones is brought up by both.
      if (one.start >= before) found.push(one);
    }
    before = to;
  }
  return found;
}

class Finder implements TriggerSink {
  readonly #bytes: Buffer;
  readonly #from: number;
  readonly #to: number;
  readonly #scout: Scout | undefined;
  #collection: Collection | undefined;
  #start = -1;
  #end = -1;
  /** The last blocks of base64 that were decoded, so that the next line of one is not decoded again. */
  #blocks: Base64Block[] | undefined;
  #sawNul = false;

  constructor(bytes: Buffer, from: number, to: number, scout: Scout | undefined) {
    this.#bytes = bytes;
    this.#from = from;
    this.#to = to;
    this.#scout = scout;
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

  base64(at: number, runEnd: number): void {
    this.#blocks ??= [];
    if (this.#blocks.some(one => one.covers(at)) || this.#scout?.isDull(at) || isInEscape(this.#bytes, at)) return;
    const most = at + MOST_OF_BLOCK;
    const stop = blockEnd(this.#bytes, at, runEnd, MOST_OF_BLOCK);
    const goesOn = stop > most - PAD;
    // In a JSON string a block goes on over `\n`, and over `\/`.
    const view = unescaped(plainView(this.#bytes, at - PAD, goesOn ? most + REACH + PAD : stop + PAD));
    const block = new Base64Block(view, indexAt(view, at), 0, view.text.length, startAt);
    // Up to here a candidate and its window are in this view, if what names it stands behind `at`.
    block.coversTo(goesOn ? most - 2 * PAD : stop);
    if (this.#blocks.push(block) > MOST_BLOCKS) this.#blocks.shift();
    this.#judgeBlock(block, () => true);
  }

  #judgeBlock(block: Base64Block, outer: Filter): void {
    if (!block.isWorthIt) return;
    this.#collection ??= new Collection(this.#from, this.#to);
    const filter: Filter = (low, high, scene) => block.holds(low, high) && outer(low, high, scene);
    for (const view of block.views) this.#judgeDecoded(block, view, filter, this.#collection);
  }

  #judgeDecoded(block: Base64Block, view: View, filter: Filter, collection: Collection): void {
    const plain = unescaped(view);
    const [from, to] = block.rangeIn(plain);
    const named: Filter = (low, high, scene) => filter(low, high, scene) && block.names(low, high);
    collection.parts(plain, named, from, to);
    if (to - from >= SHORTEST_VALUE) collection.values(plain, named);
    const whole = joined(plain);
    if (whole) collection.parts(whole, splitIn(plain, whole, named), ...block.rangeIn(whole));
    if (view.via.length < MOST_LAYERS) this.#judgeInner(plain, filter, from, to, from, to);
  }

  /**
   * Blocks of base64 in a text that was decoded already: those that are named between its characters `from` and `to`. None
   * goes beyond `least` and `most`.
   */
  #judgeInner(view: View, outer: Filter, from: number, to: number, least: number, most: number): void {
    if (most - least < SHORTEST_ENCODED) return;
    const blocks: Base64Block[] = [];
    const text = Buffer.from(view.text.slice(least, most), 'latin1');
    const sink: TriggerSink = {
      plain: () => {},
      nul: () => {},
      base64: at => {
        if (blocks.some(one => one.coversAt(least + at))) return;
        const block = new Base64Block(view, least + at, least, most);
        blocks.push(block);
        this.#judgeBlock(block, outer);
      },
    };
    visitRuns(text, from - least, to - least, new Triggers(sink, 0));
  }

  /** Judges what is left, and gives everything that was found. */
  end(low: number, high: number): Candidate[] {
    if (this.#start >= 0) this.#flush();
    if (this.#sawNul) this.#visitUtf16(low, high);
    return this.#collection?.sorted() ?? [];
  }

  /** Judges runs of UTF-16 together that stand in the same half of their pairs of bytes. */
  #visitUtf16(low: number, high: number): void {
    let first = -1;
    let last = -1;
    visitUtf16Runs(this.#bytes, low, high, (start, end) => {
      if (first >= 0) {
        const together = ((start - first) & 1) === 0 && start - last <= TOGETHER && end - first <= MOST_TOGETHER;
        if (together) {
          last = end;
          return;
        }
        this.#utf16(first, last);
      }
      // A long run is judged in parts.
      for (first = start; end - first > REACH; first += REACH) this.#utf16(first, first + REACH);
      last = end;
    });
    if (first >= 0) this.#utf16(first, last);
  }

  #utf16(start: number, end: number): void {
    this.#collection ??= new Collection(this.#from, this.#to);
    const view = unescaped(utf16View(this.#bytes, start - PAD, end + PAD + REACH, start));
    const named: Filter = (low, high) => isNamedInUtf16(this.#bytes, low, high);
    // What begins elsewhere is named by other runs.
    const [from, to] = [indexAt(view, start - AHEAD), indexAt(view, end + WINDOW)];
    this.#collection.parts(view, named, from, to);
    this.#collection.values(view, named);
    const whole = joined(view);
    if (whole)
      this.#collection.parts(
        whole,
        splitIn(view, whole, named),
        indexAt(whole, start - AHEAD),
        indexAt(whole, end + WINDOW),
      );
    this.#judgeInner(view, named, from, to, 0, view.text.length);
  }

  #flush(): void {
    const [start, end] = [this.#start, this.#end];
    this.#start = -1;
    let raw = plainView(this.#bytes, start - PAD, end + PAD);
    const near = raw.text;
    const anchored = holdsAnchor(this.#bytes, raw.from, raw.to);
    if (anchored || hasTokenHead(near)) raw = plainView(this.#bytes, start - PAD, end + PAD + REACH);
    this.#collection ??= new Collection(this.#from, this.#to);
    const collection = this.#collection;
    const named = (low: number, high: number) => isNamed(this.#bytes, low, high);
    const plain = unescaped(raw);
    collection.parts(plain, named);
    // URLs are told with the escapes that are their own; those of what they are written in would lengthen them.
    const text = raw.text.includes('%') ? unescapedText(raw) : plain;
    collection.values(text, named, text.text === near ? anchored : undefined);
    if (plain.text !== text.text) collection.values(plain, named);
    const whole = joined(plain);
    if (whole) collection.parts(whole, splitIn(plain, whole, named));
    const soft = unbroken(raw);
    if (!soft) return;
    const lines = unescaped(soft);
    // A soft break right behind a value looks like padding, and one may stand in its name; so what is whole is judged again as well.
    const bounded: Filter = (low, high, scene) =>
      isBounded(low, high, scene) && isShorter(soft, raw, low - SEEN_BREAKS, high + SEEN_BREAKS) && named(low, high);
    collection.parts(lines, bounded);
    collection.values(unescapedText(soft), bounded);
    collection.values(lines, bounded);
  }
}

const LONGEST_ESCAPE = 6;

/** True if what stands at `at` is of an escape that began before it: no group of four begins there. */
function isInEscape(bytes: Buffer, at: number): boolean {
  const before = bytes.toString('latin1', Math.max(0, at + 1 - LONGEST_ESCAPE), at);
  return /(?:\\(?:u0{0,2}[2-7]?|x[2-7]?)?|%[0-9A-Fa-f]?)$/.test(before);
}

/** Accepts what stands in pieces in `view` and was joined in `whole`. */
function splitIn(view: View, whole: View, filter: Filter): Filter {
  return (low, high, scene) =>
    isShorter(whole, view, low, high) && isBounded(low, high, scene) && filter(low, high, scene);
}

/** True if what stands from `low` to `high` in the content has less characters in `joined` than in the view that it was made of. */
function isShorter(joined: View, view: View, low: number, high: number): boolean {
  return indexAt(joined, high) - indexAt(joined, low) < indexAt(view, high) - indexAt(view, low);
}

/** True for no more than an id or secret in pieces may span. Only tokens and whole credentials are followed further. */
function isBounded(low: number, high: number, { value }: Scene): boolean {
  return high - low <= LONGEST_SPLIT || value.length > SHORTEST_VALUE;
}
