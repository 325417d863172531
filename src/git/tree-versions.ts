/**
 * Walks only those entries of a tree that differ from the version of it seen last. In pack order most trees follow a version
 * of themselves in which one entry changed, so that hardly any of their bytes need be looked at one by one.
 */
import { TreeCursor } from './tree.ts';

/** Trees kept to compare with, and the bytes of the largest one. */
const KEPT = 256;
const LARGEST_KEPT = 1 << 20;
/** Bytes compared at once: first, and once much was alike. */
const BLOCK = 512;
const LARGEST_BLOCK = 16_384;
/** Bytes of the last entry's name that tell folders apart. */
const TAIL = 8;

/** A tree and where its entries start; one more offset marks its end. */
interface Version {
  readonly bytes: Buffer;
  readonly length: number;
  readonly starts: Uint32Array;
  readonly count: number;
}

export class TreeVersions {
  readonly #idBytes: number;
  readonly #kept = new Map<string, Version>();
  /** Starts of the entries of the tree at hand. */
  #starts = new Uint32Array(1024);
  #count = 0;

  constructor(idBytes: number) {
    this.#idBytes = idBytes;
  }

  /**
   * Calls `onEntry` at least for each entry of `tree` that did not stand in the version it is compared with.
   * @returns false if the tree is malformed; then it is not kept, and what follows its last whole entry was not walked.
   */
  walk(tree: Buffer, onEntry: (cursor: TreeCursor) => void): boolean {
    const cursor = new TreeCursor(tree, this.#idBytes);
    if (!cursor.read(0)) return tree.length === 0;
    const key = this.#keyOf(tree, cursor);
    const last = this.#kept.get(key);
    const whole = this.#walkChanged(last ?? NONE, tree, cursor, onEntry);
    this.#kept.delete(key);
    if (whole && tree.length <= LARGEST_KEPT) this.#keep(key, whole);
    return whole !== undefined;
  }

  /** Has the next version of this tree walked whole. */
  forget(tree: Buffer): void {
    const cursor = new TreeCursor(tree, this.#idBytes);
    if (cursor.read(0)) this.#kept.delete(this.#keyOf(tree, cursor));
  }

  /** What versions of one folder have in common and other folders have not: the names of its first two entries and its last. */
  #keyOf(tree: Buffer, first: TreeCursor): string {
    const end = tree.length - this.#idBytes - 1;
    const names = tree.toString('latin1', 0, first.nameEnd);
    const tail = tree.toString('latin1', Math.max(first.end, end - TAIL), end);
    return first.read(first.end)
      ? `${names}/${tree.toString('latin1', first.nameStart, first.nameEnd)}/${tail}`
      : names;
  }

  /**
   * Goes through both versions side by side, from entry to entry. What is alike from one entry's start on is skipped; where
   * entries differ, the order of names says whether one was changed, added or removed. Were it wrong, as in a malformed tree,
   * more entries would be walked, never fewer.
   */
  #walkChanged(
    last: Version,
    tree: Buffer,
    cursor: TreeCursor,
    onEntry: (cursor: TreeCursor) => void,
  ): Version | undefined {
    /** True once entries were added or removed: until then the starts are those of the last version. */
    let moved = last === NONE;
    let entry = 0;
    let at = 0;
    this.#count = 0;
    while (at < tree.length) {
      const start = last.starts[entry]!;
      const next = entry < last.count ? startUpTo(last, start + alike(last, start, tree, at)) : entry;
      if (moved) this.#pushRun(last.starts.subarray(entry, next), at - start);
      at += last.starts[next]! - start;
      entry = next;
      if (at >= tree.length) break;
      if (!cursor.read(at)) return undefined;
      const order = entry < last.count ? compareNames(last, entry, tree, cursor) : 1;
      if (order !== 0 && !moved) {
        moved = true;
        this.#pushRun(last.starts.subarray(0, entry), 0);
      }
      if (order < 0) {
        entry++;
        continue;
      }
      onEntry(cursor);
      if (moved) this.#push(at);
      else tree.copy(last.bytes, at, at, cursor.end);
      if (order === 0) entry++;
      at = cursor.end;
    }
    if (!moved && entry === last.count) return last;
    if (!moved) this.#pushRun(last.starts.subarray(0, entry), 0);
    this.#push(tree.length);
    const bytes = last.bytes.length >= tree.length ? last.bytes : Buffer.allocUnsafe(tree.length + (tree.length >> 3));
    tree.copy(bytes);
    return { bytes, length: tree.length, starts: this.#starts.slice(0, this.#count), count: this.#count - 1 };
  }

  #push(start: number): void {
    this.#room(1);
    this.#starts[this.#count++] = start;
  }

  #pushRun(starts: Uint32Array, shift: number): void {
    this.#room(starts.length);
    for (let i = 0; i < starts.length; i++) this.#starts[this.#count++] = starts[i]! + shift;
  }

  #room(more: number): void {
    if (this.#count + more <= this.#starts.length) return;
    const larger = new Uint32Array(2 * (this.#count + more));
    larger.set(this.#starts);
    this.#starts = larger;
  }

  #keep(key: string, version: Version): void {
    this.#kept.set(key, version);
    if (this.#kept.size <= KEPT) return;
    for (const oldest of this.#kept.keys()) {
      this.#kept.delete(oldest);
      return;
    }
  }
}

const NONE: Version = { bytes: Buffer.alloc(0), length: 0, starts: Uint32Array.of(0), count: 0 };

/** Bytes that are alike in `last` from `a` on and in `tree` from `b` on. */
function alike(last: Version, a: number, tree: Buffer, b: number): number {
  const most = Math.min(last.length - a, tree.length - b);
  let same = 0;
  for (let block = BLOCK; same + block <= most; ) {
    const [from, to] = [a + same, b + same];
    if (tree.compare(last.bytes, from, from + block, to, to + block) === 0) {
      same += block;
      block = Math.min(block * 2, LARGEST_BLOCK, Math.max(BLOCK, most - same));
    } else if (block > BLOCK) block = BLOCK;
    else break;
  }
  while (same < most && last.bytes[a + same] === tree[b + same]) same++;
  return same;
}

/** The last entry of `version` that starts at or before `offset`. */
function startUpTo(version: Version, offset: number): number {
  let low = 0;
  let high = version.count;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (version.starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * Where an entry of the last version stands to the one under the cursor: before it (then it was removed), at it, or after it
 * (then the cursor's was added). An entry whose length changed with its mode counts as removed and added.
 */
function compareNames(last: Version, entry: number, tree: Buffer, cursor: TreeCursor): number {
  const [old, start] = [last.bytes, last.starts[entry]!];
  const end = last.starts[entry + 1]! - (cursor.end - cursor.nameEnd);
  let name = start;
  while (name < end && old[name] !== 32) name++;
  const order = tree.compare(old, name + 1, end, cursor.nameStart, cursor.nameEnd);
  if (order !== 0) return -order;
  return last.starts[entry + 1]! - start === cursor.end - (cursor.nameStart - (name + 1 - start)) ? 0 : -1;
}
