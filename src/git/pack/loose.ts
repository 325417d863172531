/**
 * Scans loose objects: one zlib file each, `type SP size NUL bytes` (git's "Git Internals - Git Objects"). It reads only what
 * fits into memory; everything else, and whatever looks wrong, is left to git.
 */
import { readFileSync, statSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import type { ObjectType } from '../reader.ts';

/** Files of more bytes are left to git. */
const LARGEST_FILE = 4 << 20;
const LARGEST = 32 << 20;
const HEADER = /^(blob|commit|tag|tree) (0|[1-9][0-9]{0,14})\0/;

export interface LooseObject {
  readonly type: ObjectType;
  readonly bytes: Buffer;
}

/** The loose object `hex` of an object folder; undefined if git has to look at it. */
export function readLoose(folder: string, hex: string): LooseObject | undefined {
  const path = `${folder}/${hex.slice(0, 2)}/${hex.slice(2)}`;
  try {
    const stat = statSync(path);
    if (!stat.isFile() || stat.size > LARGEST_FILE) return undefined;
    const whole = inflateSync(readFileSync(path), { maxOutputLength: LARGEST });
    const header = HEADER.exec(whole.toString('latin1', 0, 32));
    if (header === null) return undefined;
    const bytes = whole.subarray(header[0].length);
    return bytes.length === Number(header[2]) ? { type: header[1] as ObjectType, bytes } : undefined;
  } catch {
    return undefined; // Gone, damaged or too large: git reads it, or names it as failed.
  }
}
