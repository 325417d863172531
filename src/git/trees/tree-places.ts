/**
 * Says at which paths below a tree something wanted stands, from what trees have and their bases have not. Trees that hold the
 * same at the same paths share one answer, whatever else they hold.
 */
import { GitError } from '../../errors.ts';
import { TooManyPlaces } from '../changes.ts';
import { NONE as NOTHING_THERE } from '../pack/catalogue.ts';
import { Holders } from './holders.ts';
import { COMMIT, type Links } from './links.ts';
import type { Things } from './things.ts';

/** What stands at a path: a blob's id, or a name that is wanted for itself. */
export interface Placed {
  readonly oid: string;
  readonly path: string;
}

/** Pairs of a slot and the thing there, in the order of the slots: of one tree, what leads to something wanted. */
type Holding = readonly number[];
const EMPTY: Holding = [];

/** The same with every tree worked out: numbers of values in the place of objects. */
interface Value {
  readonly number: number;
  readonly pairs: readonly number[];
  paths: readonly Placed[] | undefined;
}

const NONE: readonly Placed[] = [];
/** Above these bounds a tree is no project. */
const MOST_PLACES = 100_000;
const DEEPEST = 1000;

export class TreePlaces {
  readonly #links: Links;
  readonly #things: Things;
  /** Of each object that is a tree: its number among the trees and one more. */
  readonly #trees: Int32Array;
  /** The numbers of all names, and the place of each among them: so it does not matter who saw which name first. */
  readonly #ordered: Int32Array;
  readonly #ranks: Int32Array;
  readonly #holdings: (Holding | undefined)[] = [];
  readonly #values = new Map<Holding, Value>();
  readonly #interned = new Map<string, Value>();
  readonly #byNumber: Value[] = [];
  readonly #nothing: Value;

  constructor(links: Links, things: Things) {
    const { names, objects, bases } = links;
    this.#links = links;
    this.#things = things;
    this.#trees = new Int32Array(things.catalogue.count);
    for (let tree = links.count - 1; tree >= 0; tree--) {
      if (bases.items[tree] !== COMMIT) this.#trees[objects.items[tree]!] = tree + 1;
    }
    this.#ordered = Int32Array.from(names.keys()).sort((a, b) => (names[a]! < names[b]! ? -1 : 1));
    this.#ranks = new Int32Array(names.length);
    for (const [rank, name] of this.#ordered.entries()) this.#ranks[name] = rank;
    this.#nothing = this.#intern([]);
    this.#hold(this.#mark());
  }

  /** What stands below the tree, which is `object`; the same list for the same answer. */
  below(object: number): readonly Placed[] {
    const tree = this.#trees[object]! - 1;
    const holding = tree < 0 ? undefined : this.#holdings[tree];
    return holding === undefined ? NONE : this.#pathsOf(this.#valueOf(holding, 0));
  }

  /** Marks every tree that may lead to something wanted: one that was seen to hold it, all that is made of that, and what holds those. */
  #mark(): Uint8Array {
    const { firstId, count } = this.#things;
    const { objects } = this.#links;
    const holders = new Holders(this.#links, this.#things);
    const marked = new Uint8Array(this.#links.count);
    const waiting = Array.from({ length: count - firstId }, (_, at) => firstId + at);
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      for (const first of holders.gaining(next)) {
        for (let tree = first; tree < holders.ends[first]!; ) {
          if (marked[tree] === 1) tree = holders.ends[tree]!;
          else {
            marked[tree] = 1;
            waiting.push(objects.items[tree++]!);
          }
        }
      }
    }
    return marked;
  }

  /** Works out what each marked tree holds. A tree that is not marked holds nothing, nor does anything that it is made of. */
  #hold(marked: Uint8Array): void {
    const { bases, starts, slots, things } = this.#links;
    /** Of each slot, the last tree that was seen to fill it anew, and one more. */
    const filled = new Int32Array(2 * this.#ranks.length);
    for (let tree = 0; tree < marked.length; tree++) {
      if (marked[tree] === 0) continue;
      let holding = this.#holdings[bases.items[tree]!] ?? EMPTY;
      for (let i = starts.items[tree]!; i < this.#links.endOf(tree); i++) {
        const thing = things.items[i]!;
        const slot = this.#slotOf(slots.items[i]!, thing);
        if (slots.items[i]! & 1) {
          // Unless something was put in its place.
          if (filled[slot] !== tree + 1) holding = withThing(holding, slot, NOTHING_THERE);
        } else if (thing !== NOTHING_THERE) {
          const leads = thing >= this.#things.firstId || marked[this.#trees[thing]! - 1] === 1;
          holding = withThing(holding, slot, leads ? thing : NOTHING_THERE);
          filled[slot] = tree + 1;
        }
      }
      if (holding.length > 0) this.#holdings[tree] = holding;
    }
  }

  /** The slots of a name are two: one for what the entry holds, the one behind it for the name itself. */
  #slotOf(change: number, thing: number): number {
    return 2 * this.#ranks[change >> 1]! + (this.#things.isName(thing) ? 1 : 0);
  }

  #valueOf(holding: Holding, depth: number): Value {
    const known = this.#values.get(holding);
    if (known !== undefined) return known;
    if (depth > DEEPEST) throw new GitError('trees nest too deep to follow');
    const pairs: number[] = [];
    for (let i = 0; i < holding.length; i += 2) {
      const thing = holding[i + 1]!;
      if (thing >= this.#things.firstId) pairs.push(holding[i]!, thing);
      else {
        const below = this.#holdings[this.#trees[thing]! - 1];
        const { number } = below === undefined ? this.#nothing : this.#valueOf(below, depth + 1);
        if (number > 0) pairs.push(holding[i]!, ~number);
      }
    }
    const value = this.#intern(pairs);
    this.#values.set(holding, value);
    return value;
  }

  #intern(pairs: readonly number[]): Value {
    const key = pairs.join();
    let value = this.#interned.get(key);
    if (value === undefined) {
      value = { number: this.#byNumber.length, pairs, paths: undefined };
      this.#byNumber.push(value);
      this.#interned.set(key, value);
    }
    return value;
  }

  #pathsOf(value: Value): readonly Placed[] {
    if (value.paths !== undefined) return value.paths;
    const paths: Placed[] = [];
    for (let i = 0; i < value.pairs.length; i += 2) {
      const name = this.#links.names[this.#ordered[value.pairs[i]! >> 1]!]!;
      const thing = value.pairs[i + 1]!;
      if (thing >= 0) paths.push({ oid: this.#things.textOf(thing), path: name });
      else
        for (const { oid, path } of this.#pathsOf(this.#byNumber[~thing]!))
          paths.push({ oid, path: `${name}/${path}` });
      if (paths.length > MOST_PLACES) throw new TooManyPlaces('one tree has too many findings to follow');
    }
    value.paths = value.number === 0 ? NONE : paths;
    return value.paths;
  }
}

/** `holding` with another thing in a slot, or none; the same if nothing changes. */
function withThing(holding: Holding, slot: number, thing: number): Holding {
  let at = 0;
  while (at < holding.length && holding[at]! < slot) at += 2;
  const there = holding[at] === slot;
  if (thing === NOTHING_THERE) return there ? [...holding.slice(0, at), ...holding.slice(at + 2)] : holding;
  if (there && holding[at + 1] === thing) return holding;
  return [...holding.slice(0, at), slot, thing, ...holding.slice(there ? at + 2 : at)];
}
