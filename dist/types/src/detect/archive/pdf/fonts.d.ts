/** Fonts, as far as it takes to tell text and widths: what the codes of a string stand for (ISO 32000-2, 9.6 to 9.10). */
import type { CMap } from './cmap.ts';
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
export declare const EM = 1000;
/**
 * A font of these parts. Where no CMap tells, codes of simple fonts are taken for ASCII, which all their encodings agree in, if
 * no glyph has another name. Of fonts of two bytes nothing can be told then, other than by the name of an encoding of Unicode, or
 * of one that has ASCII in it.
 */
export declare function fontOf(parts: FontParts): Font;
