/**
 * Finds and judges candidates. Bytes in, candidates out; no path, no clock, no state.
 *
 * The contract that the history scan stands on:
 * 1. `findAll(bytes, from, to)` is exactly `findAll(bytes)` without what does not touch [from, to).
 * 2. A candidate depends on the bytes from `start - WINDOW` to `end + WINDOW` only, an end of the content counting as a byte.
 *    Other content with the same bytes there (and ends at the same distance, or beyond) has the same candidate.
 * 3. A candidate spans at most `REACH` bytes.
 *
 * How it is kept: the hot loop names places (`triggers.ts`) by a few bytes each. Around them everything is judged (`judge.ts`), each on
 * a scene of its own window. Because more may be judged than was named, a candidate stands only if its own window, cut out,
 * names it too.
 */
import type { Candidate, Found } from '../../model.ts';
import { isCandidate } from './found.ts';
import { Judge } from './judge.ts';
import { leftEdge } from './left-edge.ts';
import { visitSplitIds } from './literals.ts';
import { AHEAD, BEHIND_SPLIT_ID } from './named.ts';
import { visitRuns } from './runs.ts';
import type { TriggerSink } from './trigger-sink.ts';
import { Triggers } from './triggers.ts';
import { visitUtf16Runs } from './utf16.ts';
import { REACH, WINDOW } from './window.ts';

/** Places closer than this are judged together, as long as they span no more than `MOST_TOGETHER`. */
const TOGETHER = 512;
const MOST_TOGETHER = 4096;
/** Zones that touch are one, up to so many bytes. */
const MOST_IN_A_ROW = 64 << 10;
/** What somebody knows of a content who looks through it faster. It changes nothing but the time. */
export interface Scout {
  /** True if nothing can be found in the block of base64 that has a group of four at `group`, an offset in the content. */
  isDull(group: number): boolean;
  /** Brings every run in [low, high) that may name something, at least a part of it, to `take`, in order: where it starts and ends. */
  visitLoud(low: number, high: number, take: (start: number, end: number) => void): void;
}

/**
 * Every judged candidate of `bytes`, and every head of something packed, that touches [from, to), in order of its start.
 * @param from first byte of the zone, @param to one past its last.
 */
export function findAll(bytes: Buffer, from = 0, to = bytes.length, scout?: Scout): Found[] {
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
  visitSplitIds(bytes, Math.max(0, edge - BEHIND_SPLIT_ID), to, finder);
  return finder.end(low, high);
}

/** Without the heads: for what is too short to hold anything packed. */
export function findCandidates(bytes: Buffer, from?: number, to?: number, scout?: Scout): Candidate[] {
  return findAll(bytes, from, to, scout).filter(isCandidate);
}

/**
 * The same as `findAll` of what touches one of some zones.
 * @param zones their starts and ends, one behind the other, ascending.
 */
export function findInZones(bytes: Buffer, zones: Int32Array, scout?: Scout): Found[] {
  const found: Found[] = [];
  let before = 0;
  for (let i = 0; i < zones.length; ) {
    const from = zones[i]!;
    let to = zones[i + 1]!;
    // Zones that touch are looked through together: what is decoded for one serves the next.
    for (i += 2; i < zones.length && zones[i]! <= to && zones[i + 1]! - from <= MOST_IN_A_ROW; i += 2)
      to = zones[i + 1]!;
    for (const one of findAll(bytes, from, to, scout)) {
      // A candidate that touches two zones is brought up by both.
      if (one.start >= before) found.push(one);
    }
    before = to;
  }
  return found;
}

/** Has places judged together that are near each other. */
class Finder implements TriggerSink {
  readonly #bytes: Buffer;
  readonly #scout: Scout | undefined;
  readonly #judge: Judge;
  #start = -1;
  #end = -1;
  #sawNul = false;

  constructor(bytes: Buffer, from: number, to: number, scout: Scout | undefined) {
    this.#bytes = bytes;
    this.#scout = scout;
    this.#judge = new Judge(bytes, from, to);
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
      this.#judge.around(this.#start, this.#end);
    }
    this.#start = start;
    this.#end = end;
  }

  nul(): void {
    this.#sawNul = true;
  }

  written(at: number): void {
    this.#judge.written(at);
  }

  base64(at: number, runEnd: number): void {
    if (!this.#judge.knows(at) && !this.#scout?.isDull(at)) this.#judge.block(at, runEnd);
  }

  /** Judges what is left, and gives everything that was found. */
  end(low: number, high: number): Found[] {
    if (this.#start >= 0) this.#judge.around(this.#start, this.#end);
    if (this.#sawNul) this.#visitUtf16(low, high);
    return this.#judge.found();
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
        this.#judge.utf16(first, last);
      }
      // A long run is judged in parts.
      for (first = start; end - first > REACH; first += REACH) this.#judge.utf16(first, first + REACH);
      last = end;
    });
    if (first >= 0) this.#judge.utf16(first, last);
  }
}
