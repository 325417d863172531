/** One cell of a CSV file (RFC 4180) that no spreadsheet takes for a formula (CWE-1236). */
import { visible } from './invisible.ts';

/** Quoted; a first `=`, `+`, `-` or `@`, also full-width or after blanks, is kept from being one by an apostrophe. */
export function forCsv(text: string): string {
  const shown = visible(text);
  const safe = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/u.test(shown) ? `'${shown}` : shown;
  return `"${safe.replaceAll('"', '""')}"`;
}
