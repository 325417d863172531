/**
 * Widths of the fonts that every reader has, which a PDF need not tell (ISO 32000-2, 9.6.2.2): those of ASCII, in thousandths of an
 * em. Source: Adobe's font metrics of the 14 standard fonts.
 */
/** The widths of a font by its name, of any spelling that is in use for it; undefined if it is none of the standard fonts. */
export declare function standardWidthOf(baseFont: string): ((code: number) => number | undefined) | undefined;
