/**
 * Knows places where a value may go on in the next of some joined string literals (`"AKIA" + "…"`), or behind an HTML entity.
 * It decides by the few bytes beside the end of a run.
 */
import { IN_BASE64, IN_ID, isKorS, isLowerCase, tableOf } from './alphabet.ts';
import type { TriggerSink } from './trigger-sink.ts';

const ID_LENGTH = 20;
/** An id or a secret in pieces spans at most so many bytes, with what joins them. */
export const LONGEST_SPLIT = 240;
/** Between two pieces of a literal, without its quotes. */
const LONGEST_JOIN = 88;
const [A, I, AMPERSAND, HASH, SEMICOLON, EQUALS, LF, CR, BACKSLASH] = [
  0x41, 0x49, 0x26, 0x23, 0x3b, 0x3d, 0x0a, 0x0d, 0x5c,
];

/** What a byte is between two literals. */
const [BETWEEN, QUOTE] = [1, 2];
export const IN_JOIN = kinds([
  [' \t\n\r_+.&|><\\', BETWEEN as number],
  ['"\'`', QUOTE as number],
]);

/** What a piece may begin or end with, beside its quotes: as it is, padded, or by an escape. */
export const IN_PIECE = tableOf(/[A-Za-z0-9+/=\\%&;]/);
/** The longest name of an entity that a value may go on behind, and the longest entity, encoded again and again. */
const LONGEST_NAME = 6;
const LONGEST_ENTITY = 24;

export const ID_HEADS = [Buffer.from('AKIA'), Buffer.from('ASIA')];
/** In more bytes than this the search of node is faster than a loop; each call of it costs as much as 70 ns of loop. */
const WORTH_A_SEARCH = 4096;

/** 1 + how far behind the start of `AKIA` or `ASIA` a byte stands; for `A` the last place. */
const PLACE_IN_HEAD = kinds([
  ['A', 4],
  ['KS', 2],
  ['I', 3],
]);

function kinds(of: readonly (readonly [string, number])[]): Uint8Array {
  const table = new Uint8Array(256);
  for (const [characters, kind] of of) for (const one of characters) table[one.charCodeAt(0)] = kind;
  return table;
}

/** Names places in [from, to) where an id begins that goes on in another string literal or line: too short for a run. */
export function visitSplitIds(bytes: Buffer, from: number, to: number, sink: TriggerSink): void {
  const last = Math.min(to + 4, bytes.length);
  if (last - from > WORTH_A_SEARCH) {
    const range = bytes.subarray(from, last);
    for (const head of ID_HEADS) {
      for (let at = range.indexOf(head); at >= 0; at = range.indexOf(head, at + 1))
        if (isSplitId(bytes, from + at)) sink.plain(from + at, from + at + ID_LENGTH);
    }
    return;
  }
  for (let at = from + 3; at < last; at += 4) {
    const place = PLACE_IN_HEAD[bytes[at] as number] as number;
    if (place !== 0) visitHeadAround(bytes, at, place, sink);
  }
}

function visitHeadAround(bytes: Buffer, at: number, place: number, sink: TriggerSink): void {
  // `A` is the first of the four or the last.
  if (isSplitId(bytes, at - place + 1) || (place === 4 && isSplitId(bytes, at)))
    sink.plain(Math.max(0, at - 3), at + ID_LENGTH);
}

function isSplitId(bytes: Buffer, at: number): boolean {
  if (bytes[at] !== A || bytes[at + 2] !== I || bytes[at + 3] !== A || !isKorS(bytes[at + 1] as number)) return false;
  for (let end = at + 4; end < at + ID_LENGTH; end++) {
    const byte = bytes[end] as number;
    if (IN_JOIN[byte] === QUOTE || byte === BACKSLASH) return true;
    if (byte === EQUALS) return bytes[end + 1] === LF || bytes[end + 1] === CR;
    if (IN_ID[byte] === 0) return false;
  }
  return false;
}

/** True if what ends at `end` may go on behind an entity or in the next of some joined string literals. */
export function isSplitBehind(bytes: Buffer, end: number): boolean {
  const next = bytes[end] as number;
  if (next === AMPERSAND) return bytes[end + 1] === HASH || isNameOfEntity(bytes, end + 1);
  return IN_JOIN[next] === QUOTE && isJoin(bytes, end + 1, 1);
}

/** True if what begins at `start` may go on from an entity or from the last of some joined string literals. */
export function isSplitBefore(bytes: Buffer, start: number): boolean {
  if (start === 0) return false;
  const previous = bytes[start - 1] as number;
  if (previous === SEMICOLON) return hasEntity(bytes, start - 1);
  return IN_JOIN[previous] === QUOTE && isJoin(bytes, start - 2, -1);
}

/** Another quote in the direction of `step`, with an operator or blanks only in between, and a piece behind it: two literals that are one. */
function isJoin(bytes: Buffer, from: number, step: number): boolean {
  for (let at = from, count = 0; count < LONGEST_JOIN && at >= 0 && at < bytes.length; at += step, count++) {
    const kind = IN_JOIN[bytes[at] as number] as number;
    if (kind === 0) return false;
    if (kind === QUOTE) return IN_PIECE[bytes[at + step] ?? 0] === 1;
  }
  return false;
}

/** Lower case letters and a semicolon; not the next parameter of a URL, be its ampersand an entity itself. */
function isNameOfEntity(bytes: Buffer, at: number): boolean {
  let end = at;
  while (end - at < LONGEST_NAME && isLowerCase(bytes[end])) end++;
  if (end === at || bytes[end] !== SEMICOLON) return false;
  if (end - at !== 3 || bytes[at] !== 0x61 || bytes[at + 1] !== 0x6d || bytes[at + 2] !== 0x70) return true;
  return bytes[end + 1] === HASH || isNameOfEntity(bytes, end + 1);
}

function hasEntity(bytes: Buffer, semicolon: number): boolean {
  for (let at = semicolon - 1; at > semicolon - LONGEST_ENTITY && at >= 0; at--) {
    const byte = bytes[at] as number;
    if (byte === AMPERSAND) return true;
    if (IN_BASE64[byte] === 0 && byte !== HASH && byte !== SEMICOLON) return false;
  }
  return false;
}
