/**
 * Narrows a catalogue to some objects: what is not wanted, and is no base of what is, is taken out of the families. It reads
 * nothing.
 */
import type { Built } from './build.ts';
import { AGAIN, type Catalogue, NONE, UNWANTED } from './catalogue.ts';
import { ENTRY_COST } from './link.ts';

/** A catalogue of which only some objects are asked for. */
export interface Narrowed {
  /** Families with something wanted in them; the rest of them is out of reach. */
  readonly built: Built;
  /** Wanted ids (hex) that are not in the catalogue. */
  readonly lost: readonly string[];
}

/** Changes the catalogue of `built`, which then serves nobody else. @param wanted ids (hex), each once. */
export function narrow(built: Built, wanted: Iterable<string>): Narrowed {
  const { catalogue } = built;
  const lost: string[] = [];
  let stored = 0;
  const chosen = new Uint8Array(catalogue.count);
  for (const oid of wanted) {
    const object = catalogue.find(Buffer.from(oid, 'hex'));
    if (object === NONE) {
      lost.push(oid);
      continue;
    }
    chosen[object] = 1;
    stored++;
  }
  const { flags } = catalogue;
  for (let object = 0; object < catalogue.count; object++) if (chosen[object] === 0) flags[object]! |= AGAIN | UNWANTED;
  const roots: number[] = [];
  const weights: number[] = [];
  for (const root of built.roots) {
    const weight = prune(catalogue, root);
    if (weight === 0) continue;
    roots.push(root);
    weights.push(weight);
  }
  const strays = built.strays.filter(object => chosen[object] === 1);
  return {
    built: { ...built, stored, roots: Int32Array.from(roots), weights: Float64Array.from(weights), strays },
    lost,
  };
}

/** Takes out of a family what is neither wanted nor a base of something wanted. @returns the weight of the rest, 0 for none. */
function prune(catalogue: Catalogue, root: number): number {
  const { children, siblings, bases, objects, flags, offsets, packs } = catalogue;
  const pack = packs.find(one => root < one.last)!;
  const order = [root];
  for (let i = 0; i < order.length; i++) {
    for (let child = children[order[i]!]!; child !== NONE; child = siblings[child]!) order.push(child);
  }
  // Children stand behind their bases: backwards, each is decided before its base. Those that stay are put in again.
  for (const entry of order) children[entry] = NONE;
  let weight = 0;
  for (let i = order.length - 1; i >= 0; i--) {
    const entry = order[i]!;
    if (children[entry] === NONE && (flags[objects[entry]!]! & AGAIN) !== 0) continue;
    weight += catalogue.endOf(entry, pack) - offsets[entry]! + ENTRY_COST;
    const base = bases[entry]!;
    if (base < 0) continue;
    siblings[entry] = children[base]!;
    children[base] = entry;
  }
  return weight;
}
