/**
 * Reads what is written as base64 in a text and is a content of its own, from its head on: over line breaks with their indentation and
 * marks, escapes of JSON, URLs and HTML, from one string literal to the next, in UTF-16 too. It takes rather too much than too little:
 * what is packed says by itself where it ends, and text is followed by what can be told from it.
 */
import { meaningOf } from '../decode/carriers.ts';
import { IN_BASE64 } from '../find/alphabet.ts';
import { firstThat } from '../find/sorted.ts';

/** Between two pieces stand at most so many characters. */
const LONGEST_GAP = 160;
const MOST_BACKSLASHES = 16;
const LONGEST_ENTITY = 24;
const LEAST_ROOM = 4096;

const [NUL, EQUALS, BACKSLASH, PERCENT, AMPERSAND, MINUS, UNDERSCORE] = [0, 0x3d, 0x5c, 0x25, 0x26, 0x2d, 0x5f];
const BLANKS = ' \t';
const BREAKS = '\r\n';
const QUOTES = '"\'`';
/** What a line may begin with, and what joins literals. */
const MARKS = '#>|*';
const JOINERS = '+.&,_|<>()';
/** A line of base64 begins with one of these by chance once in 200 million. */
const HEADS = ['H4sIA', 'H4sIC', 'UEsDB'];
const HEAD_LENGTH = 5;

/** Where the next character stands: in a piece, in the gap behind a line break or before one, or between two literals. */
type Place = 'piece' | 'gap' | 'between';

/** Digits in a row. */
interface Row {
  readonly offset: number;
  readonly number: number;
}

export class Written {
  /** True if it is written in UTF-16. */
  readonly isWide: boolean;
  /** Digits that it may have at most. */
  readonly #most: number;
  #digits = Buffer.allocUnsafe(LEAST_ROOM);
  #count = 0;
  #pieceStart = 0;
  #place: Place = 'piece';
  #gap = 0;
  #sawBreak = false;
  /** An escape that has begun. */
  #escape = '';
  #isOpen = true;
  #isFull = false;
  /** Where in the content the bytes stand that were pushed last, and the one that is looked at now. */
  #base: number;
  #at = 0;
  /** Of digits that stand in a row, with nothing between them: where in the content the first one stands, and its number. */
  readonly #rows: Row[] = [];

  /** @param bytes the content from its offset `from` on, where the digits begin. @param most digits. */
  constructor(from: number, bytes: Buffer, most: number) {
    this.#base = from;
    this.#most = most;
    this.isWide = bytes[1] === NUL;
    this.push(bytes);
  }

  /** True if it may go on in the next bytes of the content. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** True if it has more digits than it may have. */
  get isFull(): boolean {
    return this.#isFull;
  }

  /** How many digits it has. */
  get count(): number {
    return this.#count;
  }

  /** True if a group of four begins at an offset of the content that it has read. */
  covers(offset: number): boolean {
    const rows = this.#rows;
    const next = firstThat(rows.length, index => (rows[index] as Row).offset > offset);
    const row = rows[next - 1];
    if (row === undefined) return false;
    const number = row.number + (offset - row.offset) / this.#step;
    return number % 4 === 0 && number < (rows[next]?.number ?? this.#count);
  }

  get #step(): number {
    return this.isWide ? 2 : 1;
  }

  /** What is encoded. */
  bytes(): Buffer {
    return Buffer.from(this.#digits.toString('latin1', 0, this.#count), 'base64');
  }

  /** Takes the next bytes of the content, which may be used again afterwards. */
  push(bytes: Buffer): void {
    for (let at = 0; at < bytes.length && this.#isOpen; at++) {
      this.#at = at;
      if (this.#place === 'piece' && this.#escape === '' && !this.isWide) {
        const end = digitsEnd(bytes, at);
        if (end - at > 4) {
          this.#add(bytes.subarray(at, end));
          at = end - 1;
          continue;
        }
      }
      const byte = bytes[at] as number;
      if (byte === NUL && this.isWide) continue;
      if (this.#escape === '') this.#begin(byte);
      else this.#goOn(byte);
    }
    this.#base += bytes.length;
  }

  /** A character that is not of an escape, or begins one. */
  #begin(byte: number): void {
    if (byte === BACKSLASH || byte === PERCENT || byte === AMPERSAND) this.#escape = String.fromCharCode(byte);
    else this.#take(byte);
  }

  /** The next character of an escape. */
  #goOn(byte: number): void {
    const character = String.fromCharCode(byte);
    this.#escape += character;
    const known = meaningIn(this.#escape);
    if (known === 'goes on') return;
    this.#escape = '';
    if (known === 'none') this.#isOpen = false;
    else this.#take(known.charCodeAt(0));
  }

  #take(byte: number): void {
    if (this.#place === 'piece') this.#inPiece(byte);
    else this.#inGap(byte);
  }

  #inPiece(byte: number): void {
    if (isDigit(byte)) {
      this.#addOne(byte);
      return;
    }
    const character = String.fromCharCode(byte);
    if (byte === EQUALS || !(BREAKS + BLANKS + QUOTES).includes(character)) {
      this.#isOpen = false;
      return;
    }
    this.#place = QUOTES.includes(character) ? 'between' : 'gap';
    this.#sawBreak = BREAKS.includes(character);
    this.#gap = 1;
  }

