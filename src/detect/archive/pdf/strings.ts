/** Strings of a PDF that do not stand in it as they are: in hex, in UTF-16, with escapes. Forms and notes have such. */
import type { PdfFile } from './file.ts';
import { isDict, type Value } from './values.ts';

/** A string of text begins with one of these, or is one byte for each character (ISO 32000-2, 7.9.2.2). */
const UTF16 = Buffer.from([0xfe, 0xff]);
const UTF8 = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * A line for each such string, and for those beside it, with its key in a dictionary before it. Whatever else is in the file is
 * found where it stands.
 */
export function encodedStrings(file: PdfFile): string {
  const lines: string[] = [];
  for (const number of file.numbers()) {
    const holder = file.holderOf(number);
    const value = file.value(number);
    if (holder !== undefined && value !== undefined) collect(value, holder, lines);
  }
  return lines.join('\n');
}

function collect(value: Value, holder: Buffer, lines: string[]): void {
  if (!isDict(value) && !Array.isArray(value)) {
    if (Buffer.isBuffer(value) && isEncoded(value, holder)) lines.push(textIn(value));
    return;
  }
  const held: readonly (readonly [string, Value])[] = isDict(value)
    ? [...value].map(([key, one]) => [`${key}: `, one])
    : (value as readonly Value[]).map(one => ['', one]);
  if (held.some(([, one]) => Buffer.isBuffer(one) && isEncoded(one, holder)))
    for (const [key, one] of held) if (Buffer.isBuffer(one)) lines.push(`${key}${textIn(one)}`);
  for (const [, one] of held) if (isDict(one) || Array.isArray(one)) collect(one, holder, lines);
}

/** True if the bytes of a string do not stand in `holder`, where its object stands. */
function isEncoded(string: Buffer, holder: Buffer): boolean {
  if (string.length === 0) return false;
  const at = string.byteOffset - holder.byteOffset;
  return string.buffer !== holder.buffer || at < 0 || at >= holder.length;
}

function textIn(string: Buffer): string {
  if (string.subarray(0, UTF8.length).equals(UTF8)) return string.toString('utf8', UTF8.length);
  if (!string.subarray(0, UTF16.length).equals(UTF16)) return string.toString('latin1');
  return Buffer.from(string.subarray(UTF16.length, string.length & ~1))
    .swap16()
    .toString('utf16le');
}
