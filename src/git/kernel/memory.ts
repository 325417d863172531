/**
 * Where one thread keeps what it works with. Threads share one memory, so nothing that is written may lie at a fixed place:
 * everything is found from the thread's own base, which it is told once.
 */

/** Tables, filled by `prepareInflate`, `prepareChecks` and `prepareDelta`. */
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
/** The digits of a block of base64, as numbers; before which of them lines end; and for each of four ways to take them the bytes that they stand for, and what is known of those. */
export let DIGITS: usize = 0;
export let BREAKS: usize = 0;
export let DECODED: usize = 0;
export let DECODINGS: usize = 0;
/** Ids that were looked up and found lately, those that wait to be looked up, and those that were not found. */
export let KNOWN: usize = 0;
export let PENDING: usize = 0;
export let OUTSIDE: usize = 0;
/** Roots of families to walk, versions whose deltas are still to come, their loud places and those of one more, where they lie, and what is counted of them. */
export let QUEUE: usize = 0;
export let FRAMES: usize = 0;
export let LOUDS: usize = 0;
export let BLOCKS: usize = 0;
export let COUNTS: usize = 0;

export const MOST_COPIES: u32 = 1 << 18;
export const MOST_ZONES: u32 = 1 << 18;
export const MOST_MARKS: u32 = 1 << 15;
/** As many as `blocks.ts` takes at once, and a little. */
export const MOST_DIGITS: usize = 26_624;
export const MOST_BREAKS: u32 = 1024;
export const KNOWN_SLOTS: u32 = 1 << 14;
export const KNOWN_WIDTH: u32 = 32;
export const MOST_PENDING: u32 = 256;
/** An id, what it is named as, and what the table of ids holds for it. */
export const PENDING_WIDTH: u32 = 40;
export const MOST_OUTSIDE: u32 = 4096;
/** An id, and what it is named as. */
export const OUTSIDE_WIDTH: u32 = 36;
export const MOST_QUEUED: u32 = 1024;
export const MOST_FRAMES: u32 = 128;
export const FRAME_BYTES: usize = 48;
/** Loud places of a version, a start and an end of each. */
export const MOST_LOUD: u32 = 16;
export const MOST_BLOCKS: u32 = 512;
const COUNTS_BYTES: usize = 96;

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
  DIGITS = ZONE_ENDS + ((<usize>MOST_ZONES) << 2);
  BREAKS = DIGITS + MOST_DIGITS + 32;
  DECODED = BREAKS + ((<usize>MOST_BREAKS) << 2);
  DECODINGS = DECODED + 4 * MOST_DIGITS;
  KNOWN = DECODINGS + 64;
  PENDING = KNOWN + <usize>KNOWN_SLOTS * KNOWN_WIDTH;
  OUTSIDE = PENDING + <usize>(MOST_PENDING + 1) * PENDING_WIDTH;
  QUEUE = OUTSIDE + <usize>MOST_OUTSIDE * OUTSIDE_WIDTH;
  FRAMES = QUEUE + ((<usize>MOST_QUEUED) << 2);
  LOUDS = FRAMES + <usize>MOST_FRAMES * FRAME_BYTES;
  BLOCKS = LOUDS + ((<usize>(MOST_FRAMES + 1) * MOST_LOUD) << 3);
  COUNTS = BLOCKS + ((<usize>MOST_BLOCKS) << 3) + 16;
  memory.fill(COUNTS, 0, COUNTS_BYTES);
  return COUNTS + COUNTS_BYTES;
}
