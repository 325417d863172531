/**
 * Cuts a run that has escapes in it where one of them ends a value, as `%20` and `\n` do. Over one that stands for a character
 * of a value, as `%2F` and `\/` do, a stretch goes on. It knows the escapes that `decode/carriers.ts` undoes.
 */
import { IN_BASE64, IN_HEX, isMixed, tableOf } from './alphabet.ts';

const [PERCENT, BACKSLASH, SLASH, PLUS, ZERO, SMALL_U, SMALL_X] = [0x25, 0x5c, 0x2f, 0x2b, 0x30, 0x75, 0x78];
/** URL encoding on top of itself puts `25` behind the percent sign, so often at most; nested JSON doubles the backslashes. */
const MOST_LAYERS = 3;
const MOST_BACKSLASHES = 16;
const IN_BLANK = tableOf(/[nrt]/);

/** How a stretch goes on: not at all; over plus signs and slashes only; or over what may stand for a letter, too. */
export const [WHOLE, OVER_SIGNS, OVER_LETTERS] = [0, 1, 2];

/** True if a stretch is as mixed as a secret, or may turn out to be. */
export function mayBeMixed(bytes: Buffer, start: number, end: number, over: number): boolean {
  return over === OVER_LETTERS || isMixed(bytes, start, end);
}

/**
 * Brings every stretch of the run [from, to) to `take`, in order, empty ones too.
 * @param take gets where it begins and ends, and how it goes on.
 */
export function visitStretches(
  bytes: Buffer,
  from: number,
  to: number,
  take: (start: number, end: number, over: number) => void,
): void {
  let start = from;
  let over = WHOLE;
  for (let at = from; at < to; ) {
    const byte = bytes[at] as number;
    if (byte !== PERCENT && byte !== BACKSLASH) {
      at++;
      continue;
    }
    const length = byte === PERCENT ? percentAt(bytes, at) : backslashAt(bytes, at);
    if (length > 0) {
      over = Math.max(over, isLetter(bytes, at, length) ? OVER_LETTERS : OVER_SIGNS);
      at += length;
      continue;
    }
    take(start, at, over);
    at -= length;
    start = at;
    over = WHOLE;
  }
  take(start, to, over);
}

/** Of an escape that stands for a character of a value: true if that is neither a plus sign nor a slash. */
function isLetter(bytes: Buffer, at: number, length: number): boolean {
  if (bytes[at] === PERCENT || bytes[at + length - 1] === SLASH) return false;
  const code = hexAt(bytes, at + length - 2);
  return code !== PLUS && code !== SLASH;
}

/** How many bytes the escape of a URL at `at` has, if it stands for a character of a value; else less than 0, so many as end it. */
function percentAt(bytes: Buffer, at: number): number {
  let end = at + 1;
  for (let layer = 0; layer < MOST_LAYERS && bytes[end] === 0x32 && bytes[end + 1] === 0x35; layer++) end += 2;
  const code = hexAt(bytes, end);
  if (code < 0 || !isUndone(code)) return -1;
  return isOfValue(code) ? end + 2 - at : at - end - 2;
}

/** What is left as it is, is a percent sign and no more: letters and digits are never written so. */
function isUndone(code: number): boolean {
  const [row, column] = [code >> 4, code & 15];
  switch (row) {
    case 0:
      return column === 9 || column === 10 || column === 13;
    case 2:
      return column !== 5;
    case 3:
    case 5:
    case 7:
      return column > (row === 3 ? 9 : 10) && (row !== 7 || column < 15);
    case 4:
    case 6:
      return column === 0;
    default:
      return false;
  }
}

/** The same for the escape of a string literal. */
function backslashAt(bytes: Buffer, at: number): number {
  let count = 1;
  while (bytes[at + count] === BACKSLASH) count++;
  if (count > MOST_BACKSLASHES) return -count;
  const next = at + count;
  const kind = bytes[next] as number;
  if (kind === SLASH) return count + 1;
  if (IN_BLANK[kind] === 1) return -count - 1;
  const isLong = kind === SMALL_U && bytes[next + 1] === ZERO && bytes[next + 2] === ZERO;
  if (!isLong && kind !== SMALL_X) return -count;
  const digits = isLong ? next + 3 : next + 1;
  const code = hexAt(bytes, digits);
  if (code < 0x20 || code > 0x7f) return -count;
  return isOfValue(code) ? digits + 2 - at : at - digits - 2;
}

/** What two hexadecimal digits stand for; -1 if they are none. */
function hexAt(bytes: Buffer, at: number): number {
  if (IN_HEX[bytes[at] ?? 0] === 0 || IN_HEX[bytes[at + 1] ?? 0] === 0) return -1;
  return Number.parseInt(bytes.toString('latin1', at, at + 2), 16);
}

function isOfValue(code: number): boolean {
  return IN_BASE64[code] === 1;
}
