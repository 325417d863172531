/**
 * The objects of a PDF (ISO 32000-2, 7.3 and 7.5). They are found by looking for them, not by the cross-reference table. Where an
 * object stream and the file itself have an object of one number, the one counts that is later in the file: an object in an
 * object stream is where the object stream is.
 */
import type { Budget } from '../budget.ts';
import { type Filter, type Unfiltered, unfiltered } from './filters.ts';
import { Lexer } from './lexer.ts';
import { heldObjects } from './object-streams.ts';
import { type FoundObject, MOST_OBJECTS, scanned, valueAt } from './scan.ts';
import { type Dict, isDict, nameOf, Ref, type Value } from './values.ts';

const MOST_REFERENCES = 16;
/** More filters of one stream than this are more than can be undone. */
const MOST_FILTERS = 20;
/** Of values that are made of so many bytes in all each is kept. Later ones are made anew whenever they are asked for. */
const MOST_KEPT = 8 << 20;
/** To read a value takes about so many times as long as to unpack it. */
const READING = 8;
const PARAMETERS = ['Predictor', 'Colors', 'BitsPerComponent', 'Columns', 'EarlyChange', 'Name'];
const EMPTY: Dict = new Map();

/** A stream object. From `from` to `to` are its packed bytes in the file. */
export interface Stream {
  readonly number: number;
  readonly dict: Dict;
  readonly from: number;
  readonly to: number;
  /** False if the file has a later object of that number. */
  readonly isLatest: boolean;
}

/** What could not be read: an object stream, or values that are too much in all. */
export type Problem = Exclude<Unfiltered, { kind: 'bytes' }>;

/** Where a value begins. */
interface Place {
  readonly bytes: Buffer;
  readonly from: number;
  readonly to: number;
  /** Where it is in the file, or the object stream that holds it. */
  readonly at: number;
  readonly stream: Stream | undefined;
}

export class PdfFile {
  readonly #bytes: Buffer;
  readonly #budget: Budget;
  readonly #places = new Map<number, Place>();
  readonly #values = new Map<Place, Value>();
  /** For values that are kept. */
  #room = MOST_KEPT;
  /** True if nothing is left of the budget for values that are not. */
  #isSpent = false;
  #isTooMany: boolean;
  #objectsLeft: number;
  #areStreamsRead = false;
  /** The object streams, and what they are unpacked as far as that is known. */
  readonly #unpacked = new Map<Stream, Unfiltered | undefined>();
  readonly #problems: Problem[] = [];

  readonly isEncrypted: boolean;
  /** All of them in the order of their places, also those that are replaced later in the file. */
  readonly streams: readonly Stream[];
  /** Those of them that hold objects. */
  readonly objectStreams: readonly Stream[];

  constructor(bytes: Buffer, budget: Budget) {
    const { objects, isEncrypted, isTooMany } = scanned(bytes);
    this.#bytes = bytes;
    this.#budget = budget;
    this.#isTooMany = isTooMany;
    this.#objectsLeft = MOST_OBJECTS - objects.length;
    this.isEncrypted = isEncrypted;
    const latest = new Map<number, FoundObject>();
    for (const object of objects) latest.set(object.number, object);
    const streams: Stream[] = [];
    const objectStreams: Stream[] = [];
    for (const object of objects) {
      const isLatest = latest.get(object.number) === object;
      const place = { bytes, from: object.from, to: object.to, at: object.at };
      const stream = object.stream && this.#streamOf(object.number, place, object.stream, isLatest);
      if (isLatest) this.#places.set(object.number, { ...place, stream });
      if (stream !== undefined) streams.push(stream);
      if (stream !== undefined && object.isObjectStream) objectStreams.push(stream);
    }
    this.streams = streams;
    this.objectStreams = objectStreams;
    for (const stream of objectStreams) this.#unpacked.set(stream, undefined);
  }

  /** True if there are more objects than are kept: the later ones are missing. */
  get tooMany(): boolean {
    return this.#isTooMany;
  }

  /** What went wrong so far with what `value` and the others were asked for. */
  get problems(): readonly Problem[] {
    return this.#problems;
  }

  /** True if there is no object in it. */
  get isEmpty(): boolean {
    return this.#places.size === 0;
  }

  /** The numbers of all objects. */
  numbers(): Iterable<number> {
    this.#placeOf(0);
    return this.#places.keys();
  }

  /** The bytes that an object stands in: those of the file, or of an object stream. */
  holderOf(number: number): Buffer | undefined {
    return this.#placeOf(number)?.bytes;
  }

  /** The latest value of that object number: of a stream its dictionary. */
  value(number: number): Value | undefined {
    const place = this.#placeOf(number);
    return place && this.#valueAt(place);
  }

