/**
 * Which trees hold a thing: enough to climb from something up to the trees that are known to be reachable. Names do not matter
 * here, so a tree may hold a thing more than once: each change is one more or one less.
 */
import { endsOf } from './lineage.ts';
import { COMMIT, type Links } from './links.ts';
import type { Things } from './things.ts';

export class Holders {
  /** Of each tree: one past the last of those that are made of it. */
  readonly ends: Int32Array;
  readonly #links: Links;
  /**
   * The changes of a thing are `#changes[#starts[thing]]` to `#starts[thing + 1]`, in the order of the trees: each twice the
   * number of the tree, and one more if it has lost it.
   */
  readonly #starts: Int32Array;
  readonly #changes: Int32Array;
  /** 1 for an object that was read as a tree. */
  readonly #trees: Uint8Array;
  readonly #objects: number;

  constructor(links: Links, { catalogue, count }: Things) {
    const things = links.things.items;
    const starts = new Int32Array(count + 2);
    const trees = new Uint8Array(catalogue.count);
    const changes = new Int32Array(links.things.length);
    // Commits hold trees too, and are none.
    const isTree = (number: number) => links.bases.items[number] !== COMMIT;
    for (let tree = 0; tree < links.count; tree++) {
      if (!isTree(tree)) continue;
      trees[links.objects.items[tree]!] = 1;
      for (let i = links.starts.items[tree]!; i < links.endOf(tree); i++)
        if (things[i]! >= 0) starts[things[i]! + 2]!++;
    }
    for (let i = 1; i < starts.length; i++) starts[i]! += starts[i - 1]!;
    for (let tree = 0; tree < links.count; tree++) {
      if (!isTree(tree)) continue;
      for (let i = links.starts.items[tree]!; i < links.endOf(tree); i++) {
        if (things[i]! >= 0) changes[starts[things[i]! + 1]!++] = 2 * tree + (links.slots.items[i]! & 1);
      }
    }
    this.#links = links;
    this.#starts = starts;
    this.#changes = changes;
    this.#trees = trees;
    this.#objects = catalogue.count;
    this.ends = endsOf(links.bases);
  }

  /** True if `thing` is a tree that was read, or is wanted: then nobody knows. */
  mayBeTree(thing: number): boolean {
    return thing >= this.#objects || this.#trees[thing] === 1;
  }

  /** True if all that trees hold may be trees, but for what is wanted. */
  get holdTrees(): boolean {
    for (let thing = 0; thing < this.#objects; thing++) {
      if (this.#starts[thing] !== this.#starts[thing + 1] && this.#trees[thing] === 0) return false;
    }
    return true;
  }

  /** The trees that have a thing which the trees that they are deltas of have not, or not as often. */
  *gaining(thing: number): Generator<number> {
    const [first, last] = [this.#starts[thing]!, this.#starts[thing + 1]!];
    for (let i = first; i < last; i++) if ((this.#changes[i]! & 1) === 0) yield this.#changes[i]! >> 1;
  }

  /** The trees, as objects, that hold `thing`: some may come more than once, those that are easy to tell come first. */
  *of(thing: number): Generator<number> {
    const objects = this.#links.objects.items;
    const { ends } = this;
    const changes = this.#changes;
    const [first, last] = [this.#starts[thing]!, this.#starts[thing + 1]!];
    for (const tree of this.gaining(thing)) yield objects[tree]!;
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
}
