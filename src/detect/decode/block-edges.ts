/** Where a block of base64 begins and ends in a text, over line breaks. */
import { IN_BASE64 } from '../find/alphabet.ts';

const LONGEST_JOINER = 96;

/** One past the last character of the block of base64 that goes on at `at`: over line breaks, at most `most` bytes further. */
export function blockEnd(bytes: Buffer, at: number, runEnd: number, most: number): number {
  const limit = Math.min(bytes.length, at + most);
  let end = Math.min(runEnd, limit);
  while (end < limit) {
    let next = end;
    while (next < limit && next - end < LONGEST_JOINER && isBlank(bytes[next] as number)) next++;
    if (next === end || next === limit || IN_BASE64[bytes[next] as number] === 0) break;
    while (next < limit && IN_BASE64[bytes[next] as number] === 1) next++;
    end = next;
  }
  return end;
}

function isBlank(byte: number): boolean {
  return byte === 10 || byte === 13 || byte === 32 || byte === 9;
}

/** Indentation of a line, at most. */
const MOST_INDENT = 64;
/**
 * Where a block goes on in the next line. The line before has some digits, and what goes on stands in the next one alone: it is
 * not the next entry of a file. All of that is seen in a window: a line of more digits is another block.
 */
const LINE_BREAK = /(?<=[A-Za-z0-9+/]{20})\r?\n[ \t]{0,64}(?=[A-Za-z0-9+/]{1,170}(?:[="'`<\\]|[ \t]{0,4}\r?\n|$))/y;

/** Blocks are long, and looked through but a few times: an expression is fast from the first time on. */
const DIGITS = /[A-Za-z0-9+/]*/y;

/** One past the digits that begin at `at`. */
export function digitsEnd(text: string, at: number): number {
  DIGITS.lastIndex = at;
  DIGITS.test(text);
  return DIGITS.lastIndex;
}

/** A text of so many characters shows whether an escape is open at its end. */
export const LONGEST_ESCAPE = 5;

/** True if an escape has begun at the end of `text` and not ended: no group of four begins there. */
export function endsInEscape(text: string): boolean {
  return /(?:\\(?:u0{0,2}[2-7]?|x[2-7]?)?|%[0-9A-Fa-f]?)$/.test(text);
}

/** Padding, itself perhaps escaped. */
const PADDING = /(?:=|%(?:25){0,2}3[dD]|\\{1,4}u003[dD]|&(?:amp;)?#(?:61|[xX]3[dD]);|&equals;){0,2}/y;

/**
 * Where the block begins, its digits end, and its padding ends in `text` that has a group of four at `group`; it begins with a
 * whole group.
 */
export function blockAround(text: string, group: number): readonly [number, number, number] {
  let start = group;
  let digits = 0;
  let at = group;
  for (;;) {
    while (at > 0 && IN_BASE64[text.charCodeAt(at - 1)] === 1) {
      at--;
      digits++;
      if (digits % 4 === 0) start = at;
    }
    const line = lineEndBefore(text, at);
    if (line < 0) break;
    at = line;
  }
  let end = group;
  for (;;) {
    end = digitsEnd(text, end);
    const next = lineBehind(text, end);
    if (next < 0) break;
    end = next;
  }
  PADDING.lastIndex = end;
  return [start, end, end + (PADDING.exec(text)?.[0].length ?? 0)];
}

/** Behind a line break the block goes on if the next line is short enough, and ends as it should. */
const NEXT_LINE = /\r?\n[ \t]{0,64}[A-Za-z0-9+/]{0,171}[ \t]{0,4}(?:\r?\n)?/y;

/**
 * The line breaks between `start` and `stop`, where the digits of a block end, and one behind them: the index of each, and up to where
 * the text says whether the block goes on.
 */
export function* breaksIn(text: string, start: number, stop: number): Generator<readonly [at: number, sureAt: number]> {
  for (let at = digitsEnd(text, start); at <= stop && at < text.length; at = digitsEnd(text, at + 1)) {
    NEXT_LINE.lastIndex = at;
    if (NEXT_LINE.test(text)) yield [at, Math.min(text.length, NEXT_LINE.lastIndex + 1)];
  }
}

/** Where the block goes on in the next line, if it does behind a line break at `end`; else -1. */
function lineBehind(text: string, end: number): number {
  const code = text.charCodeAt(end);
  if (code !== 10 && code !== 13) return -1;
  LINE_BREAK.lastIndex = end;
  return LINE_BREAK.test(text) ? LINE_BREAK.lastIndex : -1;
}

/** Where the line above ends, if the block goes on from it at `at`; else -1. */
function lineEndBefore(text: string, at: number): number {
  let end = at;
  while (end > 0 && at - end < MOST_INDENT && /[ \t]/.test(text.charAt(end - 1))) end--;
  if (text.charCodeAt(end - 1) !== 10) return -1;
  end -= text.charCodeAt(end - 2) === 13 ? 2 : 1;
  return end > 0 && lineBehind(text, end) === at ? end : -1;
}
