/** Links the entries of a catalogue to families. The kernel does the same where every base stands before its deltas. */
import { AGAIN, type Catalogue, NONE } from './catalogue.ts';

/** What an entry costs beside its bytes, in bytes. */
export const ENTRY_COST = 200;

/** An entry whose base is not in its pack, as no pack on disk may have it. */
export const LOST = -2;

export interface Families {
  /** Every entry that is no delta, by pack and offset, and what its family weighs (bytes as stored, and a price for each entry). */
  readonly roots: Int32Array;
  readonly weights: Float64Array;
  /** Objects whose entries belong to no family: their chain of bases is broken or runs in a circle. */
  readonly strays: readonly number[];
}

/** Fills `children` and `siblings`, the heaviest child first. */
export function linkFamilies(catalogue: Catalogue): Families {
  const { bases, children, siblings, packed, packs, offsets } = catalogue;
  children.fill(NONE);
  siblings.fill(NONE);
  const weight = new Float64Array(packed);
  for (const pack of packs) {
    for (let entry = pack.first; entry < pack.last; entry++) {
      weight[entry] = catalogue.endOf(entry, pack) - offsets[entry]! + ENTRY_COST;
    }
  }
  let rootCount = 0;
  for (let entry = 0; entry < packed; entry++) if (bases[entry] === NONE) rootCount++;
  const roots = new Int32Array(rootCount);
  for (let entry = 0, count = 0; entry < packed; entry++) if (bases[entry] === NONE) roots[count++] = entry;
  const order = isInOrder(catalogue) ? undefined : orderFrom(catalogue, roots);
  // Deltas stand behind their base: backwards, a weight is whole before it is added to that of the base.
  for (let i = (order?.length ?? packed) - 1; i >= 0; i--) {
    const entry = order?.[i] ?? i;
    const base = bases[entry]!;
    if (base < 0) continue;
    const own = weight[entry]!;
    weight[base]! += own;
    const first = children[base]!;
    if (first === NONE || own > weight[first]!) {
      siblings[entry] = first;
      children[base] = entry;
    } else {
      siblings[entry] = siblings[first]!;
      siblings[first] = entry;
    }
  }
  const weights = new Float64Array(rootCount);
  for (let i = 0; i < rootCount; i++) weights[i] = weight[roots[i]!]!;
  return { roots, weights, strays: order === undefined ? [] : straysOf(catalogue, order) };
}

/** True if every base stands before its deltas, as it nearly always does. Then all entries belong to a family. */
function isInOrder({ bases, packed }: Catalogue): boolean {
  for (let entry = 0; entry < packed; entry++) if (bases[entry]! >= entry || bases[entry] === LOST) return false;
  return true;
}

/** The entries that belong to a family, every base before its deltas. */
function orderFrom({ bases, packed }: Catalogue, roots: Int32Array): Int32Array {
  // Deltas by their bases.
  const starts = new Int32Array(packed + 1);
  for (let entry = 0; entry < packed; entry++) if (bases[entry]! >= 0) starts[bases[entry]! + 1]!++;
  for (let entry = 0; entry < packed; entry++) starts[entry + 1]! += starts[entry]!;
  const next = starts.slice();
  const deltas = new Int32Array(starts[packed]!);
  for (let entry = 0; entry < packed; entry++) if (bases[entry]! >= 0) deltas[next[bases[entry]!]!++] = entry;
  const order = new Int32Array(packed);
  order.set(roots);
  let known = roots.length;
  for (let i = 0; i < known; i++) {
    for (let at = starts[order[i]!]!; at < starts[order[i]! + 1]!; at++) order[known++] = deltas[at]!;
  }
  return order.subarray(0, known);
}

/** Objects whose entries are none of `order`. */
function straysOf({ packed, objects, flags }: Catalogue, order: Int32Array): number[] {
  const strays: number[] = [];
  const reached = new Uint8Array(packed);
  for (const entry of order) reached[entry] = 1;
  for (let entry = 0; entry < packed; entry++) {
    const object = objects[entry]!;
    if (reached[entry] === 0 && (flags[object]! & AGAIN) === 0) strays.push(object);
  }
  return strays;
}
