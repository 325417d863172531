/**
 * What each stored tree has that the tree it is a delta of has not, as far as it matters for some blobs and names: folders,
 * wanted blobs, wanted names. Trees are numbered in the order in which their families are walked, so that a tree and all that
 * is made of it are one run of numbers.
 */

/** A tree that is no delta of another. */
export const NO_BASE = -1;
/** An entry that is gone, or holds nothing of interest. */
export const NOTHING_THERE = -1;
/** Children below this are wanted blobs or names: the first is this, the next one less. */
export const FIRST_WANTED = -2;

/** A growing list of numbers. */
export class Numbers {
  items = new Int32Array(1024);
  length = 0;

  push(number: number): void {
    if (this.length === this.items.length) {
      const larger = new Int32Array(2 * this.length);
      larger.set(this.items);
      this.items = larger;
    }
    this.items[this.length++] = number;
  }
}

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

export class TreeChanges {
  readonly slots = new Slots();
  /** Of each tree: its number as an object, that of the tree it is a delta of, and where its changes start. */
  readonly objects = new Numbers();
  readonly bases = new Numbers();
  readonly starts = new Numbers();
  /** Of each change: the slot, and the child there: an object, NOTHING_THERE, or something wanted. */
  readonly changedSlots = new Numbers();
  readonly children = new Numbers();

  get count(): number {
    return this.objects.length;
  }

  /** Begins a tree. @returns its number. */
  begin(object: number, base: number): number {
    this.objects.push(object);
    this.bases.push(base);
    this.starts.push(this.changedSlots.length);
    return this.objects.length - 1;
  }

  change(slot: number, child: number): void {
    this.changedSlots.push(slot);
    this.children.push(child);
  }

  /** Where the changes of a tree end. */
  endOf(tree: number): number {
    return tree + 1 < this.count ? this.starts.items[tree + 1]! : this.changedSlots.length;
  }
}
