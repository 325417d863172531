/**
 * Makes the catalogue of a listed store: enters every object, reads the header of every packed entry, links deltas to their
 * bases. It inflates nothing. The kernel does most of it, if there is one.
 */
import { BLOB, BLOB_ENTRY, Catalogue, COMMIT, COMMIT_ENTRY, type Pack, type SharedCatalogue } from './catalogue.ts';
import { Filler } from './fill.ts';
import { readBases } from './heads.ts';
import { findId, type PackIndex } from './index-file.ts';
import { type Families, LOST, linkFamilies } from './link.ts';
import type { Listing } from './listing.ts';
import { Pieces } from './pieces.ts';
import { ascending } from './sort.ts';

export interface Built extends Families {
  readonly shared: SharedCatalogue;
  readonly catalogue: Catalogue;
  /** How many objects are stored, each counted once. */
  readonly stored: number;
}

export interface BuildOptions {
  /** How many threads are to share its memory. */
  readonly threads: number;
  /** False if nobody will ask for families: then no pack is opened. */
  readonly linked?: boolean;
  /** True if no kernel is to be used. */
  readonly twins?: boolean;
  /** As in `ReaderOptions`. */
  readonly mostWindows?: number;
}

/** The catalogue of a listed store. */
export async function buildCatalogue(
  listing: Listing,
  idBytes: number,
  { threads, linked = true, twins = false, mostWindows }: BuildOptions,
): Promise<Built> {
  let packed = 0;
  const packs = listing.packs.map(({ path, index, end }): Pack => {
    const first = packed;
    packed += index.count;
    return { path, first, last: packed, end, checked: index.crcs !== undefined };
  });
  const loose = listing.loose.reduce((sum, ids) => sum + ids.length / idBytes, 0);
  const shared = Catalogue.allocate(idBytes, packs, listing.folders, packed, loose, threads, twins, mostWindows);
  const catalogue = new Catalogue(shared);
  const filler = Filler.of(catalogue, shared.memory);
  // The first pack is on its way while objects are entered and sorted.
  let pieces = linked && packs.length > 0 ? new Pieces(packs[0]!, 0, catalogue.windows) : undefined;
  const again = enterObjects(catalogue, filler, listing);
  if (!linked) {
    const none = { roots: new Int32Array(), weights: new Float64Array(), strays: [] };
    return { shared, catalogue, stored: catalogue.count - again, ...none };
  }
  for (const [number, { index }] of listing.packs.entries()) {
    const pack = packs[number]!;
    if (!filler?.sort(pack, index)) orderEntries(catalogue, pack, index);
  }
  for (const [number, { index }] of listing.packs.entries()) {
    pieces ??= new Pieces(packs[number]!, number, catalogue.windows);
    await findBases(catalogue, filler, packs[number]!, pieces, index);
    pieces = undefined;
  }
  const families = filler?.link() ?? linkFamilies(catalogue);
  return { shared, catalogue, stored: catalogue.count - again, ...families };
}

/** Enters packed objects, then loose ones. @returns how many of them are listed before. */
function enterObjects(catalogue: Catalogue, filler: Filler | undefined, { packs, loose }: Listing): number {
  const { ids, idBytes, packed } = catalogue;
  const enter = (first: number, last: number) => (filler ?? catalogue).enter(first, last);
  let again = 0;
  for (const [number, { index }] of packs.entries()) {
    const { first, last } = catalogue.packs[number]!;
    index.ids.copy(ids, first * idBytes);
    again += enter(first, last);
  }
  let object = packed;
  for (const [folder, its] of loose.entries()) {
    its.copy(ids, object * idBytes);
    const end = object + its.length / idBytes;
    catalogue.folder.fill(folder, object - packed, end - packed);
    again += enter(object, end);
    object = end;
  }
  return again;
}

/** Puts the entries of a pack into the order of their offsets. */
function orderEntries({ offsets, objects, crcs }: Catalogue, { first }: Pack, index: PackIndex): void {
  const { order, sorted } = ascending(index.offsets);
  offsets.set(sorted, first);
  for (let i = 0; i < index.count; i++) objects[first + i] = first + order[i]!;
  if (index.crcs !== undefined) for (let i = 0; i < index.count; i++) crcs[first + i] = index.crcs[order[i]!]!;
}

/** Finds out which entries of a pack are deltas, and of what. */
async function findBases(
  catalogue: Catalogue,
  filler: Filler | undefined,
  pack: Pack,
  pieces: Pieces,
  index: PackIndex,
): Promise<void> {
  const { offsets, objects, flags, idBytes } = catalogue;
  const { first, last } = pack;
  /** The entry of each object; asked for by few packs. */
  let entries: Uint32Array | undefined;
  await readBases(catalogue, pack, pieces, filler, {
    at: (entry, offset) => entryAt(offsets, first, entry, offset),
    of: (bytes, at) => {
      const place = findId(index, bytes.subarray(at, at + idBytes), idBytes);
      entries ??= inverse(objects.subarray(first, last), first);
      return place < 0 ? LOST : first + entries[place]!;
    },
    onWhole: (entry, type) => {
      if (type === BLOB) flags[objects[entry]!]! |= BLOB_ENTRY;
      else if (type === COMMIT) flags[objects[entry]!]! |= COMMIT_ENTRY;
    },
  });
}

function inverse(objects: Int32Array, first: number): Uint32Array {
  const places = new Uint32Array(objects.length);
  for (let i = 0; i < objects.length; i++) places[objects[i]! - first] = i;
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
