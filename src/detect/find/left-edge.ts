/**
 * Where what goes on at the start of a zone may have begun: a zone looks back as far as any candidate that touches it, so
 * that it finds what the whole content has there. It looks back over pieces and the gaps between them: lines of a wrapped
 * value, and string literals that are one. It may go further than a candidate does, never less far.
 */
import { LEAST_PIECE } from '../detectors/session-token.ts';
import { IN_BASE64, IN_VALUE } from './alphabet.ts';
import { Backward, COLOUR, CR, EQUALS, ESCAPE, LINE, NO_LITERAL, QUOTE } from './backward.ts';
import { REACH } from './window.ts';

/** Where a candidate that goes on at `from` may begin. */
export function leftEdge(bytes: Buffer, from: number): number {
  const least = Math.max(0, from - REACH);
  const edge = edgeBefore(new Backward(bytes, least, 1), from);
  if (!hasNul(bytes, from)) return edge;
  const wide = new Backward(bytes, least, 2);
  return Math.min(edge, edgeBefore(wide, from), edgeBefore(wide, from + 1));
}

function hasNul(bytes: Buffer, at: number): boolean {
  return bytes[at - 2] === 0 || bytes[at - 1] === 0 || bytes[at] === 0 || bytes[at + 1] === 0;
}

function edgeBefore(text: Backward, from: number): number {
  let edge = text.pieceStart(from);
  let end = text.gapStart(edge);
  // What parts the pieces may go on behind `from`.
  for (let isCut = true; end !== edge && (isCut || goesOn(text, end, edge)); isCut = false) {
    edge = text.pieceStart(end);
    end = text.gapStart(edge);
  }
  return edge;
}

/** True if what stands before the gap [start, end) may be of the same value as what stands behind it. */
function goesOn(text: Backward, start: number, end: number): boolean {
  return isLiteral(text, start, end) || (isLine(text, start, end) && hasPiece(text, end));
}

/** True if a literal may end where the gap begins, and another begin where it ends; or if nothing but looks or a soft break part the pieces. */
function isLiteral(text: Backward, start: number, end: number): boolean {
  const kinds = text.kindsIn(start, end);
  if ((kinds & COLOUR) !== 0 || text.isSoftBreak(end)) return true;
  if ((kinds & NO_LITERAL) !== 0) return false;
  // The last digits of a piece may look like a part of the gap, and a soft break that is before them.
  let left = start;
  while (left < end && isOfPiece(text, left, start)) left += text.step;
  const closes = text.kindAt(left + text.step);
  const opens = text.kindAt(end) | text.kindsBehind(end);
  return (closes & (QUOTE | ESCAPE)) !== 0 && (opens & (QUOTE | ESCAPE)) !== 0;
}

/** True if the character of the gap that begins at `at` may be of the piece before it. */
function isOfPiece(text: Backward, at: number, start: number): boolean {
  const byte = text.before(at + text.step);
  if (IN_BASE64[byte] === 1 || byte === EQUALS) return true;
  if (at <= start || text.kindAt(at + text.step) !== LINE) return false;
  const last = text.before(at);
  return last === EQUALS || last === CR;
}

/** True if a line may end in the gap [start, end). */
function isLine(text: Backward, start: number, end: number): boolean {
  return ((text.kindsIn(start, end) | text.kindsBehind(end)) & (LINE | ESCAPE)) !== 0;
}

/** True if what stands before the gap that ends at `end` may be a line of a wrapped value, of one literal or more. */
function hasPiece(text: Backward, end: number): boolean {
  let at = end;
  let digits = 0;
  let isLinked = true;
  let start = text.gapStart(at);
  do {
    // The last digits of the line may look like a part of the gap.
    for (; at > start; at -= text.step) digits += IN_BASE64[text.before(at)] as number;
    for (; isLinked && at > text.least && IN_VALUE[text.before(at)] === 1; at -= text.step) digits++;
    if (digits >= LEAST_PIECE || at <= text.least) return true;
    if (!isLinked) return false;
    start = text.gapStart(at);
    isLinked = isLiteral(text, start, at);
  } while (start !== at);
  return false;
}
