/** Where the lists of a catalogue lie that the kernel fills. */
import { setIds } from './ids';

/** Lists of the catalogue. */
export let flags: usize = 0;
export let offsets: usize = 0;
export let objects: usize = 0;
export let crcs: usize = 0;
export let bases: usize = 0;
export let children: usize = 0;
export let siblings: usize = 0;

/** Says where the catalogue's ids and their table are, which is all zeros, and the flags of objects. */
export function setObjects(ids: usize, idBytes: u32, table: usize, slots: u32, flagsAt: usize): void {
  setIds(ids, idBytes, table, slots);
  flags = flagsAt;
}

/** Says where the lists of entries are. */
export function setLists(
  offsetsAt: usize,
  objectsAt: usize,
  crcsAt: usize,
  basesAt: usize,
  childrenAt: usize,
  siblingsAt: usize,
): void {
  offsets = offsetsAt;
  objects = objectsAt;
  crcs = crcsAt;
  bases = basesAt;
  children = childrenAt;
  siblings = siblingsAt;
}

/** Sets a flag of an object. */
export function mark(object: u32, flag: u8): void {
  const place = flags + <usize>object;
  store<u8>(place, load<u8>(place) | flag);
}
