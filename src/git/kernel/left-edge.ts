/** Where what goes on at the start of a zone may have begun: the twins are `left-edge.ts` and `backward.ts` in `src/detect/find`. */
import { BASE64, GAP, leastPiece, VALUE } from './tables';

export const LF: u8 = 0x0a;
export const CR: u8 = 0x0d;
export const EQUALS: u8 = 0x3d;
export const BACKSLASH: u8 = 0x5c;

const QUOTE: u32 = 2;
const LINE: u32 = 4;
const NO_LITERAL: u32 = 8;
const ESCAPE: u32 = 16;
const COLOUR: u32 = 32;
const LONGEST_GAP: usize = 160;
const LONGEST_OPERATOR: usize = 3;
const LONGEST_ESCAPE: u32 = 8;
const LONGEST_ENTITY: u32 = 24;
const STRANGER: u8 = 0x7f;
const BRACKET: u8 = 0x5b;
const SEMICOLON: u8 = 0x3b;
const HASH: u8 = 0x23;
const LOWER_M: u8 = 0x6d;
/** What an escape is made of behind its sign. */
const WORD: i32 = 0;
const ENTITY: i32 = 1;
const DIGITS: i32 = 2;

/** Where a candidate that goes on at `from` may begin, at most `reach` before it. */
export function leftEdge(begin: usize, from: usize, reach: usize): usize {
  const least = from > begin + reach ? from - reach : begin;
  let edge = edgeBefore(from, least, 1);
  if (hasNul(begin, from)) {
    edge = min(edge, edgeBefore(from, least, 2));
    edge = min(edge, edgeBefore(from + 1, least, 2));
  }
  return edge;
}

/** What stands behind the end of the content may be taken for one. */
function hasNul(begin: usize, at: usize): bool {
  if (load<u8>(at) === 0 || load<u8>(at + 1) === 0) return true;
  return (at > begin && load<u8>(at - 1) === 0) || (at > begin + 1 && load<u8>(at - 2) === 0);
}

function edgeBefore(from: usize, least: usize, step: usize): usize {
  let edge = pieceStart(from, least, step);
  let end = gapStart(edge, least, step);
  for (let isCut = true; end !== edge && (isCut || goesOn(end, edge, least, step)); isCut = false) {
    edge = pieceStart(end, least, step);
    end = gapStart(edge, least, step);
  }
  return edge;
}

function goesOn(start: usize, end: usize, least: usize, step: usize): bool {
  const kinds = kindsOf(start, end, least, step);
  if (isLiteral(start, end, least, kinds, step)) return true;
  return isLine(end, least, kinds, step) && hasPiece(end, least, step);
}

/** The character that ends at `at`; in UTF-16 one byte of it is a NUL. */
function before(at: usize, least: usize, step: usize): u8 {
  if (at < least + step) return STRANGER;
  const place = at - step;
  if (step === 2 && place > least && load<u8>(place - 1) !== 0 && load<u8>(place + 1) !== 0) return STRANGER;
  return load<u8>(place);
}

function pieceStart(end: usize, least: usize, step: usize): usize {
  let at = end;
  while (at > least && load<u8>(VALUE + before(at, least, step)) === 1) at -= step;
  return at;
}

function gapStart(end: usize, least: usize, step: usize): usize {
  let at = end;
  while (at > least && end - at < step * LONGEST_GAP) {
    const byte = before(at, least, step);
    const isGap =
      load<u8>(GAP + byte) !== 0 ||
      (byte === BRACKET && beginsColour(at - step, least, step)) ||
      (byte === EQUALS && at < end && endsLine(at + step, least, step));
    if (isGap) {
      at -= step;
      continue;
    }
    const sign = escapeStart(at, least, step);
    if (sign === at) break;
    at = sign;
  }
  return at;
}

function beginsColour(bracket: usize, least: usize, step: usize): bool {
  const byte = before(bracket, least, step);
  if (isSoftBreak(bracket, least, step)) return true;
  return byte === 0x1b || byte === 0x62 || byte === 0x42 || byte === 0x65 || byte === 0x33;
}

function escapeStart(end: usize, least: usize, step: usize): usize {
  const last = before(end, least, step);
  if (last === SEMICOLON) return signBefore(end, least, ENTITY, LONGEST_ENTITY, step);
  if (last === LOWER_M) {
    const colour = signBefore(end - step, least, DIGITS, LONGEST_ENTITY, step);
    if (colour !== end - step) return colour;
  }
  const start = signBefore(end, least, WORD, LONGEST_ESCAPE, step);
  return start !== end && isWhole(start, (end - start) / step, least, step) ? start : end;
}

