/**
 * Finds the candidates of one content that arrives in pieces, zone by zone on a fixed grid, so that the pieces do not matter.
 * It keeps the bytes that pairing may ask for and nothing else: memory does not grow with the content.
 */
import type { Candidate, Found } from '../../model.ts';
import { WrittenList } from '../archive/written-list.ts';
import { type ByteSource, PAIR_GAP } from '../pair/pair.ts';
import { findAll, findInZones, type Scout } from './find.ts';
import { isCandidate } from './found.ts';
import { LineCounter, type Position } from './lines.ts';
import { firstThat } from './sorted.ts';
import { REACH, WINDOW } from './window.ts';

/** One call of the finder sees this many new bytes. Small enough that a zone of nothing but candidates stays small too. */
export const ZONE = 1 << 20;

/** More candidates than this in one content are not looked at. 16 MB of `AKIA` over and over make 4.2 million. */
export const MAX_CANDIDATES = 100_000;

/** The bytes around candidates that are kept for pairing, at most. */
const MAX_KEPT_BYTES = 64 << 20;

/** A candidate that starts in a zone is decided by bytes up to here behind it; one more, so that the cut is no end in sight. */
const AHEAD = REACH + WINDOW + 1;
/** And by bytes from here before it. Pairing may reach back further than a verdict does. */
const BEHIND = PAIR_GAP + REACH + WINDOW + 1;

export class Zones {
  readonly candidates: Candidate[] = [];
  readonly written = new WrittenList();
  /** Where they start. */
  readonly positions = new Map<number, Position>();
  readonly kept = new KeptBytes();
  /** Why the rest of the content was not looked at, if it was not. */
  bound: string | undefined;
  readonly #zone: number;
  readonly #wanted: (found: Found) => boolean;
  readonly #lines = new LineCounter();
  #held = Buffer.alloc(0);
  /** Offset in the content of the first held byte, number of held bytes, and start of the zone that comes next. */
  #base = 0;
  #length = 0;
  #next = 0;
  /** Where the last whole credential of one string ends: what that is made of is none of its own. */
  #toldTo = 0;

  /**
   * @param wanted what it refuses is as if it were not found.
   * @param zone bytes of a zone; another number than `ZONE` changes nothing but speed.
   */
  constructor(wanted: (found: Found) => boolean = () => true, zone = ZONE) {
    this.#zone = zone;
    this.#wanted = wanted;
  }

