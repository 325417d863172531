/** Cuts a run with escapes into stretches and judges each, as `src/detect/find/stretches.ts` and `Triggers` do, the twins. */
import { isAnchored } from './anchors';
import { isEncodedTokenHead, isTokenHead } from './heads';
import { BACKSLASH } from './left-edge';
import { isMixed } from './run';
import { BASE64, HEX, LENGTHS, RUN } from './tables';

const PERCENT: u8 = 0x25;
const SECRET_LENGTH: usize = 40;
const MOST_LAYERS: u32 = 3;
const MOST_BACKSLASHES: usize = 16;

/** How a stretch goes on: not at all; over plus signs and slashes only; or over what may stand for a letter, too. */
const WHOLE: u32 = 0;
const OVER_SIGNS: u32 = 1;
const OVER_LETTERS: u32 = 2;

/** The stretch that was cut off last, how it goes on, and where the next one begins. */
let from: usize = 0;
let to: usize = 0;
let over: u32 = WHOLE;
let next: usize = 0;

/** True if there are escapes in the run [start, stop), and a stretch between them is worth a judgement. */
export function holdsStretch(begin: usize, start: usize, stop: usize): bool {
  let goesOn = cut(start, stop);
  if (!goesOn && over === WHOLE) return false;
  while (goesOn) {
    if (isLoud(begin)) return true;
    goesOn = cut(next, stop);
  }
  return isLoud(begin);
}

/** Cuts off the stretch that begins at `start`. False if it is the last. */
function cut(start: usize, stop: usize): bool {
  from = start;
  over = WHOLE;
  for (let at = start; at < stop; ) {
    const byte = load<u8>(at);
    if (load<u8>(RUN + byte) !== 2) {
      at++;
      continue;
    }
    const length = byte === PERCENT ? percentAt(at, stop) : backslashAt(at, stop);
    if (length > 0) {
      over = max(over, isLetter(at, length) ? OVER_LETTERS : OVER_SIGNS);
      at += length;
      continue;
    }
    to = at;
    next = at - length;
    return true;
  }
  to = stop;
  return false;
}

function isLetter(at: usize, length: usize): bool {
  if (load<u8>(at) === PERCENT || load<u8>(at + length - 1) === 0x2f) return false;
  const code = hexAt(at + length - 2, at + length);
  return code !== 0x2b && code !== 0x2f;
}

function isLoud(begin: usize): bool {
  if (isAnchored(begin, from)) return true;
  if (!isLongAndMixed()) return false;
  return over !== WHOLE || isLengthOfValue(to - from) || isTokenHead(from) || isEncodedTokenHead(from);
}

function isLongAndMixed(): bool {
  return to >= from + SECRET_LENGTH && (over === OVER_LETTERS || isMixed(from, to));
}

function isLengthOfValue(length: usize): bool {
  if (length <= SECRET_LENGTH + 2) return true;
  return (
    length < 254 && (load<u8>(LENGTHS + length) | load<u8>(LENGTHS + length, 1) | load<u8>(LENGTHS + length, 2)) === 1
  );
}

/** As in the twin: more than 0 if a stretch goes on over the escape, else less. */
function percentAt(at: usize, stop: usize): isize {
  let end = at + 1;
  for (let layer: u32 = 0; layer < MOST_LAYERS && end + 1 < stop; layer++) {
    if (load<u16>(end) !== 0x3532) break;
    end += 2;
  }
  const code = hexAt(end, stop);
  if (code < 0 || !isUndone(code)) return -1;
  const length = <isize>(end + 2 - at);
  return load<u8>(BASE64 + <usize>code) === 1 ? length : -length;
}

function isUndone(code: i32): bool {
  const column = code & 15;
  switch (code >> 4) {
    case 0:
      return column === 9 || column === 10 || column === 13;
    case 2:
      return column !== 5;
    case 3:
      return column > 9;
    case 5:
      return column > 10;
    case 7:
      return column > 10 && column < 15;
    case 4:
    case 6:
      return column === 0;
    default:
      return false;
  }
}

function backslashAt(at: usize, stop: usize): isize {
  let next = at + 1;
  while (next < stop && load<u8>(next) === BACKSLASH) next++;
  const count = <isize>(next - at);
  if (next - at > MOST_BACKSLASHES || next === stop) return -count;
  const kind = load<u8>(next);
  if (kind === 0x2f) return count + 1;
  if (kind === 0x6e || kind === 0x72 || kind === 0x74) return -count - 1;
  const isLong = kind === 0x75 && next + 2 < stop && load<u16>(next, 1) === 0x3030;
  if (!isLong && kind !== 0x78) return -count;
  const digits = isLong ? next + 3 : next + 1;
  const code = hexAt(digits, stop);
  if (code < 0x20 || code > 0x7f) return -count;
  const length = <isize>(digits + 2 - at);
  return load<u8>(BASE64 + <usize>code) === 1 ? length : -length;
}

/** What two hexadecimal digits stand for; -1 if they are none. */
function hexAt(at: usize, stop: usize): i32 {
  if (at + 1 >= stop) return -1;
  const high = load<u8>(at);
  const low = load<u8>(at, 1);
  if (load<u8>(HEX + high) === 0 || load<u8>(HEX + low) === 0) return -1;
  return (digitOf(high) << 4) | digitOf(low);
}

function digitOf(byte: u8): i32 {
  return byte <= 0x39 ? <i32>byte - 0x30 : (<i32>byte | 0x20) - 0x57;
}