function isWhole(start: usize, count: usize, least: usize, step: usize): bool {
  if (start <= least || isSoftBreak(start, least, step)) return true;
  const sign = before(start, least, step);
  const first = before(start + step, least, step);
  const second = before(start + 2 * step, least, step);
  if (sign === 0x25) return count === 2 || (count % 2 === 0 && first === 0x32 && second === 0x35);
  if (sign !== BACKSLASH) return sign !== BRACKET;
  if (count === 3) return first === 0x78 || first === 0x30;
  return count === 1 || (count === 5 && first === 0x75);
}

function signBefore(end: usize, least: usize, kind: i32, most: u32, step: usize): usize {
  let at = end;
  for (let count: u32 = 0; count < most && at > least && isOf(kind, before(at, least, step)); count++) at -= step;
  if (at <= least) return at;
  const sign = before(at, least, step);
  return <u32>load<u8>(GAP + sign) === ESCAPE || sign === BRACKET || isSoftBreak(at, least, step) ? at : end;
}

function isSoftBreak(at: usize, least: usize, step: usize): bool {
  if (before(at, least, step) !== LF) return false;
  const last = before(at - step, least, step);
  return (last === CR ? before(at - 2 * step, least, step) : last) === EQUALS;
}

function endsLine(at: usize, least: usize, step: usize): bool {
  return <u32>load<u8>(GAP + before(at, least, step)) === LINE;
}

function isOf(kind: i32, byte: u8): bool {
  const digit = <u32>byte - 0x30 < 10;
  if (kind === DIGITS) return digit || byte === SEMICOLON;
  if (digit || (<u32>byte | 0x20) - 0x61 < 26) return true;
  return kind === ENTITY && (byte === HASH || byte === SEMICOLON);
}

function kindsOf(start: usize, end: usize, least: usize, step: usize): u32 {
  let kinds: u32 = 0;
  for (let at = end; at > start; at -= step) kinds |= load<u8>(GAP + before(at, least, step));
  return kinds;
}

function isLiteral(start: usize, end: usize, least: usize, kinds: u32, step: usize): bool {
  if ((kinds & COLOUR) !== 0 || isSoftBreak(end, least, step)) return true;
  if ((kinds & NO_LITERAL) !== 0) return false;
  let left = start;
  while (left < end && isOfPiece(left, start, least, step)) left += step;
  const first: u32 = load<u8>(GAP + before(left + step, least, step));
  if ((first & (QUOTE | ESCAPE)) === 0) return false;
  const last: u32 = load<u8>(GAP + before(end, least, step));
  return ((last | kindsBehind(end, least, step)) & (QUOTE | ESCAPE)) !== 0;
}

function isOfPiece(at: usize, start: usize, least: usize, step: usize): bool {
  const byte = before(at + step, least, step);
  if (load<u8>(BASE64 + byte) === 1 || byte === EQUALS) return true;
  if (at <= start || <u32>load<u8>(GAP + byte) !== LINE) return false;
  const last = before(at, least, step);
  return last === EQUALS || last === CR;
}

function isLine(end: usize, least: usize, kinds: u32, step: usize): bool {
  return ((kinds | kindsBehind(end, least, step)) & (LINE | ESCAPE)) !== 0;
}

function kindsBehind(end: usize, least: usize, step: usize): u32 {
  let kinds: u32 = 0;
  for (let at = end + step; at <= end + step * LONGEST_OPERATOR; at += step) {
    const kind: u32 = load<u8>(GAP + before(at, least, step));
    if (kind === 0) break;
    kinds |= kind;
  }
  return kinds;
}

function hasPiece(end: usize, least: usize, step: usize): bool {
  let at = end;
  let digits: u32 = 0;
  let isLinked = true;
  let start = gapStart(at, least, step);
  do {
    for (; at > start; at -= step) digits += load<u8>(BASE64 + before(at, least, step));
    for (; isLinked && at > least && load<u8>(VALUE + before(at, least, step)) === 1; at -= step) digits++;
    if (digits >= leastPiece || at <= least) return true;
    if (!isLinked) return false;
    start = gapStart(at, least, step);
    isLinked = isLiteral(start, at, least, kindsOf(start, at, least, step), step);
  } while (start !== at);
  return false;
}
