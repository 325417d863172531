/** Tells quickly that there is nothing to judge in a range of bytes but runs: no id in pieces, and no text in UTF-16. */
import { isKorS } from './heads';
import { BACKSLASH, CR, EQUALS, LF } from './left-edge';
import { QUOTE } from './run';
import { ID, JOIN, outsiders } from './tables';

/** Bytes that are looked at together. */
const BLOCK: usize = 64;

/** True if there is no id in pieces and no run of UTF-16 in [from, last) of a content that goes on to `end`. */
export function hasNoSpecial(end: usize, from: usize, last: usize): bool {
  for (let at = from; at < last; at += BLOCK) {
    if (mayBeSpecial(at) && !isOrdinary(at, min(at + BLOCK, last), end)) return false;
  }
  return true;
}

/** False if there is neither a NUL nor an `IA` of an id in the 64 bytes at `at`: nearly always. */
function mayBeSpecial(at: usize): bool {
  const least = i8x16.min_u(
    i8x16.min_u(v128.load(at), v128.load(at, 16)),
    i8x16.min_u(v128.load(at, 32), v128.load(at, 48)),
  );
  const pairs = v128.or(v128.or(pairsIn(at), pairsIn(at + 16)), v128.or(pairsIn(at + 32), pairsIn(at + 48)));
  return v128.any_true(v128.or(pairs, i8x16.eq(least, i8x16.splat(0))));
}

/** Where one of the 16 bytes at `at` has an `IA` two bytes on. */
function pairsIn(at: usize): v128 {
  return v128.and(i8x16.eq(v128.load(at, 2), i8x16.splat(0x49)), i8x16.eq(v128.load(at, 3), i8x16.splat(0x41)));
}

function isOrdinary(from: usize, last: usize, end: usize): bool {
  const zero = i8x16.splat(0);
  const a = i8x16.splat(0x41);
  for (let at = from; at < last; at += 16) {
    const v = v128.load(at);
    const heads = v128.and(i8x16.eq(v, a), pairsIn(at));
    const nuls = i8x16.eq(v, zero);
    if (!v128.any_true(v128.or(heads, nuls))) continue;
    let some = <u32>i8x16.bitmask(heads);
    while (some !== 0) {
      const head = at + ctz<u32>(some);
      if (head + 4 <= end && isSplitId(end, head)) return false;
      some &= some - 1;
    }
    const nul = <u32>i8x16.bitmask(nuls);
    if (nul === 0) continue;
    const text = outsiders(at) ^ 0xffff;
    if ((text & 0x5555) === 0x5555 && popcnt<u32>(nul & 0xaaaa) >= 3) return false;
    if ((text & 0xaaaa) === 0xaaaa && popcnt<u32>(nul & 0x5555) >= 3) return false;
  }
  return true;
}

function isSplitId(end: usize, at: usize): bool {
  if (!isKorS(load<u8>(at + 1))) return false;
  for (let p = at + 4; p < at + 20 && p < end; p++) {
    const byte = load<u8>(p);
    if (load<u8>(JOIN + byte) === QUOTE || byte === BACKSLASH) return true;
    if (byte === EQUALS) return p + 1 < end && (load<u8>(p + 1) === LF || load<u8>(p + 1) === CR);
    if (load<u8>(ID + byte) === 0) return false;
  }
  return false;
}
