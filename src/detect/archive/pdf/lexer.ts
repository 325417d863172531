/** Reads the values of a PDF one by one (ISO 32000-2, 7.2 and 7.3). It never throws, and reads no byte twice. */
import { Name, Ref, type Value, Word } from './values.ts';

const [BLANK, DELIMITER] = [1, 2];
const KINDS = new Uint8Array(256);
for (const blank of '\0\t\n\f\r ') KINDS[blank.charCodeAt(0)] = BLANK;
for (const delimiter of '()<>[]{}/%') KINDS[delimiter.charCodeAt(0)] = DELIMITER;

const [LF, CR, PERCENT, OPEN, CLOSE, SLASH, LESS, GREATER, BACKSLASH] = [
  0x0a, 0x0d, 0x25, 0x28, 0x29, 0x2f, 0x3c, 0x3e, 0x5c,
];
const [ARRAY, ARRAY_END] = [0x5b, 0x5d];
/** Arrays and dictionaries inside each other. What opens deeper is passed over. */
const MOST_DEPTH = 64;
/** Values inside one: what more there are is passed over. */
const MOST_INSIDE = 1_000_000;
const ESCAPES: Readonly<Record<string, number>> = { n: LF, r: CR, t: 0x09, b: 0x08, f: 0x0c };
const NUMBER = /^[+-]{0,2}(?:\d+(?:\.\d*)?|\.\d+)$/;

const [PLUS, MINUS, POINT, ZERO, NINE] = [0x2b, 0x2d, 0x2e, 0x30, 0x39];
/** Digits of which a number is exact, whatever they are. */
const MOST_EXACT = 15;
/** Words of so many bytes, nearly all of a page, are made once: by their bytes, and how many these are. */
const SHORT = 3;
const MOST_WORDS = 1000;
const WORDS = new Map<number, Word>();

/** What ends a container. */
const END_OF_ARRAY = new Word(']');
const END_OF_DICT = new Word('>>');

export class Lexer {
  readonly #bytes: Buffer;
  readonly #end: number;
  #inside = 0;
  /** Where the next value is looked for. */
  at: number;

  /** Reads from `at` of the bytes on, and before `end`. */
  constructor(bytes: Buffer, at = 0, end = bytes.length) {
    this.#bytes = bytes;
    this.#end = Math.min(end, bytes.length);
    this.at = at;
  }

  /** The next value or word; undefined at the end. A container that is not closed ends with the bytes. */
  next(): Value | Word | undefined {
    this.#inside = 0;
    for (;;) {
      const one = this.#read(0);
      if (one !== END_OF_ARRAY && one !== END_OF_DICT) return one;
    }
  }

  #read(depth: number): Value | Word | undefined {
    for (;;) {
      this.#skipBlanks();
      if (this.at >= this.#end) return undefined;
      const byte = this.#bytes[this.at] as number;
      if (KINDS[byte] !== DELIMITER) return this.#word();
      this.at++;
      if (byte === SLASH) return new Name(this.#name());
      if (byte === OPEN) return this.#string();
      if (byte === ARRAY_END) return END_OF_ARRAY;
      if (byte === ARRAY && depth < MOST_DEPTH) return this.#values(depth + 1, END_OF_ARRAY);
      const isTwice = this.#bytes[this.at] === byte && this.at < this.#end;
      if (byte === LESS && !isTwice) return this.#hex();
      if (isTwice && (byte === LESS || byte === GREATER)) this.at++;
      if (byte === GREATER && isTwice) return END_OF_DICT;
      if (byte === LESS && depth < MOST_DEPTH) return dictOf(this.#values(depth + 1, END_OF_DICT));
    }
  }

  #skipBlanks(): void {
    for (; this.at < this.#end; this.at++) {
      const byte = this.#bytes[this.at] as number;
      if (byte === PERCENT) this.#skipLine();
      else if (KINDS[byte] !== BLANK) return;
    }
  }

  /** To the last byte of a comment. */
  #skipLine(): void {
    while (this.at + 1 < this.#end) {
      const next = this.#bytes[this.at + 1];
      if (next === LF || next === CR) return;
      this.at++;
    }
  }

  /** Where the regular characters end that stand here. */
  #regularEnd(): number {
    let end = this.at;
    while (end < this.#end && KINDS[this.#bytes[end] as number] === 0) end++;
    return end;
  }

