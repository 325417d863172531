/**
 * Looks at each run and says which places are worth a judgement. It decides by a few bytes, and too often rather than too
 * seldom: what it does not name is never judged.
 */

import { beginsAsHead } from '../archive/written-head.ts';
import { detectors } from '../detectors/index.ts';
import { BASE64, IN_HEX, IN_ID, isKorS, isLowerCase, isMixed } from './alphabet.ts';
import { isAnchored } from './anchors.ts';
import { isSplitBefore, isSplitBehind } from './literals.ts';
import type { RunVisitor } from './runs.ts';
import { mayBeMixed, visitStretches, WHOLE } from './stretches.ts';
import type { TriggerSink } from './trigger-sink.ts';
import { REACH } from './window.ts';

const ID_LENGTH = 20;
/** A pair of an id's bytes stands at one of every so many places. */
const ID_STRIDE = ID_LENGTH - 1;
/** An id in base64 has at least 25 whole characters, and four of them stand at one of every so many places. */
const BASE64_STRIDE = 19;
/** A shorter run of base64 holds no block. */
export const SHORTEST_ENCODED = 26;
/**
 * Text in base64 shows in this many characters at one of every so many places, if 47 characters of it are in one piece, and where
 * a run of three times as many begins or ends.
 */
const TEXT_LENGTH = 16;
const TEXT_STRIDE = 32;
const SECRET_LENGTH = 40;
const [A, I] = [0x41, 0x49];
const [SLASH, PLUS, EQUALS] = [0x2f, 0x2b, 0x3d];

/** Bit p: may stand at phase p + k of base64 that encodes upper case letters and digits. One table for each k. */
export const ID_PHASES: readonly Uint8Array[] = [0, 1, 2, 3].map(k => {
  const table = new Uint8Array(256);
  for (let index = 0; index < 64; index++) {
    for (let phase = 0; phase < 4; phase++) {
      const at = (phase + k) & 3;
      const high = index & 15;
      const legal =
        (at === 0 && index >= 12 && index <= 22) ||
        (at === 1 && high >= 3 && high <= 5) ||
        (at === 2 && (index & 3) <= 1) ||
        (at === 3 && ((index >= 1 && index <= 26) || (index >= 48 && index <= 57)));
      const code = BASE64.charCodeAt(index);
      if (legal) table[code] = (table[code] as number) | (1 << phase);
    }
  }
  return table;
});

/** Bit p: may stand at phase p + k of base64 that encodes ASCII: no byte has its highest bit. One table for each k. */
export const TEXT_PHASES: readonly Uint8Array[] = [0, 1, 2, 3].map(k => {
  const table = new Uint8Array(256);
  for (let index = 0; index < 64; index++) {
    for (let phase = 0; phase < 4; phase++) {
      const at = (phase + k) & 3;
      const legal = at === 3 || (index & (32 >> (2 * at))) === 0;
      const code = BASE64.charCodeAt(index);
      if (legal) table[code] = (table[code] as number) | (1 << phase);
    }
  }
  return table;
});

export const RUN_LENGTHS: ReadonlySet<number> = new Set(detectors.flatMap(one => one.runLengths ?? []));
const SHORTEST_OF_LENGTH = Math.min(Number.POSITIVE_INFINITY, ...RUN_LENGTHS);

export class Triggers implements RunVisitor {
  readonly #sink: TriggerSink;
  readonly #from: number;
  readonly #cut: { readonly start: boolean; readonly end: boolean } | undefined;

  /**
   * @param from first byte of the range that is scanned: long runs are looked at from `REACH` before it on.
   * @param cut where the bytes are a piece of a content, so that a run at that end of them may not begin (end) there.
   */
  constructor(sink: TriggerSink, from: number, cut?: { readonly start: boolean; readonly end: boolean }) {
    this.#sink = sink;
    this.#from = from;
    this.#cut = cut;
  }

  nul(): void {
    this.#sink.nul();
  }