  /**
   * Takes a whole content at once, instead of `push` and `end`. Leaves `positions` empty: the bytes are at hand to count.
   * @param marks ascending pairs of starts and ends: every candidate that is wanted touches one. All of it if there are none given.
   * @param scoutOf gives one for a part of the content, if there is one.
   */
  whole(bytes: Buffer, marks?: Int32Array, scoutOf?: (part: Buffer) => Scout | undefined): void {
    for (let from = 0; from < bytes.length && this.bound === undefined; from += this.#zone) {
      const to = Math.min(from + this.#zone, bytes.length);
      const base = Math.max(0, from - BEHIND);
      // What begins in the zone reaches no farther.
      const near = marks && cut(marks, from, Math.min(to + REACH, bytes.length), base);
      if (near?.length === 0) continue;
      const part = bytes.subarray(base, to + AHEAD);
      const found = near ? findInZones(part, near, scoutOf?.(part)) : findAll(part, from - base, to - base);
      this.#takeAll(found, part, base, from, to, bytes);
    }
    this.kept.close(bytes.length);
  }

  /** The same with all that was found in the content, in order of its start. */
  takeAll(found: readonly Found[], bytes: Buffer): void {
    this.#takeAll(found, bytes, 0, 0, bytes.length, bytes);
    this.kept.close(bytes.length);
  }

  /** Takes the next piece, which may be reused by the caller afterwards. */
  push(piece: Buffer): void {
    if (this.#held.length === 0) this.#held = Buffer.allocUnsafeSlow(BEHIND + this.#zone + AHEAD);
    let taken = 0;
    while (taken < piece.length) {
      const count = piece.copy(this.#held, this.#length, taken);
      this.#length += count;
      this.written.push(piece.subarray(taken, taken + count));
      taken += count;
      while (this.#next + this.#zone + AHEAD <= this.#base + this.#length) this.#advance(this.#next + this.#zone);
      if (this.#length === this.#held.length) this.#forget();
    }
  }

  /** Says that the content is whole. */
  end(): void {
    const length = this.#base + this.#length;
    while (this.#next < length) this.#advance(Math.min(this.#next + this.#zone, length));
    this.kept.close(length);
  }

  /** Finds what starts in the zone that comes next. */
  #advance(to: number): void {
    const bytes = this.#held.subarray(0, this.#length);
    const [base, from] = [this.#base, this.#next];
    if (this.bound === undefined) this.#takeAll(findAll(bytes, from - base, to - base), bytes, base, from, to);
    this.#lines.at(bytes, base, to);
    this.#next = to;
  }

  /**
   * Takes what was found and starts in the zone from `from` to `to`; `bytes` holds the content from `base` on.
   * @param whole the whole content, if it is at hand.
   */
  #takeAll(all: readonly Found[], bytes: Buffer, base: number, from: number, to: number, whole?: Buffer): void {
    for (const one of all) {
      const found = base === 0 ? one : { ...one, start: one.start + base, end: one.end + base };
      if (found.start < from || found.start >= to || !this.#wanted(found)) continue;
      if (isCandidate(found)) this.bound = this.#take(found, bytes, base);
      else if (found.start >= this.#toldTo) this.written.begin(found, whole ?? bytes, whole ? 0 : base);
      if (this.bound !== undefined) break;
      if (!whole) this.positions.set(found.start, this.#lines.at(bytes, base, found.start));
    }
  }

  /** Takes a candidate, or says which bound it hits. */
  #take(candidate: Candidate, bytes: Buffer, base: number): string | undefined {
    if (this.candidates.length === MAX_CANDIDATES) return `more than ${MAX_CANDIDATES} candidates in one content`;
    if (!this.kept.around(candidate, bytes, base)) return 'candidates too many and too far apart in one content';
    this.candidates.push(candidate);
    if (candidate.role === 'value') this.#toldTo = Math.max(this.#toldTo, candidate.end);
    return undefined;
  }

  /** Drops held bytes that no zone to come will ask for. */
  #forget(): void {
    const keepFrom = Math.max(this.#base, this.#next - BEHIND);
    this.#held.copyWithin(0, keepFrom - this.#base, this.#length);
    this.#length -= keepFrom - this.#base;
    this.#base = keepFrom;
  }
}

/** What of the marks lies in [from, to), as offsets from `base`. */
function cut(marks: Int32Array, from: number, to: number, base: number): Int32Array {
  const pieces: number[] = [];
  for (let i = firstAfter(marks, from); i < marks.length && marks[i]! < to; i += 2) {
    pieces.push(Math.max(from, marks[i]!) - base, Math.min(to, marks[i + 1]!) - base);
  }
  return Int32Array.from(pieces);
}

/** Where the first pair of `marks` stands that ends behind `offset`. */
function firstAfter(marks: Int32Array, offset: number): number {
  return 2 * firstThat(marks.length >> 1, pair => (marks[2 * pair + 1] as number) > offset);
}

interface Run {
  readonly start: number;
  end: number;
  /** One piece once the content is closed. */
  readonly pieces: Buffer[];
}

/** The bytes of a content near its candidates: `WINDOW` on both sides, and all between two that are at most `PAIR_GAP` apart. */
class KeptBytes implements ByteSource {
  length = 0;
  /** In order of `start`, and apart from each other. */
  readonly #runs: Run[] = [];
  #lastEnd = -1;
  #total = 0;

  /** Keeps what belongs to the next candidate; `bytes` holds the content from `base` on. False if that is too much. */
  around(candidate: Candidate, bytes: Buffer, base: number): boolean {
    const last = this.#runs.at(-1);
    const start = Math.max(0, candidate.start - WINDOW);
    const end = Math.min(base + bytes.length, candidate.end + WINDOW);
    const joins = last !== undefined && (candidate.start - this.#lastEnd <= PAIR_GAP || start <= last.end);
    this.#lastEnd = Math.max(this.#lastEnd, candidate.end);
    const from = joins ? last.end : start;
    if (end <= from) return true;
    this.#total += end - from;
    if (this.#total > MAX_KEPT_BYTES) return false;
    const piece = Buffer.from(bytes.subarray(from - base, end - base));
    if (joins) {
      last.pieces.push(piece);
      last.end = end;
    } else {
      this.#runs.push({ start, end, pieces: [piece] });
    }
    return true;
  }

  /** Says how long the content was; from now on `slice` may be called. */
  close(length: number): void {
    this.length = length;
    for (const run of this.#runs) run.pieces.splice(0, Number.POSITIVE_INFINITY, Buffer.concat(run.pieces));
  }

  /** As `ByteSource` says; a byte that was not kept reads as 0. */
  slice(start: number, end: number): Buffer {
    const from = Math.max(0, start);
    const to = Math.max(from, Math.min(this.length, end));
    const out = Buffer.alloc(to - from);
    for (let i = this.#firstAfter(from); i < this.#runs.length; i++) {
      const run = this.#runs[i] as Run;
      if (run.start >= to) break;
      run.pieces[0]?.copy(out, Math.max(0, run.start - from), Math.max(0, from - run.start), to - run.start);
    }
    return out;
  }

  /** Index of the first run that ends after `offset`. */
  #firstAfter(offset: number): number {
    return firstThat(this.#runs.length, index => (this.#runs[index] as Run).end > offset);
  }
}
