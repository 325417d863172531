/**
 * The hot loops of the history scan, in AssemblyScript (https://www.assemblyscript.org): compiled to WebAssembly with SIMD,
 * run in memory that all threads share. Each has a readable twin in TypeScript that says the same, under test; nothing here
 * judges, reports or allocates.
 */
import { prepareChecks } from './checks';
import { prepareDelta } from './delta';
import { prepareInflate } from './inflate';
import { CLASSES, COPY_BASES, COPY_ENDS, COPY_STARTS, COUNTS, layOut, MARKS, OUTSIDE, QUEUE } from './memory';
import { prepareFinder } from './tables';

export { setArena } from './arena';
export { linkFamilies, readBases } from './bases';
export { isDull } from './blocks';
export { enterIds, sortEntries } from './catalogue';
export { crc32 } from './checks';
export { namesPlainly } from './commits';
export { applyDelta } from './delta';
export { setEntries, setPack, setWindows } from './entry';
export { lookAtAll, loudEnd, loudStart, nextLoud } from './finder';
export { beginWalk, setFamilies } from './frames';
export { forgetOutside, lookUpTogether, setCatalogue, settle } from './ids';
export { inflate, inflatedBytes, inflateRaw } from './inflate';
export { forgetLinks, hideBy, lastLinked, linkChild, linksAreFull, linkTree, setLinks, settleLinks } from './links';
export { setLists, setObjects } from './lists';
export { namesAt } from './names';
export { setSift, sift } from './sift';
export { bitBytes, changedTree, wholeTree } from './trees';
export { setVersions } from './versions';
export { adopt, setPlaces, skipWaiting, walk, writeLinks } from './walk';
export { setWanted } from './wanted';
export { markWhole, markZone, markZones } from './zones';

/** Lays out a thread's memory from `base` on. @returns one past its end. */
export function prepare(base: usize, leastPiece: u32): usize {
  const end = layOut(base);
  prepareInflate();
  prepareChecks();
  prepareDelta();
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
export function outsideAt(): usize {
  return OUTSIDE;
}
export function queueAt(): usize {
  return QUEUE;
}
export function countsAt(): usize {
  return COUNTS;
}
