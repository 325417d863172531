/**
 * Finds all objects of a PDF by their headers, without the cross-reference table: that may be damaged, and it does not name what
 * later updates have replaced. No byte is looked at more than a few times, whatever the bytes are.
 */
import { Lexer } from './lexer.ts';
import { boundFrom, type Header, headerFrom, isBlank, isLineEnd } from './marks.ts';
import { type Dict, isDict, nameOf, Ref, type Value, Word } from './values.ts';

export const MOST_OBJECTS = 200_000;
const LF = 0x0a;
const SPACE = 0x20;
const TRAILER = Buffer.from('trailer');
/** What makes a reference of a number, and how much of it is looked at. */
const REST_OF_REF = /^[\0\t\n\f\r ]{1,8}\d{1,10}[\0\t\n\f\r ]{1,8}R(?![^\0\t\n\f\r ()<>[\]{}/%])/;
const MOST_REST = 32;
const STREAM = 'stream';
const END_OF_STREAM = Buffer.from('endstream');
/** What may follow the bytes of a stream whose length is right; the second if somebody has forgotten the first. */
const BEHIND_STREAM = ['endstream', 'endobj'];
/** Between the last byte of a stream and the word behind it. */
const MOST_BLANKS = 16;

/** The packed bytes of a stream. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** An object as it stands in the file: `from` and `to` are those of its value, or of its dictionary if it is a stream. */
export interface FoundObject extends Range {
  readonly at: number;
  readonly number: number;
  readonly stream: Range | undefined;
  readonly isObjectStream: boolean;
}

export interface Found {
  readonly objects: readonly FoundObject[];
  readonly isEncrypted: boolean;
  readonly isTooMany: boolean;
}

/** An object, or a trailer, which has no number. */
interface Draft extends FoundObject {
  readonly isEncrypted: boolean;
  /** The stream's length, if another object says it. */
  readonly length: Ref | undefined;
  /** The value, if it is a number: such are lengths. */
  readonly plain: number | undefined;
}

const NO_NUMBER = -1;

/** All objects in the order of their places. */
export function scanned(bytes: Buffer): Found {
  const scan = new Scan(bytes);
  const isTooMany = !scan.run();
  const { objects, isEncrypted } = settled(bytes, scan.drafts);
  return { objects, isEncrypted, isTooMany };
}

/** A value, which may be a reference. What is not one is undefined. @param bytes what the lexer reads. */
export function valueAt(bytes: Buffer, lexer: Lexer): Value | undefined {
  const value = lexer.next();
  if (value instanceof Word) return undefined;
  // The lexer is not asked what follows: that may be long, and would be read once more.
  const rest = typeof value === 'number' && REST_OF_REF.exec(bytes.toString('latin1', lexer.at, lexer.at + MOST_REST));
  if (!rest) return value;
  lexer.at += rest[0].length;
  return new Ref(value as number);
}

/** Behind the word `stream`, if that stands at `from` or behind blanks there. */
function streamWordEnd(bytes: Buffer, from: number): number | undefined {
  let at = from;
  while (isBlank(bytes[at])) at++;
  const end = at + STREAM.length;
  return bytes.toString('latin1', at, end) === STREAM ? end : undefined;
}

