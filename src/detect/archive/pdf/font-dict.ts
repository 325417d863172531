/** Makes fonts of the dictionaries that describe them (ISO 32000-2, 9.6 and 9.7). */
import { type CMap, toUnicodeOf } from './cmap.ts';
import { CodeRanges } from './code-ranges.ts';
import { EM, type Font, fontOf } from './fonts.ts';
import { standardWidthOf } from './standard-widths.ts';
import { type Dict, isDict, Name, nameOf, type Value } from './values.ts';

/** Finds the object that a reference leads to; another value is its own. */
export type Resolve = (value: Value | undefined) => Value | undefined;
/** The unpacked bytes of the stream that a reference leads to; undefined if there is none. */
export type BytesOf = (value: Value | undefined) => Buffer | undefined;

type WidthOf = (code: number) => number | undefined;

/** A glyph is about half as wide as the font is high. */
const GLYPHS_IN_EM = 2;
/** The width of a glyph for which a font of several bytes gives none. */
const DEFAULT_OF_LONG = 1000;
const MOST_CODE = 0xffff;
const CODES = 256;

/** The font that the dictionary describes. What is missing or damaged in it is as if it said nothing. */
export function fontIn(dict: Dict, resolve: Resolve, bytesOf: BytesOf): Font {
  const told = dict.get('ToUnicode');
  const unicodes = bytesOf(told);
  const toUnicode = unicodes && toUnicodeOf(unicodes);
  if (nameOf(resolve(dict.get('Subtype'))) === 'Type0') return longFont(dict, toUnicode, resolve, bytesOf);
  return shortFont(dict, toUnicode, resolve);
}

function shortFont(dict: Dict, toUnicode: CMap | undefined, resolve: Resolve): Font {
  const subtype = nameOf(resolve(dict.get('Subtype'))) ?? '';
  const encoding = resolve(dict.get('Encoding'));
  const base = nameOf(encoding) ?? (isDict(encoding) ? nameOf(resolve(encoding.get('BaseEncoding'))) : undefined);
  const widths = shortWidths(dict, resolve);
  const parts = {
    subtype,
    toUnicode,
    encoding: base,
    differences: isDict(encoding) ? differencesIn(resolve(encoding.get('Differences')), resolve) : undefined,
    isTwoByte: false,
  };
  if (subtype !== 'Type3') {
    const standard = standardWidthOf(nameOf(resolve(dict.get('BaseFont'))) ?? '');
    return fontOf({ ...parts, widthOf: widths ? code => widths.get(code) : standard });
  }
  // Glyphs of Type 3 have a scale of their own, and nothing says what an em is in it.
  const matrix = resolve(dict.get('FontMatrix'));
  const scale = EM * Math.abs(numberOf(Array.isArray(matrix) ? resolve(matrix[0]) : undefined) ?? 1 / EM);
  const wide = [...(widths?.values() ?? [])].filter(width => width > 0);
  const mean = wide.reduce((sum, width) => sum + width, 0) / wide.length;
  const em = wide.length > 0 ? mean * GLYPHS_IN_EM * scale : EM;
  return fontOf({ ...parts, widthOf: code => (widths?.get(code) ?? 0) * scale, em });
}

function longFont(dict: Dict, toUnicode: CMap | undefined, resolve: Resolve, bytesOf: BytesOf): Font {
  const told = dict.get('Encoding');
  const encoding = nameOf(resolve(told));
  const cmap = encoding === undefined ? bytesOf(told) : undefined;
  const descendants = resolve(dict.get('DescendantFonts'));
  const descendant = resolve(Array.isArray(descendants) ? descendants[0] : undefined);
  const widths = isDict(descendant) ? longWidths(resolve(descendant.get('W')), resolve) : undefined;
  return fontOf({
    subtype: 'Type0',
    toUnicode,
    encoding: encoding ?? nameOf(resolve(dict.get('ToUnicode'))),
    differences: undefined,
    isTwoByte: true,
    codes: cmap && toUnicodeOf(cmap),
    widthOf: widths,
    defaultWidth: (isDict(descendant) ? numberOf(resolve(descendant.get('DW'))) : undefined) ?? DEFAULT_OF_LONG,
  });
}

/** [code name name … code name …]: names of consecutive codes. */
function differencesIn(value: Value | undefined, resolve: Resolve): Map<number, string> | undefined {
  if (!Array.isArray(value)) return undefined;
  const names = new Map<number, string>();
  let code = 0;
  for (const one of value.slice(0, 2 * CODES) as readonly Value[]) {
    const told = resolve(one);
    if (typeof told === 'number') code = told;
    else if (told instanceof Name) names.set(code++, told.text);
  }
  return names;
}

/** The widths of a simple font by code; undefined if it has none. */
function shortWidths(dict: Dict, resolve: Resolve): Map<number, number> | undefined {
  const listed = resolve(dict.get('Widths'));
  if (!Array.isArray(listed)) return undefined;
  const first = numberOf(resolve(dict.get('FirstChar'))) ?? 0;
  const widths = new Map<number, number>();
  for (const [i, one] of listed.slice(0, CODES).entries()) widths.set(first + i, numberOf(resolve(one)) ?? 0);
  return widths;
}

/** [first [width width …] first last width …], by the number of a glyph, which is the code of most encodings. */
function longWidths(value: Value | undefined, resolve: Resolve): WidthOf | undefined {
  if (!Array.isArray(value)) return undefined;
  const widths = new CodeRanges<number>();
  for (let i = 0; i + 1 < value.length && !widths.isFull; ) {
    const first = numberOf(resolve(value[i])) ?? 0;
    const next = resolve(value[i + 1]);
    if (Array.isArray(next)) {
      for (const [k, one] of next.slice(0, MOST_CODE).entries())
        widths.add(first + k, first + k, numberOf(resolve(one)) ?? 0);
      i += 2;
    } else {
      widths.add(first, numberOf(next) ?? first, numberOf(resolve(value[i + 2])) ?? 0);
      i += 3;
    }
  }
  return code => widths.find(code)?.told;
}

function numberOf(value: Value | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
