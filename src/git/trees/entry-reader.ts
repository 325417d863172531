/** Reads the entries of a tree that it does not have from its base, and writes down those that matter as its changes. */
import type { Catalogue } from '../pack/catalogue.ts';
import type { Copies } from '../pack/delta.ts';
import { lastUpTo } from '../pack/trees.ts';
import { TreeCursor } from '../tree.ts';
import type { Interest } from './interest.ts';
import { NOTHING_THERE, type TreeChanges } from './tree-changes.ts';

/** What is known of the tree that another one is a delta of. */
interface Base {
  readonly bytes: Buffer;
  /** Where its entries start, and behind them where the last one ends. */
  readonly entries: Int32Array;
}

const NO_ENTRIES = new Int32Array(1);

export class EntryReader {
  readonly changes: TreeChanges;
  /** False once a tree was seen that does not end with an entry. */
  wellFormed = true;
  readonly #catalogue: Catalogue;
  readonly #interest: Interest;
  #starts = new Int32Array(1024);
  #count = 0;
  /** Of each entry of the base: 1 if it was copied. */
  #copied = new Uint8Array(1024);
  /** Slots that the tree at hand was seen to fill anew. */
  readonly #filled: number[] = [];

  constructor(catalogue: Catalogue, changes: TreeChanges, interest: Interest) {
    this.#catalogue = catalogue;
    this.changes = changes;
    this.#interest = interest;
  }

  /**
   * Reads the tree that was begun last. @param copies how it is made of `base`, if it is.
   * @param leaf true if nobody will ask for its entries.
   * @returns where its entries start.
   */
  read(bytes: Buffer, base: Base | undefined, copies: Copies | undefined, leaf: boolean): Int32Array {
    const cursor = new TreeCursor(bytes, this.#catalogue.idBytes);
    const known = base === undefined ? 0 : base.entries.length - 1;
    if (known > this.#copied.length) this.#copied = new Uint8Array(known * 2);
    this.#copied.fill(0, 0, known);
    this.#count = 0;
    this.#filled.length = 0;
    let at = 0;
    for (let copy = 0; ; ) {
      if (base !== undefined && copies !== undefined) {
        while (copy < copies.count && copies.end[copy]! <= at) copy++;
        if (copy < copies.count && copies.start[copy]! <= at) {
          const shift = copies.start[copy]! - copies.base[copy]!;
          const first = lastUpTo(base.entries, known, at - shift);
          // Up to the last entry that ends in the copy.
          const until = lastUpTo(base.entries, known, copies.end[copy]! - shift);
          if (base.entries[first] === at - shift && until > first) {
            this.#copied.fill(1, first, until);
            if (!leaf) this.#bring(base.entries, first, until, shift);
            at = base.entries[until]! + shift;
            continue;
          }
        }
      }
      if (!cursor.read(at)) break;
      if (!leaf) this.#push(at);
      this.#fill(cursor, bytes);
      at = cursor.end;
    }
    if (at < bytes.length) this.wellFormed = false;
    if (base !== undefined) this.#empty(base, known);
    if (leaf) return NO_ENTRIES;
    this.#push(at);
    return this.#starts.slice(0, this.#count);
  }

  /** Writes down an entry that the base has not. */
  #fill(cursor: TreeCursor, bytes: Buffer): void {
    const name = this.#interest.name(bytes, cursor.nameStart, cursor.nameEnd);
    const child = this.#childOf(cursor, bytes);
    if (name === NOTHING_THERE && child === NOTHING_THERE) return;
    const slot = this.changes.slots.of(bytes.toString('latin1', cursor.nameStart, cursor.nameEnd));
    this.#change(slot, child);
    this.#change(slot + 1, name);
  }

  #change(slot: number, child: number): void {
    if (child === NOTHING_THERE) return;
    this.changes.change(slot, child);
    this.#filled.push(slot);
  }

  /** Writes down the entries of the base that are gone, unless something was put in their place. */
  #empty(base: Base, known: number): void {
    const cursor = new TreeCursor(base.bytes, this.#catalogue.idBytes);
    for (let entry = this.#copied.indexOf(0); entry >= 0 && entry < known; entry = this.#copied.indexOf(0, entry + 1)) {
      cursor.read(base.entries[entry]!);
      const named = this.#interest.name(base.bytes, cursor.nameStart, cursor.nameEnd) !== NOTHING_THERE;
      const held = cursor.kind === 'tree' || this.#interest.blob(base.bytes, cursor.idStart) !== NOTHING_THERE;
      if (!named && !held) continue;
      const slot = this.changes.slots.of(base.bytes.toString('latin1', cursor.nameStart, cursor.nameEnd));
      if (held && !this.#filled.includes(slot)) this.changes.change(slot, NOTHING_THERE);
      if (named && !this.#filled.includes(slot + 1)) this.changes.change(slot + 1, NOTHING_THERE);
    }
  }

  #childOf(cursor: TreeCursor, bytes: Buffer): number {
    if (cursor.isSubmodule) return NOTHING_THERE;
    if (cursor.kind === 'blob') return this.#interest.blob(bytes, cursor.idStart);
    return this.#catalogue.find(bytes, cursor.idStart);
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