  #inGap(byte: number): void {
    const character = String.fromCharCode(byte);
    const between = this.#place === 'between';
    if (QUOTES.includes(character) && (between || this.#sawBreak)) this.#beginPiece();
    else if (++this.#gap > LONGEST_GAP) this.#isOpen = false;
    else if ((BREAKS + BLANKS).includes(character)) this.#sawBreak ||= BREAKS.includes(character);
    else if (between) this.#isOpen = JOINERS.includes(character);
    else if (this.#sawBreak && isDigit(byte)) {
      this.#beginPiece();
      this.#addOne(byte);
    } else this.#isOpen = this.#sawBreak && MARKS.includes(character);
  }

  #beginPiece(): void {
    this.#place = 'piece';
    this.#pieceStart = this.#count;
  }

  #addOne(digit: number): void {
    if (!this.#hasRoom(1)) return;
    this.#digits[this.#count] = digit;
    this.#added(1);
  }

  #add(digits: Buffer): void {
    if (!this.#hasRoom(digits.length)) return;
    digits.copy(this.#digits, this.#count);
    this.#added(digits.length);
  }

  /** Makes room for so many digits more. False if there may be no more. */
  #hasRoom(more: number): boolean {
    const count = this.#count + more;
    if (count > this.#most) {
      this.#isFull = true;
      this.#isOpen = false;
      return false;
    }
    if (count > this.#digits.length) {
      const grown = Buffer.allocUnsafe(Math.max(count, 2 * this.#digits.length));
      this.#digits.copy(grown, 0, 0, this.#count);
      this.#digits = grown;
    }
    return true;
  }

  #added(more: number): void {
    const offset = this.#base + this.#at;
    const last = this.#rows.at(-1);
    if (last === undefined || offset !== last.offset + (this.#count - last.number) * this.#step)
      this.#rows.push({ offset, number: this.#count });
    const count = this.#count + more;
    const hadHead = this.#count - this.#pieceStart >= HEAD_LENGTH;
    this.#count = count;
    // What begins with a head is another one.
    if (hadHead || this.#pieceStart === 0 || count - this.#pieceStart < HEAD_LENGTH) return;
    if (!HEADS.includes(this.#digits.toString('latin1', this.#pieceStart, this.#pieceStart + HEAD_LENGTH))) return;
    this.#count = this.#pieceStart;
    this.#isOpen = false;
  }
}

function isDigit(byte: number): boolean {
  return IN_BASE64[byte] === 1 || byte === MINUS || byte === UNDERSCORE;
}

function digitsEnd(bytes: Buffer, from: number): number {
  let at = from;
  while (at < bytes.length && isDigit(bytes[at] as number)) at++;
  return at;
}

/** The character that an escape stands for, if it is one so far and whole. */
function meaningIn(sequence: string): string {
  const first = sequence.charCodeAt(0);
  if (first === PERCENT) return percentIn(sequence);
  return first === AMPERSAND ? entityIn(sequence) : backslashIn(sequence);
}

function percentIn(sequence: string): string {
  const code = /^%(?:25){0,3}([0-9A-Fa-f]{0,2})$/.exec(sequence)?.[1];
  if (code === undefined) return 'none';
  return code.length < 2 || code === '25' ? 'goes on' : meaningOf(sequence);
}

function entityIn(sequence: string): string {
  if (!sequence.endsWith(';') || /(?:&|;)amp;$/.test(sequence))
    return sequence.length < LONGEST_ENTITY ? 'goes on' : 'none';
  const meaning = meaningOf(sequence);
  return meaning === '&' ? 'none' : meaning;
}

function backslashIn(sequence: string): string {
  const rest = sequence.replace(/^\\+/, '');
  if (sequence.length - rest.length > MOST_BACKSLASHES) return 'none';
  if (rest === '' || /^(?:u[0-9A-Fa-f]{0,3}|x[0-9A-Fa-f]?)$/.test(rest)) return 'goes on';
  if (/^u00[0-7][0-9A-Fa-f]$|^x[0-7][0-9A-Fa-f]$|^[nrt"'`/]$/.test(rest)) return meaningOf(sequence);
  return /^[\r\n]$/.test(rest) ? rest : 'none';
}
