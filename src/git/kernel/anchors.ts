/** Knows anchors by two of their bytes, as `src/detect/find/anchors.ts` does, the twin. */
import { ANCHOR_SLOT, ANCHORS, HEADS, TAILS } from './tables';

const MOST_SEPARATORS: usize = 12;

/** The pair of bytes that HEADS and TAILS are asked for. */
function pairAt(at: usize): usize {
  return ((<usize>load<u8>(at)) << 8) | load<u8>(at, 1);
}

/** True if an anchor begins at the run, ends right before it, or is the name of what is there. */
export function isAnchored(begin: usize, start: usize): bool {
  if (isAnchor(start)) return true;
  if (start < begin + 4) return false;
  if (endsWithAnchor(begin, start)) return true;
  let at = start;
  const least = start > begin + 4 + MOST_SEPARATORS ? start - MOST_SEPARATORS : begin + 4;
  while (at > least && isSeparator(load<u8>(at - 1))) at--;
  return at < start && endsWithAnchor(begin, at);
}

/** True if an anchor begins at `start`. */
export function isAnchor(start: usize): bool {
  if (load<u8>(HEADS + pairAt(start)) === 0) return false;
  for (let slot = ANCHORS; load<u8>(slot) !== 0; slot += ANCHOR_SLOT) if (stands(start, slot)) return true;
  return false;
}

function endsWithAnchor(begin: usize, at: usize): bool {
  if (load<u8>(TAILS + pairAt(at - 2)) === 0) return false;
  for (let slot = ANCHORS; load<u8>(slot) !== 0; slot += ANCHOR_SLOT) {
    const length = <usize>load<u8>(slot);
    if (at >= begin + length && stands(at - length, slot)) return true;
  }
  return false;
}

function stands(at: usize, slot: usize): bool {
  const length = <usize>load<u8>(slot);
  for (let i: usize = 0; i < length; i++) if (load<u8>(at + i) !== load<u8>(slot + 1 + i)) return false;
  return true;
}

function isSeparator(byte: u8): bool {
  switch (byte) {
    case 0x20:
    case 0x22:
    case 0x27:
    case 0x3d:
    case 0x3a:
    case 9:
    case 0x3e:
    case 0x5c:
    case 10:
    case 13:
      return true;
    default:
      return false;
  }
}
