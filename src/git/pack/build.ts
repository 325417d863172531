/**
 * Makes the catalogue of a listed store: enters every object, reads the header of every packed entry, links deltas to their
 * bases. It inflates nothing.
 */
import { AGAIN, Catalogue, NONE, type Pack, type SharedCatalogue } from './catalogue.ts';
import { readBases } from './heads.ts';
import { findId } from './index-file.ts';
import type { ListedPack, Listing } from './listing.ts';
import { ascending } from './sort.ts';

/** What an entry costs beside its bytes, in bytes. */
export const ENTRY_COST = 200;

/** An entry whose base is not in its pack, as no pack on disk may have it. */
const LOST = -2;

export interface Built {
  readonly shared: SharedCatalogue;
  readonly catalogue: Catalogue;
  /** Every entry that is no delta, by pack and offset, and what its family weighs (bytes as stored, and a price for each entry). */
  readonly roots: Int32Array;
  readonly weights: Float64Array;
  /** Objects whose entries belong to no family: their chain of bases is broken or runs in a circle. */
  readonly strays: readonly number[];
}

export interface BuildOptions {
  /** How many threads are to share its memory. */
  readonly threads: number;
  /** False if nobody will ask for families: then no pack is opened. */
  readonly linked?: boolean;
  /** True if no kernel is to be used. */
  readonly twins?: boolean;
}

/** The catalogue of a listed store. */
export async function buildCatalogue(
  listing: Listing,
  idBytes: number,
  { threads, linked = true, twins = false }: BuildOptions,
): Promise<Built> {
  let packed = 0;
  const packs = listing.packs.map(({ path, index, end }): Pack => {
    const first = packed;
    packed += index.count;
    return { path, first, last: packed, end, checked: index.crcs !== undefined };
  });
  const loose = listing.loose.reduce((sum, ids) => sum + ids.length / idBytes, 0);
  const shared = Catalogue.allocate(idBytes, packs, listing.folders, packed, loose, threads, twins);
  const catalogue = new Catalogue(shared);
  for (const [number, pack] of listing.packs.entries()) await enterPack(catalogue, linked, number, pack);
  let object = packed;
  for (const [folder, ids] of listing.loose.entries()) {
    ids.copy(catalogue.ids, object * idBytes);
    for (const end = object + ids.length / idBytes; object < end; object++) {
      catalogue.folder[object - packed] = folder;
      catalogue.enter(object);
    }
  }
  const families = linked
    ? linkFamilies(catalogue)
    : { roots: new Int32Array(), weights: new Float64Array(), strays: [] };
  return { shared, catalogue, ...families };
}

async function enterPack(catalogue: Catalogue, linked: boolean, number: number, listed: ListedPack): Promise<void> {
  const { index } = listed;
  const { ids, offsets, objects, crcs, bases, idBytes } = catalogue;
  const { first, last, path, end } = catalogue.packs[number]!;
  index.ids.copy(ids, first * idBytes);
  for (let object = first; object < last; object++) catalogue.enter(object);
  if (!linked) return;
  if (index.crcs !== undefined) crcs.set(index.crcs, first);
  const order = ascending(index.offsets);
  const entries = new Uint32Array(index.count);
  for (let i = 0; i < index.count; i++) {
    const place = order[i]!;
    entries[place] = first + i;
    objects[first + i] = first + place;
    offsets[first + i] = index.offsets[place]!;
  }
  await readBases(path, offsets.subarray(first, last), end, first, bases, idBytes, {
    at: (entry, offset) => entryAt(offsets, first, entry, offset),
    of: (bytes, at) => {
      const place = findId(index, bytes.subarray(at, at + idBytes), idBytes);
      return place < 0 ? LOST : entries[place]!;
    },
  });
}

