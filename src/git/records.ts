/**
 * Takes the output of `git cat-file --batch` apart: `<id> <type> <size> LF <bytes> LF`, or `<id> missing LF`
 * (git-scm.com/docs/git-cat-file, "BATCH OUTPUT"). Bytes are handed on in place where they lie in one piece; no object of
 * any size is collected beyond `largest`.
 */
import { GitError } from '../errors.ts';
import type { ObjectType } from './reader.ts';

/** What becomes of the records. Bytes are valid only until the call returns. */
export interface RecordSink {
  /** An object whose bytes are all here. */
  whole(oid: string, type: ObjectType, bytes: Buffer): void;
  /** A blob of more than `largest` bytes comes in pieces: begin, piece…, end. */
  begin(oid: string, size: number): void;
  piece(bytes: Buffer): void;
  end(): void;
  /** git has no bytes for this id: `missing`, `ambiguous`, or another word of its own. */
  without(oid: string, word: string): void;
}

/** git's output is none of these records. Of a damaged pack it may give a size that is not that of the bytes that follow. */
export class OutOfForm extends GitError {}

const NEWLINE = 10;
const LONGEST_HEADER = 4096;

export class RecordParser {
  readonly #sink: RecordSink;
  readonly #largest: number;
  /** A header that is not whole yet. */
  #header = '';
  #oid = '';
  #type: ObjectType = 'blob';
  #size = 0;
  /** Bytes of the body, and of its closing newline, still to come; -1 between records. */
  #left = -1;
  #inPieces = false;
  #scratch = Buffer.allocUnsafe(1 << 16);

  constructor(sink: RecordSink, largest: number) {
    this.#sink = sink;
    this.#largest = largest;
  }

  /** True if the output so far ends inside a record. */
  get isOpen(): boolean {
    return this.#left >= 0 || this.#header !== '';
  }

  /** Takes bytes. @throws OutOfForm at a record that is none; what is before it was handed on, and nothing of it. */
  push(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.length) at = this.pushOne(chunk, at);
  }

  /** Takes bytes from chunk[at] on, up to the end of one record at most. @returns where it stopped. */
  pushOne(chunk: Buffer, at: number): number {
    let place = at;
    do place = this.#left < 0 ? this.#readHeader(chunk, place) : this.#readBody(chunk, place);
    while (place < chunk.length && this.isOpen);
    return place;
  }

  #readHeader(chunk: Buffer, at: number): number {
    const newline = chunk.indexOf(NEWLINE, at);
    const end = newline < 0 ? chunk.length : newline;
    const text = this.#header + chunk.toString('latin1', at, end);
    if (newline < 0) {
      if (text.length > LONGEST_HEADER) throw new OutOfForm('git cat-file answered out of form');
      this.#header = text;
      return end;
    }
    this.#header = '';
    const first = text.indexOf(' ');
    const second = text.indexOf(' ', first + 1);
    if (second < 0) {
      this.#sink.without(text.slice(0, Math.max(0, first)), text.slice(first + 1));
      return end + 1;
    }
    this.#oid = text.slice(0, first);
    this.#type = objectType(text.slice(first + 1, second));
    this.#size = Number(text.slice(second + 1));
    if (!Number.isSafeInteger(this.#size)) throw new OutOfForm('git cat-file answered out of form');
    this.#left = this.#size + 1;
    this.#inPieces = this.#type === 'blob' && this.#size > this.#largest;
    if (this.#inPieces) this.#sink.begin(this.#oid, this.#size);
    return end + 1;
  }

  #readBody(chunk: Buffer, at: number): number {
    const have = Math.min(chunk.length - at, this.#left);
    // The closing newline is no part of the body.
    const bodyHave = Math.min(have, this.#left - 1);
    const done = this.#size + 1 - this.#left;
    const isWhole = have === this.#left;
    if (isWhole && chunk[at + have - 1] !== NEWLINE) throw new OutOfForm('git cat-file answered out of form');
    if (this.#inPieces) {
      if (bodyHave > 0) this.#sink.piece(chunk.subarray(at, at + bodyHave));
    } else if (done === 0 && isWhole) {
      this.#sink.whole(this.#oid, this.#type, chunk.subarray(at, at + bodyHave));
    } else {
      if (done === 0 && this.#scratch.length < this.#size) this.#scratch = Buffer.allocUnsafe(roomFor(this.#size));
      if (bodyHave > 0) chunk.copy(this.#scratch, done, at, at + bodyHave);
      if (isWhole) this.#sink.whole(this.#oid, this.#type, this.#scratch.subarray(0, this.#size));
    }
    this.#left -= have;
    if (this.#left === 0) {
      this.#left = -1;
      if (this.#inPieces) this.#sink.end();
    }
    return at + have;
  }
}

/** Grows in powers of two, so that a repository of ever larger objects does not allocate for each. */
function roomFor(size: number): number {
  return 2 ** Math.ceil(Math.log2(size));
}

function objectType(word: string): ObjectType {
  if (word === 'blob' || word === 'tree' || word === 'commit' || word === 'tag') return word;
  throw new OutOfForm('git cat-file named an unknown object type');
}
