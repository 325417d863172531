/** Knows the anchors of all detectors by two of their bytes, so that the hot loop asks one table for each run. */

import { detectors } from '../detectors/index.ts';
import { isLowerCase } from './alphabet.ts';

/** Between a name and its value stand at most so many separators, where the name is an anchor. */
const MOST_SEPARATORS = 12;

export const ANCHORS: readonly Buffer[] = detectors.flatMap(one => one.anchors).map(one => Buffer.from(one, 'latin1'));

/** Anchors by the pair of bytes that they begin (end) with, and whether there is one for a pair. */
const ANCHORS_BY_HEAD = new Map<number, Buffer[]>();
const ANCHORS_BY_TAIL = new Map<number, Buffer[]>();
const IS_HEAD = new Uint8Array(65_536);
const IS_TAIL = new Uint8Array(65_536);
for (const anchor of ANCHORS) {
  const head = pairAt(anchor, 0);
  const tail = pairAt(anchor, anchor.length - 2);
  ANCHORS_BY_HEAD.set(head, [...(ANCHORS_BY_HEAD.get(head) ?? []), anchor]);
  ANCHORS_BY_TAIL.set(tail, [...(ANCHORS_BY_TAIL.get(tail) ?? []), anchor]);
  IS_HEAD[head] = 1;
  IS_TAIL[tail] = 1;
}

/** So many bytes of an anchor in a row hold, wherever they stand, a pair that begins at one of every `STRIDE` places. */
const PIECE = 4;
const STRIDE = PIECE - 1;

/** Where in an anchor a pair of its piece stands: the pair, and the anchor. */
interface PairOfPiece {
  readonly anchor: Buffer;
  readonly at: number;
}

const PIECES_BY_PAIR = new Map<number, PairOfPiece[]>();
const IS_OF_PIECE = new Uint8Array(65_536);
for (const anchor of ANCHORS) {
  const piece = rarestPiece(anchor);
  for (let at = piece; at < piece + STRIDE; at++) {
    const pair = pairAt(anchor, at);
    PIECES_BY_PAIR.set(pair, [...(PIECES_BY_PAIR.get(pair) ?? []), { anchor, at }]);
    IS_OF_PIECE[pair] = 1;
  }
}

/** Where the piece of an anchor begins that text has least often: pairs of small letters are everywhere. */
function rarestPiece(anchor: Buffer): number {
  let rarest = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let from = 0; from + PIECE <= anchor.length; from++) {
    let cost = 0;
    for (let at = from; at < from + STRIDE; at++) {
      const [first, second] = [isLowerCase(anchor[at]), isLowerCase(anchor[at + 1])];
      cost += second ? (first ? 10 : 4) : anchor[at] === anchor[at + 1] ? 4 : first ? 2 : 1;
    }
    if (cost < least) [rarest, least] = [from, cost];
  }
  return rarest;
}

/** True if an anchor stands in [from, to), whole. */
export function holdsAnchor(bytes: Buffer, from: number, to: number): boolean {
  for (let at = Math.max(0, from), last = Math.min(to, bytes.length) - 1; at < last; at += STRIDE) {
    const pair = ((bytes[at] as number) << 8) | (bytes[at + 1] as number);
    if (IS_OF_PIECE[pair] === 1 && holdsPair(bytes, from, to, at, pair)) return true;
  }
  return false;
}

function holdsPair(bytes: Buffer, from: number, to: number, place: number, pair: number): boolean {
  for (const { anchor, at } of PIECES_BY_PAIR.get(pair) ?? []) {
    const start = place - at;
    if (start >= from && start + anchor.length <= to && standsAt(bytes, start, anchor)) return true;
  }
  return false;
}

/** True if an anchor begins at the run, ends right before it, or is the name of what is there. */
export function isAnchored(bytes: Buffer, start: number): boolean {
  const head = pairAt(bytes, start);
  if (IS_HEAD[head] === 1 && ANCHORS_BY_HEAD.get(head)?.some(one => standsAt(bytes, start, one))) return true;
  if (start < 4) return false;
  if (endsWithAnchor(bytes, start)) return true;
  let at = start;
  const least = Math.max(4, start - MOST_SEPARATORS);
  while (at > least && isSeparator(bytes[at - 1] as number)) at--;
  return at < start && endsWithAnchor(bytes, at);
}

function endsWithAnchor(bytes: Buffer, end: number): boolean {
  const tail = pairAt(bytes, end - 2);
  if (IS_TAIL[tail] === 0) return false;
  return ANCHORS_BY_TAIL.get(tail)?.some(one => standsAt(bytes, end - one.length, one)) ?? false;
}

function standsAt(bytes: Buffer, at: number, anchor: Buffer): boolean {
  if (at < 0) return false;
  for (let i = 0; i < anchor.length; i++) if (bytes[at + i] !== anchor[i]) return false;
  return true;
}

function pairAt(bytes: Buffer, at: number): number {
  return ((bytes[at] as number) << 8) | (bytes[at + 1] as number);
}

function isSeparator(byte: number): boolean {
  return (
    byte === 0x20 ||
    byte === 0x22 ||
    byte === 0x27 ||
    byte === 0x3d ||
    byte === 0x3a ||
    byte === 9 ||
    byte === 0x3e ||
    byte === 0x5c ||
    byte === 10 ||
    byte === 13
  );
}
