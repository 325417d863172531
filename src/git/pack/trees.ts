/**
 * Scans versions of trees: of a delta only the entries that are new. An entry is inherited only if it lies whole in one copy
 * and is an entry of the base too; bytes alone would not do, since a copy may start in the middle of an id.
 */
import type { Candidate } from '../../model.ts';
import { nameCandidates, SHORTEST, TreeCursor } from '../tree.ts';
import type { Copies } from './delta.ts';
import { NOTHING, type Version } from './version.ts';

/** Gets each entry that no version before had: the cursor stands on it. */
export type OnEntry = (cursor: TreeCursor, tree: Buffer) => void;

let scratch = new Int32Array(1024);

/**
 * Reads the entries of a tree; `copies` and `base` say what of it is known. Sets `found`, and `entries` unless it is a
 * `leaf`, with no delta of it to come.
 */
export function readTree(
  version: Version,
  idBytes: number,
  onEntry: OnEntry,
  leaf: boolean,
  base?: Version,
  copies?: Copies,
): void {
  const listed = !leaf || (base !== undefined && base.found !== NOTHING);
  const { bytes, length } = version;
  const cursor = new TreeCursor(bytes, idBytes);
  const found: Candidate[] = [];
  let count = 0;
  let at = 0;
  let copy = 0;
  for (;;) {
    if (base !== undefined && copies !== undefined) {
      while (copy < copies.count && copies.end[copy]! <= at) copy++;
      if (copy < copies.count && copies.start[copy]! <= at) {
        const { entries, entryCount } = base;
        const shift = copies.start[copy]! - copies.base[copy]!;
        const entry = placeOf(entries, entryCount, at - shift);
        if (entry >= 0) {
          // Up to the last entry that ends in the copy.
          const until = lastUpTo(entries, entryCount, copies.end[copy]! - shift);
          if (until > entry) {
            if (listed) {
              room(count + until - entry + 2);
              count = bring(entries, entry, until, shift, scratch, count);
            }
            at = entries[until]! + shift;
            continue;
          }
        }
      }
    }
    if (!cursor.read(at)) break;
    if (listed) {
      room(count + 2);
      scratch[count++] = at;
    }
    onEntry(cursor, bytes);
    if (cursor.nameEnd - cursor.nameStart >= SHORTEST) {
      found.push(...nameCandidates(bytes, cursor.nameStart, cursor.nameEnd));
    }
    at = cursor.end;
  }
  if (!leaf) {
    scratch[count] = at;
    version.entryCount = count;
    version.entries = scratch.slice(0, count + 1);
  }
  if (base !== undefined && base.found !== NOTHING) {
    // Names that hold a key are rare: then all names are judged again.
    found.length = 0;
    for (let i = 0; i < count && cursor.read(scratch[i]!); i++) {
      found.push(...nameCandidates(bytes, cursor.nameStart, cursor.nameEnd));
    }
  }
  if (at < length) found.push(...nameCandidates(bytes, at, length));
  version.found = found.length === 0 ? NOTHING : found;
}

/** The number of the entry that starts at `at`; -1 if none does. */
function placeOf(entries: Int32Array, count: number, at: number): number {
  let low = 0;
  let high = count - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const start = entries[middle]!;
    if (start === at) return middle;
    if (start < at) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** The last place in entries[0, count] whose offset is at most `offset`; 0 if there is none. */
export function lastUpTo(entries: Int32Array, count: number, offset: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (entries[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Appends entries[from, to), shifted, to into[at…]. */
function bring(entries: Int32Array, from: number, to: number, shift: number, into: Int32Array, at: number): number {
  for (let i = from; i < to; i++, at++) into[at] = entries[i]! + shift;
  return at;
}

function room(count: number): void {
  if (count <= scratch.length) return;
  const larger = new Int32Array(count * 2);
  larger.set(scratch);
  scratch = larger;
}
