/**
 * Where one thread keeps what it works with. Threads share one memory, so nothing that is written may lie at a fixed place:
 * everything is found from the thread's own base, which it is told once.
 */

/** Tables, filled by `setTables`, `prepareInflate` and `prepareChecks`. */
export let TABLES: usize = 0;
/** Byte classes of the finder, 256 bytes each, and what it knows of anchors: written by the caller, see `finder.ts`. */
export let CLASSES: usize = 0;
/** Places that the caller has to look at: of zones two numbers each, of tree entries one. */
export let MARKS: usize = 0;
/** Copies of the delta applied last: three lists of `MOST_COPIES` numbers. */
export let COPY_STARTS: usize = 0;
export let COPY_ENDS: usize = 0;
export let COPY_BASES: usize = 0;
/** Zones of the version looked at last: two lists. */
export let ZONE_STARTS: usize = 0;
export let ZONE_ENDS: usize = 0;
/** Ids that were looked up and found lately. */
export let KNOWN: usize = 0;

export const MOST_COPIES: u32 = 1 << 18;
export const MOST_ZONES: u32 = 1 << 18;
export const MOST_MARKS: u32 = 1 << 15;
export const KNOWN_SLOTS: u32 = 1 << 14;
export const KNOWN_WIDTH: u32 = 32;

/** Lays the thread's own memory out. @returns one past its end. */
export function layOut(base: usize): usize {
  TABLES = base;
  CLASSES = TABLES + 0x10000;
  MARKS = CLASSES + 0x40000;
  COPY_STARTS = MARKS + ((<usize>MOST_MARKS) << 3);
  COPY_ENDS = COPY_STARTS + ((<usize>MOST_COPIES) << 2);
  COPY_BASES = COPY_ENDS + ((<usize>MOST_COPIES) << 2);
  ZONE_STARTS = COPY_BASES + ((<usize>MOST_COPIES) << 2);
  ZONE_ENDS = ZONE_STARTS + ((<usize>MOST_ZONES) << 2);
  KNOWN = ZONE_ENDS + ((<usize>MOST_ZONES) << 2);
  return KNOWN + <usize>KNOWN_SLOTS * KNOWN_WIDTH;
}
