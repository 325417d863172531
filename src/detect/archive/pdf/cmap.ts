/**
 * Reads what a font's codes stand for: a CMap with `bfchar` and `bfrange`, which /ToUnicode leads to (ISO 32000-2, 9.10.3; Adobe
 * Technical Notes 5099 and 5411), and how many bytes a code has, of this or another CMap (9.7.6.2).
 */
import { CodeRanges } from './code-ranges.ts';
import { textOfGlyph } from './glyph-names.ts';
import { Lexer } from './lexer.ts';
import { isLetter } from './marks.ts';
import { Name, type Value, Word } from './values.ts';

const MOST_CODE_BYTES = 4;
/** UTF-16 units that one code stands for: what more there are is cut off. */
const MOST_UNITS = 8;
const MOST_POINT = 0x10ffff;
const PRESENTATION_LIGATURES = /[\ufb00-\ufb06]/g;
/** The operands of one entry, section by section. */
const OPERANDS: Readonly<Record<string, number>> = { begincodespacerange: 2, beginbfchar: 2, beginbfrange: 3 };

export class CMap {
  readonly #texts = new CodeRanges<Value>();
  /** How many bytes a code has, by its first byte. Real code spaces never need more to tell. */
  readonly #lengths = new Uint8Array(256);

  /** Reads the CMap. What is no CMap has no codes. */
  constructor(bytes: Buffer) {
    const lexer = new Lexer(bytes);
    let section = '';
    let operands: Value[] = [];
    for (let one = lexer.next(); one !== undefined && !this.#texts.isFull; one = lexer.next()) {
      if (one instanceof Word) {
        section = one.text;
        operands = [];
      } else if (OPERANDS[section] !== undefined && operands.push(one) === OPERANDS[section]) {
        this.#add(section, operands);
        operands = [];
      }
    }
  }

  /** What the code stands for; undefined if the CMap does not have it. */
  textOf(code: number): string | undefined {
    const found = this.#texts.find(code);
    if (found === undefined) return undefined;
    const text = textTo(found.told, code - found.low);
    return text?.replace(PRESENTATION_LIGATURES, one => one.normalize('NFKC')).slice(0, MOST_UNITS);
  }

  /** How many bytes a code has that begins with this one; 0 if there is none. */
  lengthFrom(firstByte: number): number {
    return this.#lengths[firstByte] as number;
  }

  #add(section: string, [low, high, told]: readonly Value[]): void {
    const [first, last] = [codeOf(low), codeOf(section === 'beginbfchar' ? low : high)];
    if (first === undefined || last === undefined) return;
    if (section === 'begincodespacerange') this.#addLength(low as Buffer, high as Buffer);
    else if (section === 'beginbfchar') this.#texts.add(first, first, high as Value);
    else if (!Array.isArray(told)) this.#texts.add(first, last, told as Value);
    else told.slice(0, last - first + 1).forEach((one: Value, i) => void this.#texts.add(first + i, first + i, one));
  }

  #addLength(low: Buffer, high: Buffer): void {
    this.#lengths.fill(low.length, low[0], Math.max(low[0] as number, high[0] as number) + 1);
  }
}

export function toUnicodeOf(bytes: Buffer): CMap {
  return new CMap(bytes);
}

function codeOf(value: Value | undefined): number | undefined {
  if (!Buffer.isBuffer(value) || value.length === 0 || value.length > MOST_CODE_BYTES) return undefined;
  return value.readUIntBE(0, value.length);
}

/** The text that a code stands for, which is so many behind the one with this destination. */
function textTo(destination: Value, offset: number): string | undefined {
  if (destination instanceof Name) return offset === 0 ? textOfGlyph(destination.text) : undefined;
  if (!Buffer.isBuffer(destination)) return undefined;
  const text = textOfUnits(destination.subarray(0, 2 * MOST_UNITS));
  if (offset === 0) return text;
  const last = text.codePointAt(text.length - 1);
  const whole = text.codePointAt(0) ?? 0;
  // A pair of surrogates is one character.
  if (text.length === 2 && whole > 0xffff)
    return whole + offset <= MOST_POINT ? String.fromCodePoint(whole + offset) : undefined;
  if (last === undefined || last + offset > MOST_POINT) return undefined;
  return text.slice(0, -1) + String.fromCodePoint(last + offset);
}

/** UTF-16BE. A single byte, which some write, is a character; ghostscript swaps the bytes of several letters, of ligatures. */
function textOfUnits(bytes: Buffer): string {
  if (bytes.length === 1) return bytes.toString('latin1');
  const units = bytes.subarray(0, bytes.length & ~1);
  const isSwapped = units.length > 2 && units.every((byte, i) => (i % 2 === 0 ? isLetter(byte) : byte === 0));
  return (isSwapped ? units : Buffer.from(units).swap16()).toString('utf16le');
}
