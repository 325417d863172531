/** The characters that glyphs stand for by their names, as far as they are of ASCII (Adobe Glyph List, and its specification). */
/** The text of a glyph; undefined if the name does not tell. */
export declare function textOfGlyph(name: string): string | undefined;
