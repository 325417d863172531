/** The central directory of a zip archive (APPNOTE 4.3.12 to 4.3.16, zip64 included). Reads offsets, opens nothing. */
import type { Entry } from './zip.ts';
/** The entries that the directory names; undefined if there is no directory, or not a well-formed one. */
export declare function readDirectory(bytes: Buffer): Entry[] | undefined;
