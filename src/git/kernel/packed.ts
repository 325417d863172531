/** Tells quickly what is no archive and no Git LFS pointer: see `src/detect/archive/kinds.ts` and `src/detect/find/lfs.ts`, the twins. */
import { FIRSTS } from './tables';

/** What the first bytes of a blob say: it is neither; it may be; it is not if all of it is text. */
export const UNPACKED: u8 = 0;
export const PACKED: u8 = 1;
export const CARRIER: u8 = 2;

const USTA: u32 = 0x61747375;
const USTAR_AT: usize = 257;
const VERS: u32 = 0x73726576;
/** `# v`: a bundle of git may begin with it. */
const BUNDLE: u32 = 0x762023;

/** False if a few bytes of a blob tell that it is neither: nearly always. Looks through all of a script or a program. */
export function mayBePacked(body: usize, size: usize): bool {
  const kind = packing(body, size);
  return kind === CARRIER ? !isText(body, body + size) : kind !== UNPACKED;
}

/** What the first bytes of a blob say. */
export function packing(body: usize, size: usize): u8 {
  if (size < 2) return UNPACKED;
  if (size > USTAR_AT && load<u32>(body, USTAR_AT) === USTA) return PACKED;
  const kind = load<u8>(FIRSTS + (((<usize>load<u8>(body)) << 8) | <usize>load<u8>(body, 1)));
  if (kind !== UNPACKED) return kind;
  const four = load<u32>(body);
  return four === VERS || (four & 0xffffff) === BUNDLE ? PACKED : UNPACKED;
}

/** True if each byte of [from, to) may be one of a text. The twin is `isText` of `src/detect/archive/text.ts`. */
export function isText(from: usize, to: usize): bool {
  let at = from;
  for (; at + 16 <= to; at += 16) if (v128.any_true(strange(v128.load(at)))) return false;
  return at === to || (i8x16.bitmask(strange(v128.load(at))) & ((1 << (<i32>(to - at))) - 1)) === 0;
}

function strange(bytes: v128): v128 {
  const control = i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(0x0e)), i8x16.splat(0x12));
  return v128.or(i8x16.lt_u(bytes, i8x16.splat(7)), v128.andnot(control, i8x16.eq(bytes, i8x16.splat(0x1b))));
}
