/**
 * What stored trees and commits hold, as far as it matters: trees, commits, and what is wanted. Of a tree that is a delta of
 * another, only what differs is written down. Trees are numbered in the order in which their families are walked, so that a
 * tree and all that is made of it are one run of numbers.
 */
import { AGAIN, type Catalogue, NONE } from '../pack/catalogue.ts';
import { Numbers } from './numbers.ts';

/** What stands in the place of a base: the tree is no delta of another; it is no tree, but a commit. */
export const NO_BASE = -1;
export const COMMIT = -2;

/** The number of no name: in commits names have no meaning. */
export const NO_NAME = 0;

/** What one thread has written down. */
export interface LinksShare {
  readonly sound: boolean;
  readonly objects: Int32Array;
  readonly bases: Int32Array;
  readonly starts: Int32Array;
  readonly slots: Int32Array;
  readonly things: Int32Array;
  readonly names: readonly string[];
}

export class Links {
  /** False once something was seen that git would not take, so that there may be more than is written down. */
  sound = true;
  /** Of each tree and commit: its number as an object, the tree that it is a delta of, and where its changes start. */
  readonly objects = new Numbers();
  readonly bases = new Numbers();
  readonly starts = new Numbers();
  /**
   * Of each change: twice the number of the name, and one more if the tree has lost what its base has there; and the thing. A
   * folder that is neither stored nor wanted is NONE. All that a tree gained comes before what it lost.
   */
  readonly slots = new Numbers();
  readonly things = new Numbers();
  readonly names: string[] = [''];
  readonly #places = new Map([['', NO_NAME]]);
  readonly #catalogue: Catalogue;

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
  }

  /** How many trees and commits there are. */
  get count(): number {
    return this.objects.length;
  }

  /** Begins a tree or a commit. @returns its number. */
  begin(object: number, base: number): number {
    const { flags, ids, idBytes } = this.#catalogue;
    this.objects.push(flags[object]! & AGAIN ? this.#catalogue.find(ids, object * idBytes) : object);
    this.bases.push(base);
    this.starts.push(this.things.length);
    return this.count - 1;
  }

  /** Takes back what was begun last. */
  takeBack(): void {
    this.things.length = this.starts.items[this.count - 1]!;
    this.slots.length = this.things.length;
    for (const list of [this.objects, this.bases, this.starts]) list.length--;
  }

  /** Writes down a change of what was begun last. */
  change(name: number, thing: number, lost: boolean): void {
    if (thing === NONE) this.sound = false;
    this.slots.push(2 * name + (lost ? 1 : 0));
    this.things.push(thing);
  }

  /** The number of a name (latin1). */
  nameOf(name: string): number {
    let place = this.#places.get(name);
    if (place === undefined) {
      place = this.names.length;
      this.names.push(name);
      this.#places.set(name, place);
    }
    return place;
  }

  /** Where the changes of a tree or commit end. */
  endOf(number: number): number {
    return number + 1 < this.count ? this.starts.items[number + 1]! : this.things.length;
  }

  /** All of it, for another thread to add to its own. */
  share(): LinksShare {
    return {
      sound: this.sound,
      objects: this.objects.copy(),
      bases: this.bases.copy(),
      starts: this.starts.copy(),
      slots: this.slots.copy(),
      things: this.things.copy(),
      names: this.names,
    };
  }

  add({ sound, objects, bases, starts, slots, things, names }: LinksShare): void {
    this.sound &&= sound;
    this.append(
      objects,
      bases,
      this.count,
      starts,
      slots,
      names.map(name => this.nameOf(name)),
      things,
    );
  }

  /** Appends lists. @param more is added to the numbers of bases. @param names the number here of each name there. */
  append(
    objects: Int32Array,
    bases: Int32Array,
    more: number,
    starts: Int32Array,
    slots: Int32Array,
    names: readonly number[],
    things: Int32Array,
  ): void {
    if (things.includes(NONE)) this.sound = false;
    this.bases.append(bases, more);
    this.starts.append(starts, this.things.length);
    this.objects.append(objects, 0);
    this.things.append(things, 0);
    for (const slot of slots) this.slots.push(2 * names[slot >> 1]! + (slot & 1));
  }
}
