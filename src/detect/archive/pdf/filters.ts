/** Undoes the filters of a stream (ISO 32000-2, 7.4) within a budget. Filters of images are not undone: that is opaque. */
import type { Budget } from '../budget.ts';
import { inflate } from '../inflate.ts';
import { Output } from '../output.ts';
import { isChecked, USUAL_FACTOR, ZLIB_HEADER_BYTES } from '../zlib.ts';
import { ascii85, asciiHex, runs } from './ascii-filters.ts';
import { lzw } from './lzw.ts';
import { unpredicted } from './predictor.ts';
import { type Dict, nameOf } from './values.ts';

export interface Filter {
  readonly name: string;
  readonly parms: Dict | undefined;
}

export type Unfiltered =
  /** `isCut`: the stream is damaged, or its checksum is not right, so that there may be more than what there is. */
  | { readonly kind: 'bytes'; readonly bytes: Buffer; readonly isCut?: boolean }
  | { readonly kind: 'opaque' }
  | { readonly kind: 'bound'; readonly why: string };

/** Nobody uses more than three. */
const MOST_FILTERS = 16;
const OPAQUE: Unfiltered = { kind: 'opaque' };
const LONG_NAMES: ReadonlyMap<string, string> = new Map([
  ['Fl', 'FlateDecode'],
  ['LZW', 'LZWDecode'],
  ['A85', 'ASCII85Decode'],
  ['AHx', 'ASCIIHexDecode'],
  ['RL', 'RunLengthDecode'],
]);

/** What all filters together make of `packed`: of a damaged stream as much as there is. Without filters it is `packed` itself. */
export function unfiltered(packed: Buffer, filters: readonly Filter[], budget: Budget): Unfiltered {
  if (filters.length > MOST_FILTERS) return OPAQUE;
  let made: Unfiltered = { kind: 'bytes', bytes: packed };
  let isCut = false;
  for (const filter of filters) {
    made = undone(made.bytes, filter, budget);
    if (made.kind !== 'bytes') return made;
    isCut ||= made.isCut === true;
  }
  return isCut ? { ...made, isCut } : made;
}

function undone(packed: Buffer, { name, parms }: Filter, budget: Budget): Unfiltered {
  switch (LONG_NAMES.get(name) ?? name) {
    case 'FlateDecode':
      return asPredicted(inflated(packed, budget), parms);
    case 'LZWDecode': {
      const early = parms?.get('EarlyChange') === 0 ? 0 : 1;
      return asPredicted(
        written(packed, budget, output => lzw(packed, early, output)),
        parms,
      );
    }
    case 'ASCII85Decode':
      return written(packed, budget, output => ascii85(packed, output));
    case 'ASCIIHexDecode':
      return written(packed, budget, output => asciiHex(packed, output));
    case 'RunLengthDecode':
      return written(packed, budget, output => runs(packed, output));
    case 'Crypt':
      return isIdentity(parms) ? { kind: 'bytes', bytes: packed } : OPAQUE;
    default:
      return OPAQUE;
  }
}

/** True of the filter that changes nothing, as the one without a name does. */
function isIdentity(parms: Dict | undefined): boolean {
  const name = parms?.get('Name');
  return name === undefined || nameOf(name) === 'Identity';
}

function asPredicted(one: Unfiltered, parms: Dict | undefined): Unfiltered {
  if (one.kind !== 'bytes') return one;
  const bytes = unpredicted(one.bytes, parms);
  return bytes === undefined ? OPAQUE : { ...one, bytes };
}

/** What `write` makes, if it may be that much. */
function written(packed: Buffer, budget: Budget, write: (output: Output) => boolean): Unfiltered {
  const output = new Output(budget.room);
  const isWithin = write(output);
  const { why } = budget;
  budget.charge(output.length);
  if (!isWithin) return { kind: 'bound', why };
  return output.length === 0 && packed.length > 0 ? nothing(packed) : { kind: 'bytes', bytes: output.made };
}

/** Nothing may be meant, or be all that is left of a damaged stream. Longer than this is no way to say nothing. */
function nothing(packed: Buffer): Unfiltered {
  return packed.length <= 4 ? { kind: 'bytes', bytes: Buffer.alloc(0) } : OPAQUE;
}

function inflated(packed: Buffer, budget: Budget): Unfiltered {
  if (packed.length === 0) return { kind: 'bytes', bytes: packed };
  const deflated = packed.subarray(ZLIB_HEADER_BYTES);
  const one = inflate(deflated, budget, packed.length * USUAL_FACTOR);
  if (one.kind === 'damaged') return beforeDamage(deflated, budget);
  if (one.kind === 'bound') return one;
  const { bytes, consumed } = one;
  return isChecked(packed, bytes, consumed) ? { kind: 'bytes', bytes } : { kind: 'bytes', bytes, isCut: true };
}

/**
 * What a damaged stream holds before the damage: zlib does not tell where that is, so the longest part of it is looked for that
 * is not damaged. Each try is charged.
 */
function beforeDamage(deflated: Buffer, budget: Budget): Unfiltered {
  let made: Buffer | undefined;
  let [whole, damaged] = [0, deflated.length];
  while (damaged - whole > 1) {
    const middle = (whole + damaged) >>> 1;
    const one = inflate(deflated.subarray(0, middle), budget, made?.length ?? 0);
    if (one.kind === 'bound') return one;
    if (one.kind === 'damaged') damaged = middle;
    else [whole, made] = [middle, one.bytes];
  }
  return made === undefined || made.length === 0 ? OPAQUE : { kind: 'bytes', bytes: made, isCut: true };
}
