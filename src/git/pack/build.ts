/**
 * Makes the catalogue of a listed store: enters every object, reads the header of every packed entry, links deltas to their
 * bases. It inflates nothing.
 */
import {
  AGAIN,
  BLOB,
  BLOB_ENTRY,
  Catalogue,
  COMMIT,
  COMMIT_ENTRY,
  NONE,
  type Pack,
  type SharedCatalogue,
} from './catalogue.ts';
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
    const end = object + ids.length / idBytes;
    catalogue.folder.fill(folder, object - packed, end - packed);
    catalogue.enter(object, end);
    object = end;
  }
  const families = linked
    ? linkFamilies(catalogue)
    : { roots: new Int32Array(), weights: new Float64Array(), strays: [] };
  return { shared, catalogue, ...families };
}

async function enterPack(catalogue: Catalogue, linked: boolean, number: number, listed: ListedPack): Promise<void> {
  const { index } = listed;
  const { ids, offsets, objects, crcs, bases, flags, idBytes } = catalogue;
  const { first, last, path, end } = catalogue.packs[number]!;
  index.ids.copy(ids, first * idBytes);
  catalogue.enter(first, last);
  if (!linked) return;
  const { order, sorted } = ascending(index.offsets);
  offsets.set(sorted, first);
  for (let i = 0; i < index.count; i++) objects[first + i] = first + order[i]!;
  if (index.crcs !== undefined) for (let i = 0; i < index.count; i++) crcs[first + i] = index.crcs[order[i]!]!;
  /** The entry of each object; asked for by few packs. */
  let entries: Uint32Array | undefined;
  await readBases(path, offsets.subarray(first, last), end, first, bases, idBytes, {
    at: (entry, offset) => entryAt(offsets, first, entry, offset),
    of: (bytes, at) => {
      const place = findId(index, bytes.subarray(at, at + idBytes), idBytes);
      entries ??= inverse(order);
      return place < 0 ? LOST : first + entries[place]!;
    },
    onWhole: (entry, type) => {
      if (type === BLOB) flags[objects[entry]!]! |= BLOB_ENTRY;
      else if (type === COMMIT) flags[objects[entry]!]! |= COMMIT_ENTRY;
    },
  });
}

function inverse(order: Uint32Array): Uint32Array {
  const places = new Uint32Array(order.length);
  for (let i = 0; i < order.length; i++) places[order[i]!] = i;
  return places;
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
