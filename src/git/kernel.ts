/**
 * Loads the hot loops that are written in AssemblyScript (`kernel/`) and gives a thread its part of the memory that all of them
 * share. Where they cannot be had (the bundle has no `kernel.wasm` beside it, a node without SIMD, no room) there is no kernel:
 * then their twins in TypeScript do the same work, and say the same.
 */
import { readFileSync } from 'node:fs';
import { archiveKind, MAGIC_STARTS } from '../detect/archive/kinds.ts';
import { WRITTEN_HEADS } from '../detect/archive/written-head.ts';
import { LEAST_PIECE } from '../detect/detectors/session-token.ts';
import { IN_BASE64, IN_HEX, IN_ID, IN_RUN, IN_VALUE } from '../detect/find/alphabet.ts';
import { ANCHORS } from '../detect/find/anchors.ts';
import { IN_GAP } from '../detect/find/backward.ts';
import type { Scout } from '../detect/find/find.ts';
import { ID_HEADS, IN_JOIN, IN_PIECE } from '../detect/find/literals.ts';
import { ID_PHASES, RUN_LENGTHS, TEXT_PHASES } from '../detect/find/triggers.ts';

/** What the kernel can do. Places are offsets in its memory; those that it gives are numbers of 32 bits with a sign. */
export interface Kernel {
  inflate(from: number, to: number, out: number, size: number): number;
  inflateRaw(from: number, to: number, out: number, most: number): number;
  inflatedBytes(out: number): number;
  crc32(from: number, to: number): number;
  applyDelta(
    from: number,
    to: number,
    base: number,
    baseLength: number,
    out: number,
    length: number,
    brief: boolean,
  ): number;
  markZones(out: number, length: number, baseLength: number, copies: number, brief: boolean): number;
  markWhole(out: number, length: number): number;
  markZone(out: number, length: number, from: number, to: number, more: boolean): number;
  lookAtAll(from: number, to: number): void;
  isDull(group: number, start: number): number;
  nextLoud(begin: number, end: number, low: number, high: number): number;
  loudStart(): number;
  loudEnd(): number;
  bitBytes(length: number): number;
  wholeTree(tree: number, length: number, bits: number): number;
  changedTree(tree: number, length: number, bits: number, baseBits: number, copies: number, brief: boolean): number;
  namesPlainly(commit: number, length: number): number;
  setCatalogue(ids: number, idBytes: number, table: number, slots: number, packed: number): void;
  setLinks(at: number): number;
  setWanted(ids: number, count: number, first: number): number;
  hideBy(more: number): void;
  writeLinks(): void;
  linkTree(object: number, tree: number, length: number, bits: number): number;
  linkChild(
    object: number,
    tree: number,
    length: number,
    bits: number,
    base: number,
    baseTree: number,
    baseLength: number,
    baseBits: number,
    copies: number,
    brief: boolean,
  ): number;
  lastLinked(): number;
  linksAreFull(): number;
  settleLinks(): number;
  forgetLinks(number: number): number;
  namesAt(): number;
  setSift(done: number, largest: number, state: number): void;
  setVersions(at: number): number;
  lookUpTogether(): void;
  settle(): number;
  forgetOutside(): void;
  setArena(at: number, end: number): void;
  setEntries(offsets: number, objects: number, crcs: number): void;
  setWindows(numbers: number, lengths: number, windows: number, count: number, range: number): void;
  setPack(firstWindow: number, last: number, end: number): void;
  setFamilies(children: number, siblings: number, flags: number): void;
  setPlaces(delta: number, leaf: number, largest: number): void;
  beginWalk(count: number): void;
  walk(budget: number): number;
  skipWaiting(): void;
  adopt(type: number, at: number, length: number, bits: number, number: number): number;
  sift(from: number, to: number): number;
  prepare(base: number, leastPiece: number): number;
  classesAt(): number;
  marksAt(): number;
  copyStartsAt(): number;
  copyEndsAt(): number;
  copyBasesAt(): number;
  outsideAt(): number;
  queueAt(): number;
  countsAt(): number;
  setObjects(ids: number, idBytes: number, table: number, slots: number, flags: number): void;
  setLists(offsets: number, objects: number, crcs: number, bases: number, children: number, siblings: number): void;
  enterIds(first: number, last: number): number;
  sortEntries(first: number, count: number, room: number): void;
  readBases(
    entry: number,
    first: number,
    last: number,
    end: number,
    piece: number,
    start: number,
    length: number,
  ): number;
  linkFamilies(first: number, last: number, end: number, weights: number, roots: number, rootWeights: number): number;
}

