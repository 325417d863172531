/**
 * Where in a version the finder stops, though it has no candidate there: its loud places. A child is silent if nothing new is loud
 * in it, and nothing that was so in its base is near to what changed: far less is looked at than its dirty zones.
 */
import { isQuietChange, isStrictlyQuiet, lowestNamed, NAMED_BEFORE, NAMED_BEHIND } from './finder';
import { COPY_BASES, COPY_ENDS, COPY_STARTS, MOST_LOUD } from './memory';

/** Instead of their number: nobody has looked; or there are more. */
export const UNKNOWN: u32 = 0xffffffff;
export const TOO_MANY: u32 = 0xfffffffe;

/** They are told by pieces of so many bytes. */
const PIECE: u32 = 1024;
/** With more copies it takes longer to see what became of loud places than to look for them. */
const MOST_CARRIED: u32 = 256;

/** Lists the loud places of a whole version. @returns how many there are, or TOO_MANY. */
export function listLouds(at: usize, length: u32, list: usize): u32 {
  const end = at + length;
  if (isStrictlyQuiet(at, end)) return 0;
  let count: u32 = 0;
  for (let from: u32 = 0; from < length; from += PIECE) {
    const to = length - from > PIECE ? from + PIECE : length;
    if (isQuietChange(at, end, at + from, at + to, false)) continue;
    count = add(list, count, from, to);
    if (count === TOO_MANY) break;
  }
  return count;
}

/** Lists what became of the loud places of a base in the child that the last delta made. @returns how many, UNKNOWN or TOO_MANY. */
export function carryLouds(from: usize, count: u32, copies: u32, list: usize): u32 {
  if (count === 0 || count > MOST_LOUD) return count;
  if (copies > MOST_CARRIED) return UNKNOWN;
  let carried: u32 = 0;
  for (let i: usize = 0; i < copies; i++) {
    const start = load<u32>(COPY_STARTS + (i << 2));
    const base = load<u32>(COPY_BASES + (i << 2));
    const end = base + load<u32>(COPY_ENDS + (i << 2)) - start;
    for (let loud = from; loud < from + ((<usize>count) << 3); loud += 8) {
      const low = max(load<u32>(loud), base);
      const high = min(load<u32>(loud, 4), end);
      if (low >= high) continue;
      carried = add(list, carried, low - base + start, high - base + start);
      if (carried === TOO_MANY) return TOO_MANY;
    }
  }
  return carried;
}

function add(list: usize, count: u32, from: u32, to: u32): u32 {
  const next = list + ((<usize>count) << 3);
  if (count > 0 && load<u32>(next - 4) === from) {
    store<u32>(next - 4, to);
    return count;
  }
  if (count === MOST_LOUD) return TOO_MANY;
  store<u32>(next, from);
  store<u32>(next, to, 4);
  return count + 1;
}

/**
 * True if what a loud place names may be touched by the change [from, to) of the content at `begin`.
 * @param brief as in `isQuietZone`.
 */
export function isNearLoud(list: usize, count: u32, begin: usize, from: u32, to: u32, brief: bool): bool {
  let low: usize = 0;
  for (let loud = list; loud < list + ((<usize>count) << 3); loud += 8) {
    const end = load<u32>(loud, 4);
    if (load<u32>(loud) >= to + NAMED_BEHIND || end + NAMED_BEFORE <= from) continue;
    if (low === 0) low = lowestNamed(begin, begin + from, brief);
    if (begin + end > low) return true;
  }
  return false;
}
