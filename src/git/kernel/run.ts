/** Judges one run of 20 bytes and more as `Triggers.run` does (`src/detect/find/triggers.ts`, the twin). */
import { isAnchored } from './anchors';
import { isDull } from './blocks';
import { groupOfEncodedId, isEncodedTokenHead, isIdHead, isTokenHead } from './heads';
import { holdsStretch } from './stretches';
import { BASE64, HEX, ID, ID_PHASES, JOIN, LENGTHS, PIECE, TEXT_PHASES } from './tables';

export const LONGEST_JOIN: u32 = 88;
/** As in `src/detect/find/literals.ts`. */
const LONGEST_NAME: usize = 6;
const LONGEST_ENTITY: usize = 24;

/** What `Triggers.run` would name nothing in that is worth a judgement. */
export function isQuietRun(begin: usize, end: usize, start: usize, stop: usize): bool {
  const length = <u32>(stop - start);
  if (holdsId(start, stop)) return false;
  if (length >= 40) {
    if (length > 40 && holdsStretch(begin, start, stop)) return false;
    if (isTokenHead(start)) return false;
    if (isWhole(begin, end, start, stop, length)) return false;
  }
  if (isAnchored(begin, start)) return false;
  if ((isSplitBefore(begin, start) || isSplitBehind(end, stop)) && isPieceLike(start, stop)) return false;
  if (length < 26) return true;
  if (length >= 48 && !areTextsDull(start, stop)) return false;
  if (length >= 40 && isEncodedTokenHead(start) && !isDull(start, start)) return false;
  return areIdsDull(start, stop);
}

/** Twenty capitals and digits that begin as an id does. */
export function holdsId(start: usize, stop: usize): bool {
  for (let at = start + 18; at + 1 < stop; at += 19) {
    if (load<u8>(ID + load<u8>(at)) === 0 || load<u8>(ID + load<u8>(at + 1)) === 0) continue;
    let left = at;
    while (left > start && load<u8>(ID + load<u8>(left - 1)) === 1) left--;
    let right = at + 2;
    while (right < stop && load<u8>(ID + load<u8>(right)) === 1) right++;
    for (let id = left; id + 20 <= right; id++) if (isIdHead(id)) return true;
    // The stretch of capitals is passed over whole, so that a long one is read once.
    if (right > at + 19) at = right - 2 - ((right - 2 - at) % 19);
  }
  return false;
}

/** True if no block is worth it that shows by text in base64. */
function areTextsDull(start: usize, stop: usize): bool {
  let at = start;
  for (; at + 16 <= stop; at += 32) if (!isTextDull(at, start)) return false;
  // The last probe ended at `at - 16`.
  return at - 16 === stop || isTextDull(stop - 16, start);
}

function isTextDull(at: usize, start: usize): bool {
  let fits: u32 = 15;
  for (let i = at; i < at + 16 && fits !== 0; i += 4) {
    fits &=
      load<u8>(TEXT_PHASES + load<u8>(i)) &
      load<u8>(TEXT_PHASES + 256 + load<u8>(i + 1)) &
      load<u8>(TEXT_PHASES + 512 + load<u8>(i + 2)) &
      load<u8>(TEXT_PHASES + 768 + load<u8>(i + 3));
  }
  for (; fits !== 0; fits &= fits - 1) if (!isDull(at + ((4 - ctz<u32>(fits)) & 3), start)) return false;
  return true;
}

/** True if no block is worth it that shows by an id in base64, by its first characters in each of three alignments. */
function areIdsDull(start: usize, stop: usize): bool {
  for (let at = start + 18; at + 3 < stop; at += 19) {
    const fits =
      load<u8>(ID_PHASES + load<u8>(at)) &
      load<u8>(ID_PHASES + 256 + load<u8>(at + 1)) &
      load<u8>(ID_PHASES + 512 + load<u8>(at + 2)) &
      load<u8>(ID_PHASES + 768 + load<u8>(at + 3));
    if (fits === 0) continue;
    for (let id = at > start + 27 ? at - 27 : start; id <= at; id++) {
      const group = groupOfEncodedId(id);
      if (group >= start && !isDull(group, start)) return false;
    }
  }
  return true;
}

