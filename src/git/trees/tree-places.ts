/**
 * Says at which paths below a tree something wanted stands, from the changes of trees against their bases. Trees that hold the
 * same at the same paths share one answer, whatever else they hold.
 */
import { GitError } from '../../errors.ts';
import { TooManyPlaces } from '../changes.ts';
import { NO_BASE } from './entry-reader.ts';
import { endsOf } from './lineage.ts';
import { FIRST_WANTED, NOTHING_THERE, type TreeChanges } from './tree-changes.ts';

/** What stands at a path: a blob's id, or a name that is wanted for itself. */
export interface Placed {
  readonly oid: string;
  readonly path: string;
}

/** Pairs of a slot and the child there, in the order of the slots: of one tree, what leads to something wanted. */
type Holding = readonly number[];
const EMPTY: Holding = [];

/** The same with every child worked out: numbers of values in place of trees. */
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
  readonly #changes: TreeChanges;
  readonly #wanted: readonly string[];
  /** Of each object that is a tree: its number among the trees and one more. */
  readonly #trees: Int32Array;
  readonly #holdings: (Holding | undefined)[] = [];
  readonly #values = new Map<Holding, Value>();
  readonly #interned = new Map<string, Value>();
  readonly #byNumber: Value[] = [];
  readonly #nothing: Value;

  /** @param objects how many objects there are. @param wanted what children below FIRST_WANTED stand for. */
  constructor(changes: TreeChanges, objects: number, wanted: readonly string[]) {
    this.#changes = changes;
    this.#wanted = wanted;
    this.#trees = new Int32Array(objects);
    for (let tree = changes.count - 1; tree >= 0; tree--) this.#trees[changes.objects.items[tree]!] = tree + 1;
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
    const { count } = this.#changes;
    const { starts, parents } = holdersOf(this.#changes, this.#trees, this.#wanted.length);
    const ends = endsOf(this.#changes.bases);
    const marked = new Uint8Array(count);
    const waiting = Array.from(this.#wanted, (_, at) => count + at);
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      for (let i = starts[next]!; i < starts[next + 1]!; i++) {
        for (let tree = parents[i]!; tree < ends[parents[i]!]!; ) {
          if (marked[tree] === 1) tree = ends[tree]!;
          else {
            marked[tree] = 1;
            waiting.push(tree++);
          }
        }
      }
    }
    return marked;
  }

  /** Works out what each marked tree holds. A tree that is not marked holds nothing, nor does anything that it is made of. */
  #hold(marked: Uint8Array): void {
    const { bases, starts, changedSlots, children } = this.#changes;
    for (let tree = 0; tree < this.#changes.count; tree++) {
      if (marked[tree] === 0) continue;
      const base = bases.items[tree]!;
      let holding = base === NO_BASE ? EMPTY : (this.#holdings[base] ?? EMPTY);
      for (let i = starts.items[tree]!; i < this.#changes.endOf(tree); i++) {
        const child = children.items[i]!;
        const leads = child <= FIRST_WANTED || (child >= 0 && marked[this.#trees[child]! - 1] === 1);
        holding = withChild(holding, changedSlots.items[i]!, leads ? child : NOTHING_THERE);
      }
      if (holding.length > 0) this.#holdings[tree] = holding;
    }
  }

  #valueOf(holding: Holding, depth: number): Value {
    const known = this.#values.get(holding);
    if (known !== undefined) return known;
    if (depth > DEEPEST) throw new GitError('trees nest too deep to follow');
    const pairs: number[] = [];
    for (let i = 0; i < holding.length; i += 2) {
      const child = holding[i + 1]!;
      if (child <= FIRST_WANTED) pairs.push(holding[i]!, child);
      else {
        const below = this.#holdings[this.#trees[child]! - 1];
        const { number } = below === undefined ? this.#nothing : this.#valueOf(below, depth + 1);
        if (number > 0) pairs.push(holding[i]!, number);
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
      const name = this.#changes.slots.nameOf(value.pairs[i]!);
      const child = value.pairs[i + 1]!;
      if (child <= FIRST_WANTED) paths.push({ oid: this.#wanted[FIRST_WANTED - child]!, path: name });
      else
        for (const { oid, path } of this.#pathsOf(this.#byNumber[child]!)) paths.push({ oid, path: `${name}/${path}` });
      if (paths.length > MOST_PLACES) throw new TooManyPlaces('one tree has too many findings to follow');
    }
    value.paths = value.number === 0 ? NONE : paths;
    return value.paths;
  }
}

/** `holding` with another child in a slot, or none; the same if nothing changes. */
function withChild(holding: Holding, slot: number, child: number): Holding {
  let at = 0;
  while (at < holding.length && holding[at]! < slot) at += 2;
  const there = holding[at] === slot;
  if (child === NOTHING_THERE) return there ? [...holding.slice(0, at), ...holding.slice(at + 2)] : holding;
  if (there && holding[at + 1] === child) return holding;
  return [...holding.slice(0, at), slot, child, ...holding.slice(there ? at + 2 : at)];
}

/** Of each tree, and behind them of each thing wanted: the trees that came to hold it, `parents[starts[i]]` to `starts[i + 1]`. */
function holdersOf(changes: TreeChanges, trees: Int32Array, wanted: number) {
  const { count, children } = changes;
  const held = (i: number) => {
    const child = children.items[i]!;
    return child <= FIRST_WANTED ? count + FIRST_WANTED - child : child < 0 ? -1 : trees[child]! - 1;
  };
  const starts = new Int32Array(count + wanted + 2);
  for (let i = 0; i < children.length; i++) if (held(i) >= 0) starts[held(i) + 2]!++;
  for (let i = 1; i < starts.length; i++) starts[i]! += starts[i - 1]!;
  const parents = new Int32Array(starts[starts.length - 1]!);
  for (let tree = 0; tree < count; tree++) {
    for (let i = changes.starts.items[tree]!; i < changes.endOf(tree); i++) {
      if (held(i) >= 0) parents[starts[held(i) + 1]!++] = tree;
    }
  }
  return { starts, parents };
}