/** The compiled kernel, in a file beside the bundle. */
const FILE = new URL('./kernel.wasm', import.meta.url);
/** Marks that it makes at most, and copies that it lists; `kernel/memory.ts`. */
export const MOST_MARKS = 1 << 15;
export const MOST_COPIES = 1 << 18;
/** Entries that it takes at once; `kernel/memory.ts`. */
export const MOST_QUEUED = 1 << 10;
/** Trees and commits, their changes, and names that it writes down at once; `kernel/links.ts` and `kernel/names.ts`. */
export const MOST_LINKED = 1 << 14;
export const MOST_CHANGES = 1 << 16;
export const MOST_NAMES = 1 << 13;
/** A page of WebAssembly's memory. */
export const PAGE = 65_536;
/** Below this nothing of ours lies: the kernel's own constants do. */
export const FIRST_FREE = 65_536;

let compiled: WebAssembly.Module | null | undefined;

/** The compiled kernel, or undefined if there is none to be had. */
export function kernelModule(): WebAssembly.Module | undefined {
  if (compiled === undefined) {
    try {
      compiled = new WebAssembly.Module(readFileSync(FILE));
    } catch {
      compiled = null; // The twins do the work.
    }
  }
  return compiled ?? undefined;
}

/** A kernel with no memory of its own, which can fill a catalogue and no more. */
export function bareKernel(module: WebAssembly.Module, memory: WebAssembly.Memory): Kernel {
  return new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Kernel;
}

/**
 * A kernel for one thread.
 * @param base where the thread's own memory begins. @returns the kernel, and the first byte that it leaves free.
 */
export function startKernel(
  module: WebAssembly.Module,
  memory: WebAssembly.Memory,
  base: number,
): { kernel: Kernel; free: number } {
  const kernel = bareKernel(module, memory);
  // Places in the upper half of 4 GiB come as negative numbers.
  const free = kernel.prepare(base, LEAST_PIECE) >>> 0;
  writeTables(Buffer.from(memory.buffer), kernel.classesAt() >>> 0);
  return { kernel, free };
}

/** What `nextLoud` says of a part of a run: what is behind it is looked through by the finder itself. */
const PART = 2;

/**
 * Has the kernel look for the finder through a content of `length` bytes at `at` of its memory, until it is told to look at
 * anything else.
 */
export function scoutOf(kernel: Kernel, at: number, length: number): Scout {
  kernel.lookAtAll(at, at + length);
  return {
    isDull: group => kernel.isDull(at + group, at + group) !== 0,
    visitLoud: (low, high, take) => {
      for (let from = low; ; ) {
        const kind = kernel.nextLoud(at, at + length, at + from, at + high);
        if (kind === 0) return;
        const start = (kernel.loudStart() >>> 0) - at;
        const end = kind === PART ? high : (kernel.loudEnd() >>> 0) - at;
        take(start, end);
        if (kind === PART) return;
        from = end + 1;
      }
    },
  };
}

const ANCHOR_SLOT = 64;

/** The finder's tables, in the order in which `kernel/finder.ts` looks for them: they are the twin's own. */
function writeTables(memory: Buffer, at: number): void {
  const lengths = new Uint8Array(256);
  for (const length of RUN_LENGTHS) lengths[length] = 1;
  const heads = new Uint8Array(65_536);
  const tails = new Uint8Array(65_536);
  // Heads of what is packed are told as anchors are, but for what stands before a run.
  const known = [...ANCHORS, ...WRITTEN_HEADS.map(one => Buffer.from(one))];
  const slots = Buffer.alloc((known.length + 1) * ANCHOR_SLOT);
  for (const [place, anchor] of known.entries()) {
    heads[anchor.readUInt16BE(0)] = 1;
    if (place < ANCHORS.length) tails[anchor.readUInt16BE(anchor.length - 2)] = 1;
    slots[place * ANCHOR_SLOT] = anchor.length;
    anchor.copy(slots, place * ANCHOR_SLOT + 1);
  }
  const classes = [IN_RUN, IN_ID, IN_HEX, IN_VALUE, IN_GAP, IN_BASE64, IN_JOIN, IN_PIECE];
  let place = at;
  for (const table of [
    ...classes,
    lengths,
    ...ID_PHASES,
    ...TEXT_PHASES,
    wordHeads(),
    heads,
    tails,
    firstBytes(),
    slots,
  ]) {
    memory.set(table, place);
    place += table.length;
  }
}

/** Of the first three bytes of anchors and ids: for each lower half, and each upper one, a bit for each of eight groups of them. */
function wordHeads(): Uint8Array {
  const table = new Uint8Array(96);
  for (const [place, word] of [...ANCHORS, ...ID_HEADS].entries()) {
    for (let at = 0; at < 3; at++) {
      table[32 * at + (word[at]! & 15)]! |= 1 << (place & 7);
      table[32 * at + 16 + (word[at]! >> 4)]! |= 1 << (place & 7);
    }
  }
  return table;
}

/** Of each two first bytes: 1 if an archive may start with them, 2 if that is for its last bytes to say. */
function firstBytes(): Uint8Array {
  const kinds = new Uint8Array(65_536);
  for (const start of MAGIC_STARTS) {
    const two = Buffer.from(start, 'latin1');
    kinds[two.readUInt16BE()] = archiveKind(two) === 'carrier' ? 2 : 1;
  }
  return kinds;
}
