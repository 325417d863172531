/** Where what goes on at the start of a zone may have begun. */
import { LONGEST_JOIN, QUOTE } from './run';
import { BASE64, JOIN, JOINER, leastPiece, VALUE } from './tables';

const LONGEST_JOINER: usize = 96;
/** An id or a secret in pieces spans at most so many bytes. */
export const LONGEST_SPLIT: usize = 240;
export const LF: u8 = 0x0a;
export const CR: u8 = 0x0d;
export const EQUALS: u8 = 0x3d;
export const BACKSLASH: u8 = 0x5c;

/** Where a candidate that goes on at `from` may begin, at most `reach` before it: the twin is `src/detect/find/left-edge.ts`. */
export function leftEdge(begin: usize, from: usize, reach: usize): usize {
  const least = from > begin + reach ? from - reach : begin;
  let edge = min(lineEdge(begin, from, least), splitEdge(from, least, true));
  for (let last = from; edge < last; ) {
    last = edge;
    edge = min(lineEdge(begin, last, least), splitEdge(last, least, false));
  }
  return edge;
}

function lineEdge(begin: usize, from: usize, least: usize): usize {
  let at = from;
  while (at > least) {
    const byte = load<u8>(at - 1);
    if (load<u8>(VALUE + byte) === 1 || (byte === 0 && at >= least + 2 && load<u8>(VALUE + load<u8>(at - 2)) === 1)) {
      at--;
      continue;
    }
    let before = softBreakBefore(begin, at);
    if (before === 0) before = pieceBefore(at, least);
    if (before < least || before === 0) break;
    at = before;
  }
  return at;
}

/** 0 if no line goes on at `at` by a soft break. */
function softBreakBefore(begin: usize, at: usize): usize {
  if (at < begin + 2 || load<u8>(at - 1) !== LF) return 0;
  const end = load<u8>(at - 2) === CR ? at - 2 : at - 1;
  return end > begin && load<u8>(end - 1) === EQUALS ? end : 0;
}

/** Over pieces of literals and what joins them: the twin is in `src/detect/find/literals.ts`. */
function splitEdge(from: usize, least: usize, inJoin: bool): usize {
  let edge = pieceStart(from, least);
  let at = edge;
  let joins = inJoin;
  for (;;) {
    while (at > least && edge - at < 2 * (LONGEST_JOIN + 2)) {
      const byte = load<u8>(at - 1);
      const kind = load<u8>(JOIN + byte);
      if (kind === 0 && byte !== 0) break;
      if (kind === QUOTE || byte === BACKSLASH) joins = true;
      at--;
    }
    if (!joins || at === least || load<u8>(BASE64 + load<u8>(at - 1)) !== 1) break;
    at = pieceStart(at, least);
    edge = at;
    joins = false;
  }
  return edge;
}

/** Where the piece begins that ends at `end`. In UTF-16 every second byte is a NUL. */
function pieceStart(end: usize, least: usize): usize {
  let at = end;
  while (at > least && (load<u8>(BASE64 + load<u8>(at - 1)) === 1 || isNulOfPiece(at, least))) at--;
  return at;
}

function isNulOfPiece(at: usize, least: usize): bool {
  return load<u8>(at - 1) === 0 && at >= least + 2 && load<u8>(BASE64 + load<u8>(at - 2)) === 1;
}

function pieceBefore(at: usize, least: usize): usize {
  let end = at;
  while (end > least && at - end < LONGEST_JOINER) {
    const byte = load<u8>(end - 1);
    if (byte !== 0 && load<u8>(JOINER + byte) !== 1) break;
    end--;
  }
  if (end === at) return 0;
  let start = end;
  let digits: u32 = 0;
  for (; start > least && digits < leastPiece; start--) {
    const byte = load<u8>(start - 1);
    if (load<u8>(BASE64 + byte) === 1) digits++;
    else if (byte !== 0) break;
  }
  return digits === leastPiece || start === least ? start : 0;
}
