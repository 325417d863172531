/** Sorts the offsets of a pack. Its own file, because a comparison sort of a million pairs takes longer than reading them. */

/** Up to this many keys the engine's own sort costs less than the tables of a radix sort, and than compiling it. */
const FEW = 1 << 17;
/** Bits of a key that one turn sorts by: few enough that the places written to stay in the processor's caches. */
const BITS = 11;
const BUCKETS = 1 << BITS;

export interface Sorted {
  /** The keys, ascending, and the place of each in the list that was given. */
  readonly sorted: Float64Array;
  readonly order: Uint32Array;
}

/** Sorts `keys`, whole numbers from 0 on. */
export function ascending(keys: Uint32Array | Float64Array): Sorted {
  const order = (keys.length <= FEW ? sortPairs(keys) : undefined) ?? radixSort(keys);
  const sorted = new Float64Array(keys.length);
  for (let i = 0; i < keys.length; i++) sorted[i] = keys[order[i]!]!;
  return { order, sorted };
}

/** Sorts keys and places as one number each; undefined if they do not fit into one. */
function sortPairs(keys: Uint32Array | Float64Array): Uint32Array | undefined {
  const { length } = keys;
  const pairs = new Float64Array(length);
  for (let i = 0; i < length; i++) pairs[i] = keys[i]! * length + i;
  pairs.sort();
  if (length > 0 && pairs[length - 1]! > Number.MAX_SAFE_INTEGER) return undefined;
  const order = new Uint32Array(length);
  for (let i = 0; i < length; i++) order[i] = pairs[i]! % length;
  return order;
}

/** `BITS` bits at a time. */
function radixSort(keys: Uint32Array | Float64Array): Uint32Array {
  const order = new Uint32Array(keys.length);
  let most = 0;
  for (let i = 0; i < keys.length; i++) {
    order[i] = i;
    if (keys[i]! > most) most = keys[i]!;
  }
  let from: Pairs = { words: new Uint32Array(keys.length), order };
  let to: Pairs = { words: new Uint32Array(keys.length), order: new Uint32Array(keys.length) };
  // The lower half of each key first, then the upper one.
  for (let unit = 1; unit <= most; unit *= 2 ** 32) {
    for (let i = 0; i < keys.length; i++) from.words[i] = (keys[from.order[i]!]! / unit) >>> 0;
    for (let shift = 0; shift < 32 && most / unit >= 2 ** shift; shift += BITS) {
      turn(from, to, shift);
      [from, to] = [to, from];
    }
  }
  return from.order;
}

interface Pairs {
  readonly words: Uint32Array;
  readonly order: Uint32Array;
}

/** Brings pairs into the order of some bits of their words; those alike stay in their order. */
function turn(from: Pairs, to: Pairs, shift: number): void {
  const starts = new Uint32Array(BUCKETS + 1);
  const { words, order } = from;
  const { words: newWords, order: newOrder } = to;
  const { length } = words;
  for (let i = 0; i < length; i++) starts[((words[i]! >>> shift) & (BUCKETS - 1)) + 1]!++;
  for (let i = 1; i < BUCKETS; i++) starts[i]! += starts[i - 1]!;
  for (let i = 0; i < length; i++) {
    const word = words[i]!;
    const place = starts[(word >>> shift) & (BUCKETS - 1)]!++;
    newWords[place] = word;
    newOrder[place] = order[i]!;
  }
}