  /** What it is or refers to; undefined if that leads nowhere. */
  resolve(value: Value | undefined): Value | undefined {
    let one = value;
    for (let i = 0; one instanceof Ref; i++) one = i < MOST_REFERENCES ? this.value(one.number) : undefined;
    return one;
  }

  /** The stream that a reference leads to. */
  streamOf(value: Value | undefined): Stream | undefined {
    let one = value;
    for (let i = 0; i < MOST_REFERENCES && one instanceof Ref; i++) {
      const place = this.#placeOf(one.number);
      if (place?.stream !== undefined) return place.stream;
      one = place && this.#valueAt(place);
    }
    return undefined;
  }

  /** Its filters in the order in which they are undone. */
  filtersOf(stream: Stream): Filter[] {
    const names = this.#listOf(stream.dict.get('Filter'));
    const parms = this.#listOf(stream.dict.get('DecodeParms') ?? stream.dict.get('DP'));
    const filters: Filter[] = [];
    for (const [i, one] of names.entries()) {
      // What has no name is unknown.
      filters.push({ name: nameOf(this.resolve(one)) ?? '', parms: this.#parmsOf(parms[i]) });
    }
    return filters;
  }

  /** Its bytes without its filters. Those of an object stream are made once only. */
  unpack(stream: Stream): Unfiltered {
    const known = this.#unpacked.get(stream);
    if (known !== undefined) return known;
    const filters = this.filtersOf(stream);
    if (this.#isSpent) return { kind: 'bound', why: this.#budget.why };
    const unpacked = unfiltered(this.#bytes.subarray(stream.from, stream.to), filters, this.#budget);
    if (this.#unpacked.has(stream)) this.#unpacked.set(stream, unpacked);
    return unpacked;
  }

  #streamOf(
    number: number,
    place: Omit<Place, 'stream'>,
    range: { readonly from: number; readonly to: number },
    isLatest: boolean,
  ): Stream {
    const dictPlace: Place = { ...place, stream: undefined };
    const dict = () => {
      const value = this.#valueAt(dictPlace);
      return isDict(value) ? value : EMPTY;
    };
    return {
      number,
      get dict() {
        return dict();
      },
      from: range.from,
      to: range.to,
      isLatest,
    };
  }

  #placeOf(number: number): Place | undefined {
    if (!this.#areStreamsRead) {
      // What is looked up for that itself finds what is known until then.
      this.#areStreamsRead = true;
      for (const stream of this.objectStreams) this.#readObjects(stream);
    }
    return this.#places.get(number);
  }

  #readObjects(stream: Stream): void {
    const unpacked = this.unpack(stream);
    if (unpacked.kind !== 'bytes') {
      this.#problems.push(unpacked);
      return;
    }
    const { bytes, isCut } = unpacked;
    if (isCut) this.#problems.push({ kind: 'opaque' });
    const count = this.resolve(stream.dict.get('N'));
    const first = this.resolve(stream.dict.get('First'));
    if (typeof count !== 'number' || typeof first !== 'number') {
      this.#problems.push({ kind: 'opaque' });
      return;
    }
    for (const { number, from } of heldObjects(bytes, count, first)) {
      if (this.#objectsLeft-- <= 0) {
        this.#isTooMany = true;
        return;
      }
      const known = this.#places.get(number);
      const isLater = known === undefined || known.at <= stream.from;
      if (isLater) this.#places.set(number, { bytes, from, to: bytes.length, at: stream.from, stream: undefined });
    }
  }

  #valueAt(place: Place): Value | undefined {
    const known = this.#values.get(place);
    if (known !== undefined) return known;
    if (this.#isSpent) return undefined;
    const bytes = place.bytes.subarray(0, place.to);
    const lexer = new Lexer(bytes, place.from);
    const value = valueAt(bytes, lexer);
    const length = lexer.at - place.from;
    if (value !== undefined && length <= this.#room) {
      this.#values.set(place, value);
      this.#room -= length;
    } else this.#spend(length);
    return value;
  }

  #spend(length: number): void {
    this.#budget.charge(length * READING);
    if (this.#budget.room > 0) return;
    this.#isSpent = true;
    this.#problems.push({ kind: 'bound', why: this.#budget.why });
  }

  #listOf(value: Value | undefined): readonly Value[] {
    const one = this.resolve(value);
    if (Array.isArray(one)) return one.slice(0, MOST_FILTERS);
    return one === undefined || one === null ? [] : [one];
  }

  /** The parameters that any of the filters knows, without references. */
  #parmsOf(value: Value | undefined): Dict | undefined {
    const given = this.resolve(value);
    if (!isDict(given)) return undefined;
    const parms = new Map<string, Value>();
    for (const name of PARAMETERS) {
      const parm = this.resolve(given.get(name));
      if (parm !== undefined && parm !== null) parms.set(name, parm);
    }
    return parms;
  }
}
