/**
 * Tells the entries that a tree has and the tree it is a delta of has not, and those that are gone. What the delta's
 * instructions copied is not looked at.
 */
import type { Copies } from '../pack/delta.ts';
import { lastUpTo } from '../pack/trees.ts';
import { TreeCursor } from '../tree.ts';

/** Gets the changes of trees against their bases, and writes down what of them matters. */
export interface ChangeSink {
  /** Begins a tree. @param object its number in the catalogue. @param base what this returned for its base, or NO_BASE. */
  begin(object: number, base: number): number;
  /** An entry that the base has not, or has elsewhere. */
  gain(cursor: TreeCursor, bytes: Buffer): void;
  /** An entry of the base that is gone, or elsewhere. All that are gained come before. */
  lose(cursor: TreeCursor, bytes: Buffer): void;
}

/** Where the bytes of a tree are. */
export interface Stretch {
  readonly memory: Buffer;
  readonly at: number;
  readonly length: number;
}

/** What a tree was read to be: its number in the sink, and where its entries start, and behind them where the last one ends. */
export interface ReadTree {
  readonly tree: number;
  readonly entries: Int32Array;
}

/** A tree that is no delta of another. */
export const NO_BASE = -1;

const NO_ENTRIES = new Int32Array(1);
export const NOT_READ: ReadTree = { tree: NO_BASE, entries: NO_ENTRIES };

export class EntryReader {
  /** False once a tree was seen that does not end with an entry. */
  wellFormed = true;
  /** False once a tree was seen that has an entry of its base twice, or entries in another order: then it may have more than was told. */
  inOrder = true;
  readonly #idBytes: number;
  readonly #sink: ChangeSink;
  #memory: Buffer = Buffer.alloc(0);
  #cursor: TreeCursor;
  #starts = new Int32Array(1024);
  #count = 0;
  /** Of each entry of the base: 1 if it was copied. */
  #copied = new Uint8Array(1024);

  constructor(idBytes: number, sink: ChangeSink) {
    this.#idBytes = idBytes;
    this.#sink = sink;
    this.#cursor = new TreeCursor(this.#memory, idBytes);
  }

  /**
   * Reads a tree. @param base what it is made of, if that is one that was read here; `copies` tells how.
   * @param leaf true if nothing is made of it: then nobody asks for its entries.
   */
  read(
    object: number,
    { memory, at: origin, length }: Stretch,
    base: (ReadTree & { readonly version: Stretch }) | undefined,
    copies: Copies | undefined,
    leaf: boolean,
  ): ReadTree {
    const tree = this.#sink.begin(object, base === undefined ? NO_BASE : base.tree);
    const cursor = this.#cursorOn(memory);
    cursor.limit = origin + length;
    const known = base === undefined ? 0 : base.entries.length - 1;
    if (known > this.#copied.length) this.#copied = new Uint8Array(known * 2);
    this.#copied.fill(0, 0, known);
    this.#count = 0;
    let at = 0;
    let brought = 0;
    for (let copy = 0; ; ) {
      if (base !== undefined && copies !== undefined) {
        while (copy < copies.count && copies.end[copy]! <= at) copy++;
        if (copy < copies.count && copies.start[copy]! <= at) {
          const shift = copies.start[copy]! - copies.base[copy]!;
          const first = lastUpTo(base.entries, known, at - shift);
          // Up to the last entry that ends in the copy.
          const until = lastUpTo(base.entries, known, copies.end[copy]! - shift);
          if (base.entries[first] === at - shift && until > first) {
            if (first < brought) this.inOrder = false;
            brought = until;
            this.#copied.fill(1, first, until);
            if (!leaf) this.#bring(base.entries, first, until, shift);
            at = base.entries[until]! + shift;
            continue;
          }
        }
      }
      if (!cursor.read(origin + at)) break;
      if (!leaf) this.#push(at);
      this.#sink.gain(cursor, memory);
      at = cursor.end - origin;
    }
    if (at < length) this.wellFormed = false;
    if (base !== undefined) this.#lose(base, known);
    if (leaf) return NOT_READ;
    this.#push(at);
    return { tree, entries: this.#starts.slice(0, this.#count) };
  }

  #lose(base: ReadTree & { readonly version: Stretch }, known: number): void {
    const { memory, at, length } = base.version;
    const cursor = this.#cursorOn(memory);
    cursor.limit = at + length;
    for (let entry = this.#copied.indexOf(0); entry >= 0 && entry < known; entry = this.#copied.indexOf(0, entry + 1)) {
      cursor.read(at + base.entries[entry]!);
      this.#sink.lose(cursor, memory);
    }
  }

  /** Nearly all trees lie in one memory. */
  #cursorOn(memory: Buffer): TreeCursor {
    if (this.#memory !== memory) {
      this.#memory = memory;
      this.#cursor = new TreeCursor(memory, this.#idBytes);
    }
    return this.#cursor;
  }

  #push(start: number): void {
    this.#room(1);
    this.#starts[this.#count++] = start;
  }

  #bring(entries: Int32Array, from: number, to: number, shift: number): void {
    this.#room(to - from);
    for (let i = from; i < to; i++) this.#starts[this.#count++] = entries[i]! + shift;
  }

  #room(more: number): void {
    if (this.#count + more <= this.#starts.length) return;
    const larger = new Int32Array(2 * (this.#count + more));
    larger.set(this.#starts);
    this.#starts = larger;
  }
}
