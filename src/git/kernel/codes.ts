/** Makes the tables that codes of RFC 1951 are read by: looked up by the next bits of the stream, with tables behind for what is longer. */

/** An entry of a table: value in the upper half, then the bits of the code alone, then code and extra bits together. */
export const LITERAL: u32 = 0x80000000;
export const SPECIAL: u32 = 0x8000;
export const SUBTABLE: u32 = 0x4000;
export const END: u32 = 0x2000;

let COUNTS: usize = 0;
let OFFS: usize = 0;
let SORTED: usize = 0;

/** Lays out what making a table needs. @returns one past its end. */
export function prepareCodes(at: usize): usize {
  COUNTS = at;
  OFFS = COUNTS + 68;
  SORTED = OFFS + 68;
  return SORTED + 2 * 320;
}

/**
 * Makes the table of a canonical code (RFC 1951, 3.2.2).
 * @param lens the length of each symbol's code, @param n their number. @param tab where the table goes. @param most bits that its
 * index may have. @param results what an entry says of a symbol, but for the bits of its code. @param mayBeShort a code of one
 * symbol, or of none, is one too.
 * @returns the bits of the index; -1 if this is no code.
 */
export function buildCode(lens: usize, n: u32, tab: usize, most: u32, results: usize, mayBeShort: bool): i32 {
  memory.fill(COUNTS, 0, 68);
  for (let i: u32 = 0; i < n; i++) {
    const at = COUNTS + ((<usize>load<u8>(lens + i)) << 2);
    store<u32>(at, load<u32>(at) + 1);
  }
  let max: u32 = 15;
  while (max > 0 && load<u32>(COUNTS + (max << 2)) === 0) max--;
  let space: i32 = 1;
  let off: u32 = 0;
  for (let len: u32 = 1; len <= max; len++) {
    const count = load<u32>(COUNTS + (len << 2));
    store<u32>(OFFS + (len << 2), off);
    off += count;
    space = (space << 1) - <i32>count;
    if (space < 0) return -1;
  }
  if (space > 0 && max > 0) {
    if (!(mayBeShort && max === 1)) return -1;
  }
  if (max === 0 || space > 0) {
    if (max === 0 && !mayBeShort) return -1;
    // One code of one bit, or none at all: everything else is no code.
    const entry: u32 = SPECIAL | (1 << 8) | 1;
    store<u32>(tab, entry);
    store<u32>(tab + 4, entry);
    if (max === 1) {
      for (let i: u32 = 0; i < n; i++)
        if (load<u8>(lens + i) === 1) {
          const r = load<u32>(results + (i << 2));
          store<u32>(tab, (r & 0xfffff000) | (1 << 8) | ((r & 0xff) + 1));
        }
    }
    return 1;
  }
  for (let i: u32 = 0; i < n; i++) {
    const len = <u32>load<u8>(lens + i);
    if (len === 0) continue;
    const at = OFFS + (len << 2);
    const place = load<u32>(at);
    store<u32>(at, place + 1);
    store<u16>(SORTED + (place << 1), <u16>i);
  }
  const bits = max < most ? max : most;
  let len: u32 = 1;
  while (load<u32>(COUNTS + (len << 2)) === 0) len++;
  let place: usize = SORTED;
  let code: u32 = 0; // bit-reversed
  let size: u32 = 1 << len; // current size of the main table
  let count = load<u32>(COUNTS + (len << 2));
  while (len <= bits) {
    // all codes of this length
    for (; count > 0; count--) {
      const r = load<u32>(results + ((<usize>load<u16>(place)) << 2));
      place += 2;
      store<u32>(tab + (code << 2), (r & 0xfffff000) | (len << 8) | ((r & 0xff) + len));
      if (code === size - 1) {
        // the last code: the table is full, double it up
        for (let l = len; l < bits; l++) {
          memory.copy(tab + (size << 2), tab, size << 2);
          size <<= 1;
        }
        return <i32>bits;
      }
      // next code, reversed
      const bit: u32 = 1 << (31 - clz<u32>(code ^ (size - 1)));
      code = (code & (bit - 1)) | bit;
    }
    do {
      len++;
      if (len <= bits) {
        memory.copy(tab + (size << 2), tab, size << 2);
        size <<= 1;
      }
      count = load<u32>(COUNTS + (len << 2));
    } while (count === 0);
  }
  // Longer codes: subtables
  size = 1 << bits;
  let prefix: u32 = -1;
  let start: u32 = 0;
  let subBits: u32 = 0;
  let next: u32 = size;
  while (true) {
    if ((code & (size - 1)) !== prefix) {
      prefix = code & (size - 1);
      start = next;
      subBits = len - bits;
      let room = count;
      while (room < (<u32>1) << subBits) {
        subBits++;
        room = (room << 1) + load<u32>(COUNTS + ((bits + subBits) << 2));
      }
      next = start + (1 << subBits);
      store<u32>(tab + (prefix << 2), SPECIAL | SUBTABLE | (start << 16) | (subBits << 8) | bits);
    }
    const r = load<u32>(results + ((<usize>load<u16>(place)) << 2));
    place += 2;
    const rest = len - bits;
    const entry = (r & 0xfffff000) | (rest << 8) | ((r & 0xff) + rest);
    for (let i = start + (code >> bits); i < next; i += 1 << rest) store<u32>(tab + (i << 2), entry);
    if (code === ((<u32>1) << len) - 1) return <i32>bits;
    const bit: u32 = 1 << (31 - clz<u32>(code ^ ((1 << len) - 1)));
    code = (code & (bit - 1)) | bit;
    count--;
    while (count === 0) {
      len++;
      count = load<u32>(COUNTS + (len << 2));
    }
  }
}
