/** Fonts, as far as it takes to tell text and widths: what the codes of a string stand for (ISO 32000-2, 9.6 to 9.10). */
import type { CMap } from './cmap.ts';
import { textOfGlyph } from './glyph-names.ts';

export interface Font {
  /** What stands for an em in the units of the font: 1000, if it is none of Type 3. */
  readonly em: number;
  /** True if each code has one byte. */
  readonly isOneByte: boolean;
  /** The text of a string of codes. A code that nothing is known of is U+FFFD. */
  decode(bytes: Buffer): string;
  extent(bytes: Buffer): Extent;
}

export interface Extent {
  /** Of all glyphs, in thousandths of a unit of text space. */
  readonly width: number;
  readonly codes: number;
  /** Codes of one byte that are 32, which word spacing applies to. */
  readonly blanks: number;
}

export interface FontParts {
  readonly subtype: string;
  readonly toUnicode: CMap | undefined;
  /** The name of the encoding. */
  readonly encoding: string | undefined;
  /** Glyph names by code. */
  readonly differences: ReadonlyMap<number, string> | undefined;
  /** True if codes have two bytes, or what the encoding says: those of a Type 0 font. */
  readonly isTwoByte: boolean;
  /** An encoding that is a CMap: it says how long codes are. */
  readonly codes?: CMap | undefined;
  /** In thousandths of an em, by code. */
  readonly widthOf?: ((code: number) => number | undefined) | undefined;
  readonly defaultWidth?: number | undefined;
  readonly em?: number | undefined;
}

const UNKNOWN = '\ufffd';
export const EM = 1000;
const DEFAULT_WIDTH = 500;
/** Codes of one byte. */
const CODES = 256;
/** Predefined encodings of two bytes in which the codes of ASCII have one, as in Shift-JIS (9.7.5.2). */
const MIXED = /RKSJ|EUC|^GBK|^GBpc|^B5|^ETen|^HKscs|^KSCms|^KSCpc/;
const UTF_16 = /UCS2|UTF16/;
const [FIRST_HALF_KANA, LAST_HALF_KANA] = [0xa0, 0xdf];
/** Where fonts of TeX have ligatures, whose bitmaps come as fonts of Type 3: in the encodings T1 and OT1. */
const TEX_LIGATURES = new Map<number, string>(
  [0x1b, 0x0b].flatMap(first => ['ff', 'fi', 'fl', 'ffi', 'ffl'].map((text, i): [number, string] => [first + i, text])),
);

/**
 * A font of these parts. Where no CMap tells, codes of simple fonts are taken for ASCII, which all their encodings agree in, if
 * no glyph has another name. Of fonts of two bytes nothing can be told then, other than by the name of an encoding of Unicode, or
 * of one that has ASCII in it.
 */
export function fontOf(parts: FontParts): Font {
  return parts.isTwoByte ? longFont(parts) : shortFont(parts);
}

function shortFont(parts: FontParts): Font {
  const texts = textsOfShort(parts);
  const { widthOf, defaultWidth = DEFAULT_WIDTH } = parts;
  const widths = Float64Array.from({ length: CODES }, (_, code) => widthOf?.(code) ?? defaultWidth);
  return {
    em: parts.em ?? EM,
    isOneByte: true,
    decode(bytes) {
      let text = '';
      for (let at = 0; at < bytes.length; at++) text += texts[bytes[at] as number];
      return text;
    },
    extent(bytes) {
      let [width, blanks] = [0, 0];
      for (let at = 0; at < bytes.length; at++) {
        const code = bytes[at] as number;
        width += widths[code] as number;
        if (code === 0x20) blanks++;
      }
      return { width, codes: bytes.length, blanks };
    },
  };
}

function longFont(parts: FontParts): Font {
  const textOf = textOfLong(parts);
  const lengthOf = lengthOfLong(parts);
  const { widthOf, defaultWidth = DEFAULT_WIDTH } = parts;
  const visit = (bytes: Buffer, take: (code: number, length: number) => void) => {
    for (let at = 0; at < bytes.length; ) {
      const length = Math.min(lengthOf(bytes[at] as number), bytes.length - at);
      take(bytes.readUIntBE(at, length), length);
      at += length;
    }
  };
  return {
    em: parts.em ?? EM,
    isOneByte: false,
    decode(bytes) {
      let text = '';
      visit(bytes, (code, length) => {
        text += textOf(code, length);
      });
      return text;
    },
    extent(bytes) {
      let [width, codes, blanks] = [0, 0, 0];
      visit(bytes, (code, length) => {
        width += widthOf?.(code) ?? defaultWidth;
        codes++;
        if (code === 0x20 && length === 1) blanks++;
      });
      return { width, codes, blanks };
    },
  };
}

/** By code, of simple fonts, whose codes have one byte. */
function textsOfShort({ subtype, toUnicode, differences }: FontParts): string[] {
  return Array.from({ length: CODES }, (_, code) => {
    const name = differences?.get(code);
    const named = name === undefined ? undefined : textOfGlyph(name);
    // A name such as `a65` says that the code is that of the character; any other that is not known says that it is not.
    const ligature = subtype === 'Type3' ? TEX_LIGATURES.get(code) : undefined;
    const plain = name === undefined || name.endsWith(String(code)) ? String.fromCharCode(code) : UNKNOWN;
    return toUnicode?.textOf(code) ?? named ?? ligature ?? plain;
  });
}

function textOfLong({ toUnicode, encoding = '' }: FontParts): (code: number, length: number) => string {
  const isUtf16 = UTF_16.test(encoding);
  return (code, length) => {
    const told = toUnicode?.textOf(code);
    if (told !== undefined) return told;
    return isUtf16 || (length === 1 && code < 0x80) ? String.fromCharCode(code & 0xffff) : UNKNOWN;
  };
}

function lengthOfLong({ encoding = '', codes }: FontParts): (firstByte: number) => number {
  if (codes !== undefined) return first => codes.lengthFrom(first) || 2;
  if (!MIXED.test(encoding)) return () => 2;
  const hasKana = encoding.includes('RKSJ');
  return first => (first < 0x80 || (hasKana && first >= FIRST_HALF_KANA && first <= LAST_HALF_KANA) ? 1 : 2);
}
