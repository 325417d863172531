/** Room for the versions that are held while deltas of them are still to come (the twin is `pack/arena.ts`). */
import { BLOCKS, MOST_BLOCKS } from './memory';

/** What is written a little too far. */
const SLACK: u32 = 64;

let from: usize = 0;
let to: usize = 0;
/** How many blocks are in use. They stand in BLOCKS, start and end of each, ascending. There are few. */
let count: u32 = 0;

/** Says where there is room. */
export function setArena(at: usize, end: usize): void {
  from = at;
  to = end;
  count = 0;
}

/** The start of `length` free bytes, the lowest there is; 0 if there is no such place. */
export function take(length: u32): usize {
  const room = (<usize>length + SLACK + 15) & ~15;
  if (count === MOST_BLOCKS) return 0;
  let at = from;
  let place: u32 = 0;
  for (; place < count; place++) {
    const block = BLOCKS + ((<usize>place) << 3);
    if (load<u32>(block) - at >= room) break;
    at = load<u32>(block, 4);
  }
  if (at + room > to) return 0;
  const block = BLOCKS + ((<usize>place) << 3);
  memory.copy(block + 8, block, (<usize>(count - place)) << 3);
  store<u32>(block, <u32>at);
  store<u32>(block, <u32>(at + room), 4);
  count++;
  return at;
}

/** Gives the block that starts at `at` back. */
export function give(at: usize): void {
  for (let place = count; place > 0; place--) {
    const block = BLOCKS + ((<usize>(place - 1)) << 3);
    if (load<u32>(block) !== at) continue;
    memory.copy(block, block + 8, (<usize>(count - place)) << 3);
    count--;
    return;
  }
}
