/** Strings of a PDF that do not stand in it as they are: in hex, in UTF-16, with escapes. Forms and notes have such. */
import type { PdfFile } from './file.ts';
/**
 * A line for each such string, and for those beside it, with its key in a dictionary before it. Whatever else is in the file is
 * found where it stands.
 */
export declare function encodedStrings(file: PdfFile): string;
