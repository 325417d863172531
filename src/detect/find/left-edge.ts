/**
 * Where what goes on at the start of a zone may have begun: a zone looks back as far as any candidate that touches it, so
 * that it finds what the whole content has there.
 */

import { LEAST_PIECE } from '../detectors/session-token.ts';
import { IN_BASE64, IN_JOINER, IN_VALUE } from './alphabet.ts';
import { splitEdge } from './literals.ts';
import { REACH } from './window.ts';

const [LF, CR, EQUALS] = [0x0a, 0x0d, 0x3d];
/** Blank and quoting bytes between two lines of a wrapped value. */
const LONGEST_JOINER = 96;

/** Where a candidate that goes on at `from` may begin: its pieces may be lines and string literals by turns. */
export function leftEdge(bytes: Buffer, from: number): number {
  const least = Math.max(0, from - REACH);
  let edge = Math.min(lineEdge(bytes, from, least), splitEdge(bytes, from, least, true));
  for (let last = from; edge < last; ) {
    last = edge;
    edge = Math.min(lineEdge(bytes, last, least), splitEdge(bytes, last, least, false));
  }
  return edge;
}

/** Back over what values are made of, and from line to line of a wrapped one. */
function lineEdge(bytes: Buffer, from: number, least: number): number {
  let at = from;
  while (at > least) {
    const byte = bytes[at - 1] as number;
    // In UTF-16 every second byte is a NUL.
    if (IN_VALUE[byte] === 1 || (byte === 0 && at - 2 >= least && IN_VALUE[bytes[at - 2] as number] === 1)) {
      at--;
      continue;
    }
    const before = softBreakBefore(bytes, at) ?? pieceBefore(bytes, at, least);
    if (before < least) break;
    at = before;
  }
  return at;
}

/** Where the line ends that goes on at `at` by a soft break of quoted-printable text, if one does. */
function softBreakBefore(bytes: Buffer, at: number): number | undefined {
  if (bytes[at - 1] !== LF) return undefined;
  const end = bytes[at - 2] === CR ? at - 2 : at - 1;
  return bytes[end - 1] === EQUALS ? end : undefined;
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
