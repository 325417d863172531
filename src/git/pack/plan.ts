/** Cuts the work into batches that threads take one after the other, and does a batch. */
import { AGAIN, type Catalogue } from './catalogue.ts';

/** Work in shared memory: batch `i` is units[starts[i], starts[i + 1]). A unit is the entry of a family's root, or a loose object. */
export interface Plan {
  readonly units: SharedArrayBuffer;
  readonly starts: SharedArrayBuffer;
  readonly batches: number;
  /** About how many bytes there are to read. */
  readonly weight: number;
}

/** Bytes, as stored, of the families of one batch: enough that taking a batch costs nothing, few enough to share out evenly. */
const BATCH_WEIGHT = 1 << 20;
const LOOSE_BATCH = 256;
/** A loose object costs about as much as this many bytes of a pack. */
const LOOSE_WEIGHT = 2048;

/** @param roots ascending, @param weights theirs. Heavy batches come first, so that no thread is left with one at the end. */
export function planPacked(roots: Int32Array, weights: Float64Array): Plan {
  const batches: Batch[] = [];
  let from = 0;
  let weight = 0;
  const next = (to: number) => {
    if (to > from) batches.push({ units: roots.subarray(from, to), weight });
    from = to;
    weight = 0;
  };
  for (let place = 0; place < roots.length; place++) {
    const own = weights[place]!;
    if (weight + own > 2 * BATCH_WEIGHT) next(place);
    weight += own;
    if (weight >= BATCH_WEIGHT) next(place + 1);
  }
  next(roots.length);
  // A stable sort, by powers of two: batches of about the same weight stay in the order of the pack, backwards: its end was read last.
  batches.reverse();
  const rank = (weight: number) => Math.max(0, Math.ceil(Math.log2((weight + 1) / (2 * BATCH_WEIGHT))));
  batches.sort((a, b) => rank(b.weight) - rank(a.weight));
  return shared(batches);
}

/** The loose objects, in the order of the listing. */
export function planLoose(catalogue: Catalogue): Plan {
  const units: number[] = [];
  for (let object = catalogue.packed; object < catalogue.count; object++) {
    if ((catalogue.flags[object]! & AGAIN) === 0) units.push(object);
  }
  const batches: Batch[] = [];
  for (let from = 0; from < units.length; from += LOOSE_BATCH) {
    const own = units.slice(from, from + LOOSE_BATCH);
    batches.push({ units: own, weight: own.length * LOOSE_WEIGHT });
  }
  return shared(batches);
}

interface Batch {
  readonly units: ArrayLike<number>;
  readonly weight: number;
}

function shared(batches: readonly Batch[]): Plan {
  const count = batches.reduce((sum, one) => sum + one.units.length, 0);
  const plan = {
    units: new SharedArrayBuffer(count * 4),
    starts: new SharedArrayBuffer((batches.length + 1) * 4),
    batches: batches.length,
    weight: batches.reduce((sum, one) => sum + one.weight, 0),
  };
  const units = new Int32Array(plan.units);
  const starts = new Int32Array(plan.starts);
  for (const [i, one] of batches.entries()) {
    units.set(one.units, starts[i]!);
    starts[i + 1] = starts[i]! + one.units.length;
  }
  return plan;
}

/** What does a batch: as `FamilyWalker`, and as `FamilyScanner` if it is one of loose objects. */
export interface BatchScanner {
  begin(roots: Int32Array, packNumber: number): void;
  advance(bytes: number): boolean;
  scanLoose?(object: number): void;
}

/** Scans the units of one batch. */
export function doBatch(scanner: BatchScanner, catalogue: Catalogue, plan: Plan, number: number): void {
  for (const { units, pack } of runsOf(catalogue, plan, number)) {
    if (pack === undefined) for (const unit of units) scanner.scanLoose?.(unit);
    else {
      scanner.begin(units, pack);
      scanner.advance(Number.POSITIVE_INFINITY);
    }
  }
}

/** Bytes of versions, about, between two pauses: some ten milliseconds of work. */
const TURN = 32 << 20;

/**
 * The same on the thread that has other things to do as well.
 * @param pause is awaited now and then; the batch is left where it is if it says false.
 */
export async function doBatchInTurns(
  scanner: BatchScanner,
  catalogue: Catalogue,
  plan: Plan,
  number: number,
  pause: () => Promise<boolean>,
): Promise<void> {
  for (const { units, pack } of runsOf(catalogue, plan, number)) {
    if (pack === undefined) for (const unit of units) scanner.scanLoose?.(unit);
    else {
      scanner.begin(units, pack);
      while (!scanner.advance(TURN)) if (!(await pause())) return;
    }
  }
}

/** Units of a batch that stand in one pack, and its number; none for loose objects. */
interface Run {
  readonly units: Int32Array;
  readonly pack: number | undefined;
}

function* runsOf(catalogue: Catalogue, plan: Plan, number: number): Generator<Run> {
  const starts = new Int32Array(plan.starts);
  const units = new Int32Array(plan.units, starts[number]! * 4, starts[number + 1]! - starts[number]!);
  if (units[0]! >= catalogue.packed) {
    yield { units, pack: undefined };
    return;
  }
  let pack = 0;
  for (let from = 0; from < units.length; ) {
    while (units[from]! >= catalogue.packs[pack]!.last) pack++;
    const { last } = catalogue.packs[pack]!;
    let to = units.length;
    // Nearly always there is but one pack in a batch.
    if (units[to - 1]! >= last) for (to = from + 1; units[to]! < last; ) to++;
    yield { units: units.subarray(from, to), pack };
    from = to;
  }
}
