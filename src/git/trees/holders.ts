/**
 * Which trees hold which trees, and which hold ids that are not stored: enough to climb from such an id up to a tree that is
 * known to be reachable. Names do not matter, so a tree may hold a thing more than once: what is written down is one more or one less.
 */
import { AGAIN, type Catalogue, NONE } from '../pack/catalogue.ts';
import type { TreeCursor } from '../tree.ts';
import type { ChangeSink } from './entry-reader.ts';
import { endsOf } from './lineage.ts';
import { Numbers } from './numbers.ts';
import { thingAt, type Wanted } from './wanted.ts';

const [FOLDER, FILE, LINK] = [0o040000, 0o100000, 0o120000];

export class Holders implements ChangeSink {
  /** False once an entry was seen that git would not take. */
  sound = true;
  /** Of each tree that was read: which object it is, and the tree that it was made of. */
  readonly #objects = new Numbers();
  readonly #bases = new Numbers();
  /** Of each change: the thing, and twice the tree that has one more of it, or that and one if it has one less. */
  readonly #things = new Numbers();
  readonly #changes = new Numbers();
  readonly #catalogue: Catalogue;
  readonly #wanted: Wanted;
  #index: Index | undefined;

  constructor(catalogue: Catalogue, wanted: Wanted) {
    this.#catalogue = catalogue;
    this.#wanted = wanted;
  }

  begin(object: number, base: number): number {
    const { flags, ids, idBytes } = this.#catalogue;
    this.#objects.push(flags[object]! & AGAIN ? this.#catalogue.find(ids, object * idBytes) : object);
    this.#bases.push(base);
    return this.#objects.length - 1;
  }

  gain(cursor: TreeCursor, bytes: Buffer): void {
    if (cursor.nameStart === cursor.nameEnd) this.sound = false;
    this.#change(cursor, bytes, 0);
  }

  lose(cursor: TreeCursor, bytes: Buffer): void {
    this.#change(cursor, bytes, 1);
  }

  /** What was written down, for another thread to add to its own. */
  share(): HoldersShare {
    return {
      sound: this.sound,
      objects: this.#objects.copy(),
      bases: this.#bases.copy(),
      things: this.#things.copy(),
      changes: this.#changes.copy(),
    };
  }

  add({ sound, objects, bases, things, changes }: HoldersShare): void {
    const before = this.#objects.length;
    this.sound &&= sound;
    this.#objects.append(objects, 0);
    this.#bases.append(bases, before);
    this.#things.append(things, 0);
    this.#changes.append(changes, 2 * before);
  }

  /** True if `thing` is a tree that was read, or is wanted: then nobody knows. */
  mayBeTree(thing: number): boolean {
    return thing >= this.#catalogue.count || this.#indexed().read[thing] === 1;
  }

  /** True if all that trees hold for a tree may be one. */
  holdTrees(): boolean {
    for (let i = 0; i < this.#things.length; i++) if (!this.mayBeTree(this.#things.items[i]!)) return false;
    return true;
  }

  /** The trees that hold `thing`: some may come more than once, those that are easy to tell come first. */
  *of(thing: number): Generator<number> {
    const { starts, changes, ends } = this.#indexed();
    const objects = this.#objects.items;
    const [first, last] = [starts[thing]!, starts[thing + 1]!];
    for (let i = first; i < last; i++) if ((changes[i]! & 1) === 0) yield objects[changes[i]! >> 1]!;
    // All that is made of a tree that holds it holds it too, up to where it has one less.
    const open: { readonly end: number; readonly held: number }[] = [];
    let at = 0;
    const held = () => open.at(-1)?.held ?? 0;
    for (let i = first; i <= last; ) {
      const tree = i < last ? changes[i]! >> 1 : ends.length;
      for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
        const end = Math.min(top.end, tree);
        if (top.held > 0) for (; at < end; at++) yield objects[at]!;
        at = end;
        if (top.end > tree) break;
        open.pop();
      }
      at = tree;
      if (i === last) return;
      let now = held();
      for (; i < last && changes[i]! >> 1 === tree; i++) now += changes[i]! & 1 ? -1 : 1;
      open.push({ end: ends[tree]!, held: now });
    }
  }

  #change({ mode, idStart }: TreeCursor, bytes: Buffer, lost: 0 | 1): void {
    const type = mode & 0o170000;
    // git takes whatever is none of these for a submodule.
    if (type !== FOLDER && type !== FILE && type !== LINK) return;
    // Of files only those matter that are not there.
    if (type !== FOLDER && this.#wanted.find(bytes, idStart) < 0) return;
    const thing = thingAt(this.#catalogue, this.#wanted, bytes, idStart);
    if (thing === NONE) {
      this.sound = false;
      return;
    }
    this.#things.push(thing);
    this.#changes.push(2 * (this.#objects.length - 1) + lost);
  }

  #indexed(): Index {
    this.#index ??= this.#makeIndex();
    return this.#index;
  }

  #makeIndex(): Index {
    const things = this.#catalogue.count + this.#wanted.count;
    const starts = new Int32Array(things + 2);
    for (let i = 0; i < this.#things.length; i++) starts[this.#things.items[i]! + 2]!++;
    for (let i = 1; i < starts.length; i++) starts[i]! += starts[i - 1]!;
    const changes = new Int32Array(this.#things.length);
    for (let i = 0; i < this.#things.length; i++) {
      changes[starts[this.#things.items[i]! + 1]!++] = this.#changes.items[i]!;
    }
    const read = new Uint8Array(things);
    for (let tree = 0; tree < this.#objects.length; tree++) read[this.#objects.items[tree]!] = 1;
    return { starts, changes, read, ends: endsOf(this.#bases) };
  }
}

export interface HoldersShare {
  readonly sound: boolean;
  readonly objects: Int32Array;
  readonly bases: Int32Array;
  readonly things: Int32Array;
  readonly changes: Int32Array;
}

interface Index {
  /** The changes of a thing are `changes[starts[thing]]` to `starts[thing + 1]`, in the order of the trees. */
  readonly starts: Int32Array;
  readonly changes: Int32Array;
  /** 1 for a tree that was read. */
  readonly read: Uint8Array;
  readonly ends: Int32Array;
}