class Scan {
  readonly #bytes: Buffer;
  readonly #headers: Ahead<Header | undefined>;
  readonly #bounds: Ahead<number>;
  readonly #ends: Ahead<number>;
  readonly drafts: Draft[] = [];

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
    this.#headers = new Ahead(
      from => headerFrom(bytes, from),
      header => header?.at ?? bytes.length,
    );
    this.#bounds = new Ahead(
      from => boundFrom(bytes, from),
      bound => bound,
    );
    this.#ends = new Ahead(
      from => (from < bytes.length ? bytes.indexOf(END_OF_STREAM, from) : -1),
      end => (end === -1 ? bytes.length : end),
    );
  }

  /** False if there are too many. */
  run(): boolean {
    for (let at = 0; ; ) {
      const header = this.#headers.next(at);
      this.#trailers(at, header?.at ?? this.#bytes.length);
      if (header === undefined) return true;
      if (this.drafts.length >= MOST_OBJECTS) return false;
      at = this.#object(header);
    }
  }

  /** Takes the trailers that stand between two objects. */
  #trailers(from: number, to: number): void {
    const gap = this.#bytes.subarray(from, to);
    for (let at = gap.indexOf(TRAILER); at !== -1 && this.drafts.length < MOST_OBJECTS; ) {
      const lexer = new Lexer(gap, at + TRAILER.length);
      const value = lexer.next();
      const isEncrypted = isDict(value) && isSet(value.get('Encrypt'));
      this.drafts.push({ ...NOTHING, at: from + at, isEncrypted });
      at = lexer.at < gap.length ? gap.indexOf(TRAILER, lexer.at) : -1;
    }
  }

  /** Takes an object. @returns where the next one may begin. */
  #object({ at, end: from, number }: Header): number {
    const bound = this.#bounds.next(from);
    // Of the bytes behind the bound the lexer may not even look for an end.
    const lexer = new Lexer(this.#bytes.subarray(0, bound), from);
    const value = valueAt(this.#bytes, lexer);
    const to = Math.min(lexer.at, bound);
    const wordEnd = isDict(value) ? streamWordEnd(this.#bytes, to) : undefined;
    if (!isDict(value) || wordEnd === undefined) {
      const plain = typeof value === 'number' ? value : undefined;
      this.drafts.push({ ...NOTHING, at, number, from, to, plain });
      // A number may belong to the next header already.
      return plain === undefined ? to : from;
    }
    const stream = this.#stream(wordEnd, value);
    const type = nameOf(value.get('Type'));
    const isObjectStream = type === 'ObjStm';
    const isEncrypted = type === 'XRef' && isSet(value.get('Encrypt'));
    const length = value.get('Length');
    const said = length instanceof Ref ? length : undefined;
    this.drafts.push({ ...NOTHING, at, number, from, to, stream, isObjectStream, isEncrypted, length: said });
    return stream.to;
  }

  /** The bytes of the stream whose word ends at `wordEnd`. */
  #stream(wordEnd: number, dict: Dict): Range {
    const bytes = this.#bytes;
    let from = wordEnd;
    while (bytes[from] === SPACE) from++;
    if (!isLineEnd(bytes[from])) from = wordEnd;
    else from += bytes[from] !== LF && bytes[from + 1] === LF ? 2 : 1;
    const to = saidEnd(bytes, from, dict.get('Length'));
    if (to !== undefined) return { from, to };
    const end = this.#ends.next(from);
    return { from, to: withoutLineEnd(bytes, from, end === -1 ? this.#bounds.next(from) : end) };
  }
}

const NOTHING: Draft = {
  at: 0,
  number: NO_NUMBER,
  from: 0,
  to: 0,
  stream: undefined,
  isObjectStream: false,
  isEncrypted: false,
  length: undefined,
  plain: undefined,
};

function isSet(value: Value | undefined): boolean {
  return value !== undefined && value !== null;
}

/** Where a stream ends that is said to be so long; undefined if that is not true. */
function saidEnd(bytes: Buffer, from: number, length: unknown): number | undefined {
  if (typeof length !== 'number' || !Number.isSafeInteger(length) || length < 0) return undefined;
  const to = from + length;
  let at = to;
  while (at < to + MOST_BLANKS && isBlank(bytes[at])) at++;
  const isTrue = BEHIND_STREAM.some(word => bytes.toString('latin1', at, at + word.length) === word);
  return isTrue ? to : undefined;
}

function withoutLineEnd(bytes: Buffer, from: number, end: number): number {
  let to = end;
  if (to > from && isLineEnd(bytes[to - 1])) to--;
  if (to < end && bytes[to] === LF && to > from && isLineEnd(bytes[to - 1]) && bytes[to - 1] !== LF) to--;
  return Math.max(from, to);
}

/**
 * Ends the streams whose length another object says, which may stand behind them. What was taken for an object and is inside
 * such a stream is none: it may be a PDF in a PDF.
 */
function settled(bytes: Buffer, drafts: readonly Draft[]): { objects: FoundObject[]; isEncrypted: boolean } {
  const numbers = new Map<number, number>();
  for (const { number, plain } of drafts) if (plain !== undefined) numbers.set(number, plain);
  const objects: FoundObject[] = [];
  let [covered, isEncrypted] = [0, false];
  for (const draft of drafts) {
    if (draft.at < covered) continue;
    isEncrypted ||= draft.isEncrypted;
    if (draft.number === NO_NUMBER) continue;
    const { at, number, from, to, isObjectStream, length } = draft;
    let { stream } = draft;
    const end = stream && length && saidEnd(bytes, stream.from, numbers.get(length.number));
    if (stream !== undefined && end !== undefined) stream = { from: stream.from, to: end };
    if (stream !== undefined) covered = stream.to;
    objects.push({ at, number, from, to, stream, isObjectStream });
  }
  return { objects, isEncrypted };
}

/** What comes next, from places that are asked for in ascending order: nothing is looked for twice. */
class Ahead<T> {
  readonly #find: (from: number) => T;
  readonly #placeOf: (one: T) => number;
  #known: { readonly one: T; readonly at: number } | undefined;

  /** @param placeOf where it is; the end of the bytes if there is none. */
  constructor(find: (from: number) => T, placeOf: (one: T) => number) {
    this.#find = find;
    this.#placeOf = placeOf;
  }

  next(from: number): T {
    if (this.#known === undefined || this.#known.at < from) {
      const one = this.#find(from);
      this.#known = { one, at: this.#placeOf(one) };
    }
    return this.#known.one;
  }
}
