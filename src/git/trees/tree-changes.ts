/**
 * What each stored tree has that the tree it is a delta of has not, as far as it matters for some blobs and names: folders,
 * wanted blobs, wanted names. Trees are numbered in the order in which their families are walked, so that a tree and all that
 * is made of it are one run of numbers.
 */
import type { Catalogue } from '../pack/catalogue.ts';
import type { TreeCursor } from '../tree.ts';
import type { ChangeSink } from './entry-reader.ts';
import type { Interest } from './interest.ts';
import { Numbers } from './numbers.ts';

/** An entry that is gone, or holds nothing of interest. */
export const NOTHING_THERE = -1;
/** Children below this are wanted blobs or names: the first is this, the next one less. */
export const FIRST_WANTED = -2;

/** Names that stand for slots of trees: an even slot for what an entry holds, the odd one behind it for its name itself. */
export class Slots {
  readonly #names: string[] = [];
  readonly #places = new Map<string, number>();

  of(name: string): number {
    let place = this.#places.get(name);
    if (place === undefined) {
      place = this.#names.length;
      this.#names.push(name);
      this.#places.set(name, place);
    }
    return 2 * place;
  }

  /** The name that a slot stands for, as latin1. */
  nameOf(slot: number): string {
    return this.#names[slot >> 1]!;
  }
}

export class TreeChanges implements ChangeSink {
  readonly slots = new Slots();
  /** Of each tree: its number as an object, that of the tree it is a delta of, and where its changes start. */
  readonly objects = new Numbers();
  readonly bases = new Numbers();
  readonly starts = new Numbers();
  /** Of each change: the slot, and the child there: an object, NOTHING_THERE, or something wanted. */
  readonly changedSlots = new Numbers();
  readonly children = new Numbers();
  readonly #catalogue: Catalogue;
  readonly #interest: Interest;
  /** Slots that the tree at hand was seen to fill anew. */
  readonly #filled: number[] = [];

  constructor(catalogue: Catalogue, interest: Interest) {
    this.#catalogue = catalogue;
    this.#interest = interest;
  }

  get count(): number {
    return this.objects.length;
  }

  begin(object: number, base: number): number {
    this.objects.push(object);
    this.bases.push(base);
    this.starts.push(this.changedSlots.length);
    this.#filled.length = 0;
    return this.objects.length - 1;
  }

  gain(cursor: TreeCursor, bytes: Buffer): void {
    const name = this.#interest.name(bytes, cursor.nameStart, cursor.nameEnd);
    const child = this.#childOf(cursor, bytes);
    if (name === NOTHING_THERE && child === NOTHING_THERE) return;
    const slot = this.slots.of(bytes.toString('latin1', cursor.nameStart, cursor.nameEnd));
    this.#fill(slot, child);
    this.#fill(slot + 1, name);
  }

  lose(cursor: TreeCursor, bytes: Buffer): void {
    const named = this.#interest.name(bytes, cursor.nameStart, cursor.nameEnd) !== NOTHING_THERE;
    const held = cursor.kind === 'tree' || this.#interest.blob(bytes, cursor.idStart) !== NOTHING_THERE;
    if (!named && !held) return;
    const slot = this.slots.of(bytes.toString('latin1', cursor.nameStart, cursor.nameEnd));
    // Unless something was put in its place.
    if (held && !this.#filled.includes(slot)) this.#change(slot, NOTHING_THERE);
    if (named && !this.#filled.includes(slot + 1)) this.#change(slot + 1, NOTHING_THERE);
  }

  /** Where the changes of a tree end. */
  endOf(tree: number): number {
    return tree + 1 < this.count ? this.starts.items[tree + 1]! : this.changedSlots.length;
  }

  #fill(slot: number, child: number): void {
    if (child === NOTHING_THERE) return;
    this.#change(slot, child);
    this.#filled.push(slot);
  }

  #change(slot: number, child: number): void {
    this.changedSlots.push(slot);
    this.children.push(child);
  }

  #childOf(cursor: TreeCursor, bytes: Buffer): number {
    if (cursor.isSubmodule) return NOTHING_THERE;
    if (cursor.kind === 'blob') return this.#interest.blob(bytes, cursor.idStart);
    return this.#catalogue.find(bytes, cursor.idStart);
  }
}
