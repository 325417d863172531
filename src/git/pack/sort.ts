/** Sorts the offsets of a pack. Its own file, because a comparison sort of a million pairs takes longer than reading them. */

/** Below this many keys a comparison sort costs less than the tables of a radix sort: a store may have a thousand small packs. */
const FEW = 4096;
/** Bits of a key that one turn sorts by: few enough that the places written to stay in the processor's caches. */
const BITS = 11;
const BUCKETS = 1 << BITS;

export interface Sorted {
  /** The keys, ascending, and the place of each in the list that was given. */
  readonly sorted: Float64Array;
  readonly order: Uint32Array;
}

/** Sorts `keys` (whole numbers from 0 on): by a radix sort, unless they are few. */
export function ascending(keys: Float64Array): Sorted {
  const { length } = keys;
  const order = new Uint32Array(length);
  let most = 0;
  for (let i = 0; i < length; i++) {
    order[i] = i;
    if (keys[i]! > most) most = keys[i]!;
  }
  const sorted = new Float64Array(length);
  const ordered = length < FEW ? order.sort((one, other) => keys[one]! - keys[other]!) : radixSort(keys, order, most);
  for (let i = 0; i < length; i++) sorted[i] = keys[ordered[i]!]!;
  return { order: ordered, sorted };
}

function radixSort(keys: Float64Array, order: Uint32Array, most: number): Uint32Array {
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
