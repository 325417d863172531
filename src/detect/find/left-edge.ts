/**
 * Where what goes on at the start of a zone may have begun: a zone looks back as far as any candidate that touches it, so
 * that it finds what the whole content has there. It looks back over pieces and the gaps between them: lines of a wrapped
 * value, string literals that are one, in whatever escapes. It may go further than a candidate does, never less far.
 */

import { LEAST_PIECE } from '../detectors/session-token.ts';
import { IN_BASE64, IN_VALUE, tableOf } from './alphabet.ts';
import { REACH } from './window.ts';

/** What a byte is between two pieces. */
const [BETWEEN, QUOTE, LINE, NO_LITERAL, ESCAPE, COLOUR] = [1, 2, 4, 8, 16, 32];
export const IN_GAP = gapKinds([
  [/[ \t+.|<>_#/]/, BETWEEN],
  [/["'`]/, QUOTE],
  [/[\r\n]/, LINE],
  // A comma parts literals, and lines may end with it.
  [/[,^-]/, NO_LITERAL],
  [/[\\%&]/, ESCAPE],
  [/\x1b/, COLOUR],
]);
/** So many characters lie between two pieces at most, escapes counted as they are. */
const LONGEST_GAP = 160;
/** `++`, `..`, and a character more. */
const LONGEST_OPERATOR = 3;
/** The longest escape and the longest entity, without their first sign. */
const LONGEST_ESCAPE = 8;
const LONGEST_ENTITY = 24;
const [LF, CR] = [0x0a, 0x0d];
const [BRACKET, EQUALS, SEMICOLON, BACKSLASH, PERCENT] = [0x5b, 0x3d, 0x3b, 0x5c, 0x25];
const [ZERO, TWO, FIVE] = [0x30, 0x32, 0x35];
const [LOWER_M, LOWER_U, LOWER_X] = [0x6d, 0x75, 0x78];
/** Of no class. */
const STRANGER = 0x7f;

const IN_WORD = tableOf(/[A-Za-z0-9]/);
const IN_ENTITY = tableOf(/[A-Za-z0-9#;]/);
const IN_COLOUR = tableOf(/[0-9;]/);
/** What may stand right before the bracket of a colour: the escape character, or the end of an escape for it. */
const BEFORE_BRACKET = tableOf(/[\x1bbBe3]/);

function gapKinds(of: readonly (readonly [RegExp, number])[]): Uint8Array {
  const table = new Uint8Array(256);
  for (const [shape, kind] of of)
    tableOf(shape).forEach((is, byte) => {
      if (is === 1) table[byte] = kind;
    });
  return table;
}

/** Where a candidate that goes on at `from` may begin. */
export function leftEdge(bytes: Buffer, from: number): number {
  const least = Math.max(0, from - REACH);
  const edge = edgeBefore(bytes, from, least, 1);
  if (!hasNul(bytes, from)) return edge;
  return Math.min(edge, edgeBefore(bytes, from, least, 2), edgeBefore(bytes, from + 1, least, 2));
}

function hasNul(bytes: Buffer, at: number): boolean {
  return bytes[at - 2] === 0 || bytes[at - 1] === 0 || bytes[at] === 0 || bytes[at + 1] === 0;
}

/** @param step bytes of a character: two in UTF-16. */
function edgeBefore(bytes: Buffer, from: number, least: number, step: number): number {
  let edge = pieceStart(bytes, from, least, step);
  let end = gapStart(bytes, edge, least, step);
  // What parts the pieces may go on behind `from`.
  for (let isCut = true; end !== edge && (isCut || goesOn(bytes, end, edge, least, step)); isCut = false) {
    edge = pieceStart(bytes, end, least, step);
    end = gapStart(bytes, edge, least, step);
  }
  return edge;
}

/** True if what stands before the gap [start, end) may be of the same value as what stands behind it. */
function goesOn(bytes: Buffer, start: number, end: number, least: number, step: number): boolean {
  const kinds = kindsOf(bytes, start, end, least, step);
  if (isLiteral(bytes, start, end, least, kinds, step)) return true;
  return isLine(bytes, end, least, kinds, step) && hasPiece(bytes, end, least, step);
}

/** The character that ends at `at`; in UTF-16 one byte of it is a NUL. */
function before(bytes: Buffer, at: number, least: number, step: number): number {
  const place = at - step;
  if (place < least) return STRANGER;
  if (step === 2 && place > least && bytes[place - 1] !== 0 && bytes[place + 1] !== 0) return STRANGER;
  return bytes[place] ?? STRANGER;
}

function pieceStart(bytes: Buffer, end: number, least: number, step: number): number {
  let at = end;
  while (at > least && IN_VALUE[before(bytes, at, least, step)] === 1) at -= step;
  return at;
}

/** Where the gap begins that ends at `end`. */
function gapStart(bytes: Buffer, end: number, least: number, step: number): number {
  let at = end;
  while (at > least && end - at < step * LONGEST_GAP) {
    const byte = before(bytes, at, least, step);
    const isGap =
      IN_GAP[byte] !== 0 ||
      (byte === BRACKET && beginsColour(bytes, at - step, least, step)) ||
      (byte === EQUALS && at < end && endsLine(bytes, at + step, least, step));
    if (isGap) {
      at -= step;
      continue;
    }
    const sign = escapeStart(bytes, at, least, step);
    if (sign === at) break;
    at = sign;
  }
  return at;
}

function beginsColour(bytes: Buffer, bracket: number, least: number, step: number): boolean {
  return BEFORE_BRACKET[before(bytes, bracket, least, step)] === 1 || isSoftBreak(bytes, bracket, least, step);
}

/** Where the escape begins that ends at `end`: of JSON, a URL, HTML, or what colours a terminal, up to its bracket. `end` if there is none. */
function escapeStart(bytes: Buffer, end: number, least: number, step: number): number {
  const last = before(bytes, end, least, step);
  if (last === SEMICOLON) return signBefore(bytes, end, least, IN_ENTITY, LONGEST_ENTITY, step);
  if (last === LOWER_M) {
    const colour = signBefore(bytes, end - step, least, IN_COLOUR, LONGEST_ENTITY, step);
    if (colour !== end - step) return colour;
  }
  const start = signBefore(bytes, end, least, IN_WORD, LONGEST_ESCAPE, step);
  return start !== end && isWhole(bytes, start, least, (end - start) / step, step) ? start : end;
}

/** True if so many characters behind the sign at `start` are all that it wants: `\n`, `\x22`, `\033`, `\u0022`; `%22`, `%2522`. */
function isWhole(bytes: Buffer, start: number, least: number, count: number, step: number): boolean {
  if (start <= least || isSoftBreak(bytes, start, least, step)) return true;
  const sign = before(bytes, start, least, step);
  const first = before(bytes, start + step, least, step);
  const second = before(bytes, start + 2 * step, least, step);
  if (sign === PERCENT) return count === 2 || (count % 2 === 0 && first === TWO && second === FIVE);
  if (sign !== BACKSLASH) return sign !== BRACKET;
  return count === 1 || (count === 3 && (first === LOWER_X || first === ZERO)) || (count === 5 && first === LOWER_U);
}

/** Where characters of `kind` begin that end at `end`, if the sign of an escape stands before them; else `end`. */
function signBefore(bytes: Buffer, end: number, least: number, kind: Uint8Array, most: number, step: number): number {
  let at = end;
  for (let count = 0; count < most && at > least && kind[before(bytes, at, least, step)] === 1; count++) at -= step;
  if (at <= least) return at;
  const sign = before(bytes, at, least, step);
  return IN_GAP[sign] === ESCAPE || sign === BRACKET || isSoftBreak(bytes, at, least, step) ? at : end;
}

/** True if a soft break of quoted-printable text ends at `at`, which may stand in an escape. */
function isSoftBreak(bytes: Buffer, at: number, least: number, step: number): boolean {
  if (before(bytes, at, least, step) !== LF) return false;
  const last = before(bytes, at - step, least, step);
  return (last === CR ? before(bytes, at - 2 * step, least, step) : last) === EQUALS;
}

function endsLine(bytes: Buffer, at: number, least: number, step: number): boolean {
  return IN_GAP[before(bytes, at, least, step)] === LINE;
}

/** The kinds of what stands in [start, end), all together. */
function kindsOf(bytes: Buffer, start: number, end: number, least: number, step: number): number {
  let kinds = 0;
  for (let at = end; at > start; at -= step) kinds |= IN_GAP[before(bytes, at, least, step)] as number;
  return kinds;
}

/** True if a literal may end where the gap begins, and another begin where it ends; or if nothing but looks or a soft break part the pieces. */
function isLiteral(bytes: Buffer, start: number, end: number, least: number, kinds: number, step: number): boolean {
  if ((kinds & COLOUR) !== 0 || isSoftBreak(bytes, end, least, step)) return true;
  if ((kinds & NO_LITERAL) !== 0) return false;
  // The last digits of a piece may look like a part of the gap, and a soft break that is before them.
  let left = start;
  while (left < end && isOfPiece(bytes, left, start, least, step)) left += step;
  const first = IN_GAP[before(bytes, left + step, least, step)] as number;
  const last = IN_GAP[before(bytes, end, least, step)] as number;
  const opens = last | kindsBehind(bytes, end, least, step);
  return (opens & (QUOTE | ESCAPE)) !== 0 && (first & (QUOTE | ESCAPE)) !== 0;
}

function isOfPiece(bytes: Buffer, at: number, start: number, least: number, step: number): boolean {
  const byte = before(bytes, at + step, least, step);
  if (IN_BASE64[byte] === 1 || byte === EQUALS) return true;
  if (at <= start || IN_GAP[byte] !== LINE) return false;
  const last = before(bytes, at, least, step);
  return last === EQUALS || last === CR;
}

/** True if a line may end in the gap that ends at `end`. */
function isLine(bytes: Buffer, end: number, least: number, kinds: number, step: number): boolean {
  return ((kinds | kindsBehind(bytes, end, least, step)) & (LINE | ESCAPE)) !== 0;
}

/** The kinds of what the piece behind a gap begins with: an operator, or an escape for one or a quote. */
function kindsBehind(bytes: Buffer, end: number, least: number, step: number): number {
  let kinds = 0;
  for (let at = end + step; at <= end + step * LONGEST_OPERATOR; at += step) {
    const kind = IN_GAP[before(bytes, at, least, step)] as number;
    if (kind === 0) break;
    kinds |= kind;
  }
  return kinds;
}

/** True if what stands before the gap that ends at `end` may be a line of a wrapped value, of one literal or more. */
function hasPiece(bytes: Buffer, end: number, least: number, step: number): boolean {
  let at = end;
  let digits = 0;
  let isLinked = true;
  let start = gapStart(bytes, at, least, step);
  do {
    // The last digits of the line may look like a part of the gap.
    for (; at > start; at -= step) digits += IN_BASE64[before(bytes, at, least, step)] as number;
    for (; isLinked && at > least && IN_VALUE[before(bytes, at, least, step)] === 1; at -= step) digits++;
    if (digits >= LEAST_PIECE || at <= least) return true;
    if (!isLinked) return false;
    start = gapStart(bytes, at, least, step);
    isLinked = isLiteral(bytes, start, at, least, kindsOf(bytes, start, at, least, step), step);
  } while (start !== at);
  return false;
}