/** What has one exact length. */
function isWhole(begin: usize, end: usize, start: usize, stop: usize, length: u32): bool {
  let padding: u32 = 0;
  if (stop < end && load<u8>(stop) === 0x3d) padding = stop + 1 < end && load<u8>(stop + 1) === 0x3d ? 2 : 1;
  const all = length + padding;
  if (all < 256 && load<u8>(LENGTHS + all) === 1 && !isLabelledHash(begin, start) && isMixed(start, stop)) return true;
  if (length > 42 || !isMixed(start, stop)) return false;
  if (length === 40) {
    for (let at = start; at < stop; at++) if (load<u8>(HEX + load<u8>(at)) === 0) return true;
    return false;
  }
  const first = load<u8>(start);
  const last = load<u8>(stop - 1);
  return (
    first === 0x2f ||
    first === 0x2b ||
    last === 0x2f ||
    last === 0x2b ||
    (start > begin && load<u8>(start - 1) === 0x3d)
  );
}

function isLabelledHash(begin: usize, at: usize): bool {
  if (at < begin + 3) return false;
  const third = load<u8>(at - 3);
  const second = load<u8>(at - 2);
  const first = load<u8>(at - 1);
  return (third === 0x68 && second === 0x31 && first === 0x3a) || (third === 0x35 && second === 0x36 && first === 0x2d);
}

function isPieceLike(start: usize, stop: usize): bool {
  let seen: u32 = 0;
  let rises: u32 = 0;
  let wasLower = false;
  for (let at = start; at < stop; at++) {
    const byte = load<u8>(at);
    const lower = isLowerCase(byte);
    const upper = byte >= 0x41 && byte <= 0x5a;
    seen |= lower ? 1 : upper ? 2 : byte >= 0x30 && byte <= 0x39 ? 4 : 0;
    if (wasLower && upper) rises++;
    if (seen === 7 || rises === 3) return true;
    wasLower = lower;
  }
  return false;
}

/** Of 40 bytes and more. */
export function isMixed(start: usize, stop: usize): bool {
  let lower = i8x16.splat(0);
  let upper = lower;
  let digits = lower;
  const last = stop - 16;
  for (let at = start; ; at = min(at + 16, last)) {
    const v = v128.load(at);
    lower = v128.or(lower, i8x16.lt_u(i8x16.sub(v, i8x16.splat(0x61)), i8x16.splat(26)));
    upper = v128.or(upper, i8x16.lt_u(i8x16.sub(v, i8x16.splat(0x41)), i8x16.splat(26)));
    digits = v128.or(digits, i8x16.lt_u(i8x16.sub(v, i8x16.splat(0x30)), i8x16.splat(10)));
    if (at === last) break;
  }
  return v128.any_true(lower) && v128.any_true(upper) && v128.any_true(digits);
}

const BETWEEN: u8 = 1;
export const QUOTE: u8 = 2;

function isSplitBehind(end: usize, at: usize): bool {
  if (at >= end) return false;
  const next = load<u8>(at);
  if (next === 0x26) return at + 1 < end && (load<u8>(at + 1) === 0x23 || isNameOfEntity(at + 1, end));
  if (load<u8>(JOIN + next) !== QUOTE) return false;
  let p = at + 1;
  for (let count: u32 = 0; count < LONGEST_JOIN && p < end; count++, p++) {
    const kind = load<u8>(JOIN + load<u8>(p));
    if (kind !== BETWEEN) return kind === QUOTE && p + 1 < end && load<u8>(PIECE + load<u8>(p + 1)) === 1;
  }
  return false;
}

function isNameOfEntity(at: usize, end: usize): bool {
  let last = at;
  while (last < end && last - at < LONGEST_NAME && isLowerCase(load<u8>(last))) last++;
  if (last === at || last >= end || load<u8>(last) !== 0x3b) return false;
  // `amp`
  if (last - at !== 3 || load<u16>(at) !== 0x6d61 || load<u8>(at, 2) !== 0x70) return true;
  return last + 1 < end && (load<u8>(last + 1) === 0x23 || isNameOfEntity(last + 1, end));
}

function isLowerCase(byte: u8): bool {
  return byte >= 0x61 && byte <= 0x7a;
}

function isSplitBefore(begin: usize, start: usize): bool {
  if (start === begin) return false;
  const previous = load<u8>(start - 1);
  if (previous === 0x3b) {
    for (let at = start - 2; at + LONGEST_ENTITY > start - 1 && at >= begin; at--) {
      const byte = load<u8>(at);
      if (byte === 0x26) return true;
      if (load<u8>(BASE64 + byte) === 0 && byte !== 0x23 && byte !== 0x3b) return false;
    }
    return false;
  }
  if (load<u8>(JOIN + previous) !== QUOTE) return false;
  let p = start - 2;
  for (let count: u32 = 0; count < LONGEST_JOIN && p >= begin; count++, p--) {
    const kind = load<u8>(JOIN + load<u8>(p));
    if (kind !== BETWEEN) return kind === QUOTE && p > begin && load<u8>(PIECE + load<u8>(p - 1)) === 1;
  }
  return false;
}