  #text(): string {
    const from = this.at;
    this.at = this.#regularEnd();
    return this.#bytes.toString('latin1', from, this.at);
  }

  #word(): Value | Word {
    const number = this.#plainNumber();
    if (number !== undefined) return number;
    const from = this.at;
    const end = this.#regularEnd();
    const short = end - from <= SHORT ? this.#bytes.readUIntBE(from, end - from) * (SHORT + 1) + end - from : undefined;
    const known = short === undefined ? undefined : WORDS.get(short);
    if (known !== undefined) {
      this.at = end;
      return known;
    }
    const word = this.#longWord();
    if (short !== undefined && word instanceof Word && WORDS.size < MOST_WORDS) WORDS.set(short, word);
    return word;
  }

  /** A number of so many digits that it is exact; undefined if anything else stands here. */
  #plainNumber(): number | undefined {
    const bytes = this.#bytes;
    const end = this.#end;
    let at = this.at;
    const sign = bytes[at];
    if (sign === MINUS || sign === PLUS) at++;
    let value = 0;
    let scale = 0;
    let digits = 0;
    for (; at < end; at++) {
      const byte = bytes[at] as number;
      if (byte >= ZERO && byte <= NINE) {
        value = value * 10 + byte - ZERO;
        scale *= 10;
        digits++;
      } else if (byte === POINT && scale === 0) scale = 1;
      else break;
    }
    if (digits === 0 || digits > MOST_EXACT || (at < end && KINDS[bytes[at] as number] === 0)) return undefined;
    this.at = at;
    const size = scale === 0 ? value : value / scale;
    return sign === MINUS ? -size : size;
  }

  #longWord(): Value | Word {
    const text = this.#text();
    if (NUMBER.test(text)) return Number(text.replace(/^[+-](?=[+-])/, ''));
    if (text === 'true' || text === 'false') return text === 'true';
    return text === 'null' ? null : new Word(text);
  }

  #name(): string {
    const text = this.#text();
    if (!text.includes('#')) return text;
    return text.replace(/#([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  }

  /** What stands up to the end of a container. */
  #values(depth: number, end: Word): Value[] {
    const values: Value[] = [];
    for (let one = this.#read(depth); one !== undefined && one !== end; one = this.#read(depth)) {
      if (!(one instanceof Word)) {
        if (++this.#inside <= MOST_INSIDE) values.push(one);
      } else if (one.text === 'R') referTo(values);
    }
    return values;
  }

  #string(): Buffer {
    const from = this.at;
    let depth = 1;
    let isPlain = true;
    for (; this.at < this.#end; this.at++) {
      const byte = this.#bytes[this.at];
      if (byte === BACKSLASH || byte === CR) isPlain = false;
      if (byte === BACKSLASH) this.at++;
      else if (byte === OPEN) depth++;
      else if (byte === CLOSE && --depth === 0) break;
    }
    const end = Math.min(this.at, this.#end);
    this.at = end + 1;
    const raw = this.#bytes.subarray(from, end);
    return isPlain ? raw : unescaped(raw);
  }

  #hex(): Buffer {
    const from = this.at;
    const length = this.#bytes.subarray(from, this.#end).indexOf(GREATER);
    const end = length === -1 ? this.#end : from + length;
    this.at = end + 1;
    const digits = this.#bytes.toString('latin1', from, end).replace(/[^0-9A-Fa-f]/g, '');
    return Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex');
  }
}

/** Makes a reference of the two numbers that stand before an `R`. */
function referTo(values: Value[]): void {
  const [number, generation] = values.slice(-2);
  if (typeof number !== 'number' || typeof generation !== 'number') return;
  values.splice(-2, 2, new Ref(number));
}

/** What stands in a dictionary, name by name. What has no name is left out. */
function dictOf(values: readonly Value[]): Map<string, Value> {
  const dict = new Map<string, Value>();
  for (let i = 0; i + 1 < values.length; ) {
    const name = values[i];
    if (name instanceof Name) dict.set(name.text, values[i + 1] as Value);
    i += name instanceof Name ? 2 : 1;
  }
  return dict;
}

/** The bytes of a string in parentheses: escapes undone, each end of a line one `\n`. */
function unescaped(raw: Buffer): Buffer {
  const made = Buffer.allocUnsafe(raw.length);
  let length = 0;
  for (let at = 0; at < raw.length; at++) {
    let byte = raw[at] as number;
    if (byte === CR) {
      if (raw[at + 1] === LF) at++;
      byte = LF;
    } else if (byte === BACKSLASH) {
      const escaped = String.fromCharCode(raw[++at] ?? BACKSLASH);
      const octal = /^[0-7]{1,3}/.exec(raw.toString('latin1', at, at + 3))?.[0];
      if (escaped === '\n') continue;
      if (escaped === '\r') {
        if (raw[at + 1] === LF) at++;
        continue;
      }
      if (octal !== undefined) at += octal.length - 1;
      byte = octal === undefined ? (ESCAPES[escaped] ?? escaped.charCodeAt(0)) : Number.parseInt(octal, 8) & 255;
    }
    made[length++] = byte;
  }
  return made.subarray(0, length);
}
