import type { Entry } from './zip.ts';
/** The entries that the directory names; undefined if there is no directory, or not a well-formed one. */
export declare function readDirectory(bytes: Buffer): Entry[] | undefined;