  run(bytes: Buffer, start: number, end: number, escaped: boolean): void {
    const length = end - start;
    const low = length > REACH ? Math.max(start, this.#from - REACH) : start;
    this.#ids(bytes, low, end);
    // Text first: it names blocks where they begin, an id names them somewhere inside.
    if (length >= TEXT_LENGTH * 3) this.#encodedText(bytes, low, end);
    if (length >= SHORTEST_ENCODED) this.#encodedIds(bytes, low, end);
    const startKnown = !this.#cut?.start || start > 0;
    const endKnown = !this.#cut?.end || end < bytes.length;
    if (escaped && length > SECRET_LENGTH) this.#stretches(bytes, low, end, startKnown && low === start, endKnown);
    if (startKnown) {
      if (length >= SECRET_LENGTH) this.#heads(bytes, start, end);
      if (beginsAsHead(bytes, start)) this.#sink.written(start);
      if (isAnchored(bytes, start) || (isSplitBefore(bytes, start) && isPieceLike(bytes, start, end)))
        this.#sink.plain(start, Math.min(end, start + REACH));
    }
    if (endKnown && isSplitBehind(bytes, end) && isPieceLike(bytes, start, end))
      this.#sink.plain(Math.max(start, end - REACH), end);
    if (startKnown && endKnown && length >= SECRET_LENGTH) this.#whole(bytes, start, end, length);
  }

  #ids(bytes: Buffer, start: number, end: number): void {
    for (let at = start + ID_STRIDE - 1; at + 1 < end; at += ID_STRIDE) {
      if (IN_ID[bytes[at] as number] === 0 || IN_ID[bytes[at + 1] as number] === 0) continue;
      let left = at;
      while (left > start && IN_ID[bytes[left - 1] as number] === 1) left--;
      let right = at + 2;
      while (right < end && IN_ID[bytes[right] as number] === 1) right++;
      // The stretch of capitals is passed over whole, so that a long one is read once.
      for (let id = Math.max(left, start); id + ID_LENGTH <= right; id++) {
        if (bytes[id] === A && bytes[id + 2] === I && bytes[id + 3] === A && isKorS(bytes[id + 1] as number))
          this.#sink.plain(id, id + ID_LENGTH);
      }
      if (right > at + ID_STRIDE) at = right - 2 - ((right - 2 - at) % ID_STRIDE);
    }
  }

  #encodedIds(bytes: Buffer, start: number, end: number): void {
    const [first, second, third, fourth] = ID_PHASES as [Uint8Array, Uint8Array, Uint8Array, Uint8Array];
    for (let at = start + BASE64_STRIDE - 1; at + 3 < end; at += BASE64_STRIDE) {
      const fits =
        (first[bytes[at] as number] as number) &
        (second[bytes[at + 1] as number] as number) &
        (third[bytes[at + 2] as number] as number) &
        (fourth[bytes[at + 3] as number] as number);
      if (fits === 0) continue;
      for (let id = Math.max(start, at - 27); id <= at; id++) {
        const group = groupOfEncodedId(bytes, id);
        if (group >= start) this.#sink.base64(group, end);
      }
    }
  }

  #encodedText(bytes: Buffer, start: number, end: number): void {
    for (let at = start; at + TEXT_LENGTH <= end; at += TEXT_STRIDE) this.#textAt(bytes, at, end);
    // A value that goes on in the next line may show by no more than its last characters.
    if ((end - start - TEXT_LENGTH) % TEXT_STRIDE !== 0) this.#textAt(bytes, end - TEXT_LENGTH, end);
  }

  #textAt(bytes: Buffer, at: number, end: number): void {
    const [first, second, third, fourth] = TEXT_PHASES as [Uint8Array, Uint8Array, Uint8Array, Uint8Array];
    let fits = 15;
    for (let i = at; i < at + TEXT_LENGTH && fits !== 0; i += 4) {
      fits &=
        (first[bytes[i] as number] as number) &
        (second[bytes[i + 1] as number] as number) &
        (third[bytes[i + 2] as number] as number) &
        (fourth[bytes[i + 3] as number] as number);
    }
    // What is filled with one byte, be it zeros, is no text.
    if (fits !== 0 && isFill(bytes, at, at + TEXT_LENGTH)) return;
    for (let phase = 0; fits !== 0; phase++, fits >>= 1) {
      if ((fits & 1) === 1) this.#sink.base64(at + ((4 - phase) & 3), end);
    }
  }

  #heads(bytes: Buffer, start: number, end: number): void {
    if (isTokenHead(bytes, start)) this.#sink.plain(start, Math.min(end, start + REACH));
    if (isEncodedTokenHead(bytes, start)) this.#sink.base64(start, end);
  }

  /**
   * What an anchor names; and what is as mixed as a secret, and goes on over an escape, or is as long as a value between two, or
   * begins as a token does. A stretch whose start is not known holds no value that begins in the window.
   */
  #stretches(bytes: Buffer, from: number, to: number, startKnown: boolean, endKnown: boolean): void {
    visitStretches(bytes, from, to, (start, end, over) => {
      if (start === from && !startKnown) return;
      const name = () => this.#sink.plain(start, Math.min(end, start + REACH));
      if (isAnchored(bytes, start)) name();
      if (start !== from && beginsAsHead(bytes, start)) this.#sink.written(start);
      const length = end - start;
      if (length < SECRET_LENGTH || !mayBeMixed(bytes, start, end, over)) return;
      if (over !== WHOLE || ((endKnown || end < to) && isLengthOfValue(length)) || isTokenHead(bytes, start)) name();
      if (isEncodedTokenHead(bytes, start)) this.#sink.base64(start, end);
    });
  }

  /** What must have one exact length. */
  #whole(bytes: Buffer, start: number, end: number, length: number): void {
    const padding = bytes[end] === EQUALS ? (bytes[end + 1] === EQUALS ? 2 : 1) : 0;
    if (
      length + padding >= SHORTEST_OF_LENGTH &&
      RUN_LENGTHS.has(length + padding) &&
      !isLabelledHash(bytes, start) &&
      isMixed(bytes, start, end)
    )
      this.#sink.plain(start, end);
    if (length === SECRET_LENGTH) {
      if (isMixed(bytes, start, end) && !isHex(bytes, start, end)) this.#sink.plain(start, end);
    } else if (length <= SECRET_LENGTH + 2 && isGlued(bytes, start, end) && isMixed(bytes, start, end))
      this.#sink.plain(start, end);
  }
}