/** The entry before `entry` that starts at `offset`. Bases are mostly near. */
function entryAt(offsets: Float64Array, first: number, entry: number, offset: number): number {
  let step = 1;
  let high = entry;
  let low = entry - 1;
  while (low > first && offsets[low]! > offset) {
    high = low;
    step *= 2;
    low = Math.max(first, low - step);
  }
  if (low < first) return LOST;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (offsets[middle]! < offset) low = middle + 1;
    else high = middle;
  }
  return low < entry && offsets[low] === offset ? low : LOST;
}

/** Fills `children` and `siblings`, the heaviest child first. */
function linkFamilies(catalogue: Catalogue): Pick<Built, 'roots' | 'weights' | 'strays'> {
  const { bases, children, siblings, packed, packs, offsets, objects, flags } = catalogue;
  children.fill(NONE);
  siblings.fill(NONE);
  let rootCount = 0;
  let inOrder = true;
  for (let entry = 0; entry < packed; entry++) {
    const base = bases[entry]!;
    if (base === NONE) rootCount++;
    else if (base >= 0) {
      siblings[entry] = children[base]!;
      children[base] = entry;
      inOrder &&= base < entry;
    }
  }
  const roots = new Int32Array(rootCount);
  for (let entry = 0, count = 0; entry < packed; entry++) if (bases[entry] === NONE) roots[count++] = entry;
  const { order, known } = inOrder ? ascendingOrder(catalogue) : orderFrom(catalogue, roots);
  const weight = new Float64Array(packed);
  for (const pack of packs) {
    for (let entry = pack.first; entry < pack.last; entry++) {
      weight[entry] = catalogue.endOf(entry, pack) - offsets[entry]! + ENTRY_COST;
    }
  }
  // Children stand behind their base in `order`: backwards, a weight is whole before it is added to that of the base.
  for (let i = known - 1; i >= 0; i--) {
    const entry = order[i]!;
    heaviestFirst(catalogue, weight, entry);
    const base = bases[entry]!;
    if (base >= 0) weight[base]! += weight[entry]!;
  }
  const strays: number[] = [];
  if (known < packed) {
    const reached = new Uint8Array(packed);
    for (let i = 0; i < known; i++) reached[order[i]!] = 1;
    for (let entry = 0; entry < packed; entry++) {
      const object = objects[entry]!;
      if (reached[entry] === 0 && (flags[object]! & AGAIN) === 0) strays.push(object);
    }
  }
  const weights = new Float64Array(rootCount);
  for (let i = 0; i < rootCount; i++) weights[i] = weight[roots[i]!]!;
  return { roots, weights, strays };
}

/** Entries that belong to a family, and how many they are: every base stands before its deltas. */
interface Order {
  readonly order: Int32Array;
  readonly known: number;
}

/** As bases nearly always stand before their deltas in a pack, their own order is one. */
function ascendingOrder({ bases, packed }: Catalogue): Order {
  const order = new Int32Array(packed);
  const reached = new Uint8Array(packed);
  let known = 0;
  for (let entry = 0; entry < packed; entry++) {
    const base = bases[entry]!;
    if (base === NONE || (base >= 0 && reached[base] === 1)) {
      reached[entry] = 1;
      order[known++] = entry;
    }
  }
  return { order, known };
}

function orderFrom({ children, siblings, packed }: Catalogue, roots: Int32Array): Order {
  const order = new Int32Array(packed);
  let known = 0;
  for (const root of roots) order[known++] = root;
  for (let i = 0; i < known; i++) {
    for (let child = children[order[i]!]!; child !== NONE; child = siblings[child]!) order[known++] = child;
  }
  return { order, known };
}

function heaviestFirst(catalogue: Catalogue, weight: Float64Array, entry: number): void {
  const { children, siblings } = catalogue;
  const first = children[entry]!;
  if (first === NONE) return;
  let heaviest = first;
  let before = NONE;
  for (let previous = first, one = siblings[first]!; one !== NONE; previous = one, one = siblings[one]!) {
    if (weight[one]! > weight[heaviest]!) {
      heaviest = one;
      before = previous;
    }
  }
  if (heaviest === first) return;
  siblings[before] = siblings[heaviest]!;
  siblings[heaviest] = first;
  children[entry] = heaviest;
}
