/**
 * The hot loops of the history scan, in AssemblyScript (https://www.assemblyscript.org): compiled to WebAssembly with SIMD,
 * run in memory that all threads share. Each has a readable twin in TypeScript that says the same, under test; nothing here
 * judges, reports or allocates.
 */
import { prepareChecks } from './checks';
import { prepareInflate } from './inflate';
import { CLASSES, COPY_BASES, COPY_ENDS, COPY_STARTS, layOut, MARKS } from './memory';
import { prepareFinder } from './tables';

export { crc32 } from './checks';
export { namesOnlyPacked } from './commits';
export { applyDelta } from './delta';
export { setCatalogue } from './ids';
export { inflate } from './inflate';
export { setSift, sift } from './sift';
export { bitBytes, changedTree, wholeTree } from './trees';
export { setVersions } from './versions';
export { markWhole, markZones } from './zones';

/** Lays out a thread's memory from `base` on. @returns one past its end. */
export function prepare(base: usize, leastPiece: u32): usize {
  const end = layOut(base);
  prepareInflate();
  prepareChecks();
  prepareFinder(leastPiece);
  return end;
}

export function classesAt(): usize {
  return CLASSES;
}
export function marksAt(): usize {
  return MARKS;
}
export function copyStartsAt(): usize {
  return COPY_STARTS;
}
export function copyEndsAt(): usize {
  return COPY_ENDS;
}
export function copyBasesAt(): usize {
  return COPY_BASES;
}