/** True if a secret, with glue or without, or a password may be so long, whose padding is perhaps escaped. */
function isLengthOfValue(length: number): boolean {
  if (length <= SECRET_LENGTH + 2) return true;
  return RUN_LENGTHS.has(length) || RUN_LENGTHS.has(length + 1) || RUN_LENGTHS.has(length + 2);
}

/** True if [start, end) is one byte again and again. */
function isFill(bytes: Buffer, start: number, end: number): boolean {
  let at = start + 1;
  while (at < end && bytes[at] === bytes[start]) at++;
  return at === end;
}

/** Where the group of four begins that the `A` of an encoded id stands in, if one of its three forms begins at `at`; else -1. */
function groupOfEncodedId(bytes: Buffer, at: number): number {
  const [b0, b1, b2, b3, b4] = [bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3], bytes[at + 4]];
  // QUtJQ, QVNJQ
  if (b0 === 0x51 && b3 === 0x4a && b4 === 0x51 && ((b1 === 0x55 && b2 === 0x74) || (b1 === 0x56 && b2 === 0x4e)))
    return at;
  // FLSU, FTSU: one byte in
  if (b0 === 0x46 && (b1 === 0x4c || b1 === 0x54) && b2 === 0x53 && b3 === 0x55) return at - 2;
  // BS0lB, BU0lB: two bytes in
  if (b0 === 0x42 && (b1 === 0x53 || b1 === 0x55) && b2 === 0x30 && b3 === 0x6c && b4 === 0x42) return at - 3;
  return -1;
}

/** `IQo`, `Ago`, `FQo`, `Fwo`, `AQo`. */
function isTokenHead(bytes: Buffer, at: number): boolean {
  if (bytes[at + 2] !== 0x6f) return false;
  const first = bytes[at];
  const second = bytes[at + 1];
  return (first === I || first === A || first === 0x46) && (second === 0x51 || second === 0x67 || second === 0x77);
}

/** The same in base64: `SVFv`, `QWdv`, `RlFv`, `Rndv`, `QVFv`. */
function isEncodedTokenHead(bytes: Buffer, at: number): boolean {
  if (bytes[at + 3] !== 0x76) return false;
  const three = bytes.toString('latin1', at, at + 3);
  return three === 'SVF' || three === 'QWd' || three === 'RlF' || three === 'Rnd' || three === 'QVF';
}

/** `h1:` of go.sum and `sha256-` of lock files: most runs of a password's length in a repository, and never one. */
function isLabelledHash(bytes: Buffer, at: number): boolean {
  const [third, second, first] = [bytes[at - 3], bytes[at - 2], bytes[at - 1]];
  return (third === 0x68 && second === 0x31 && first === 0x3a) || (third === 0x35 && second === 0x36 && first === 0x2d);
}

function isHex(bytes: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (IN_HEX[bytes[at] as number] === 0) return false;
  return true;
}

/**
 * Upper case, lower case and a digit; or lower case right before upper case three times. 20 random characters of base64 are
 * neither once in 550 times, both halves of a secret once in 300,000; words are, and most names that are made of some.
 */
function isPieceLike(bytes: Buffer, start: number, end: number): boolean {
  let seen = 0;
  let rises = 0;
  let wasLower = false;
  for (let at = start; at < end; at++) {
    const byte = bytes[at] as number;
    const lower = isLowerCase(byte);
    const upper = byte >= 0x41 && byte <= 0x5a;
    seen |= lower ? 1 : upper ? 2 : byte >= 0x30 && byte <= 0x39 ? 4 : 0;
    if (wasLower && upper) rises++;
    if (seen === 7 || rises === 3) return true;
    wasLower = lower;
  }
  return false;
}

/** A secret and one or two characters more that may be glue. */
function isGlued(bytes: Buffer, start: number, end: number): boolean {
  const [first, last] = [bytes[start], bytes[end - 1]];
  return first === SLASH || first === PLUS || last === SLASH || last === PLUS || bytes[start - 1] === EQUALS;
}
