/**
 * Finds what reads as the expiry of a session: `"Expiration": "2024-03-02T09:15:23Z"`, epoch seconds (Cognito writes a
 * fraction) or milliseconds (IAM Identity Center). Whose it is, `own-expiry.ts` tells.
 */
import { parseIsoTime } from '../decode/time.ts';
import { skipBack } from '../find/edges.ts';

/** The end of a name that tells of an expiry, and the time that it gets. */
const NAMED =
  /(expiration|expires_?at|expires|expiry|expire_?time)(\\{0,8}["'])?\s{0,8}(?:[:=]|=>|>)\s{0,8}\\?["']?(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|UTC|[+-]\d\d:?\d\d)?|\d{10}(?:\.\d{1,9})?(?![\d.])|\d{13}(?!\d))/gi;
const LONGEST_PREFIX = 64;

/** A time that a text calls an expiry. */
export interface Expiration {
  /** Milliseconds since 1970. */
  readonly time: number;
  /** Where its name starts, with what the name begins with, and where its time ends. */
  readonly start: number;
  readonly end: number;
  /** What the name has before the word for an expiry, letters and digits only, in lower case: `awssession`. */
  readonly prefix: string;
  /** True if the name is in quotes, as the key of an object. */
  readonly quoted: boolean;
  /** True if the name is the word that AWS itself uses in its answers. */
  readonly plain: boolean;
}

/** The expiries in `text`, in their order. */
export function expirationsIn(text: string): Expiration[] {
  const found: Expiration[] = [];
  for (const match of text.matchAll(NAMED)) {
    const [, word = '', quote, written = ''] = match;
    const time = /^\d{4}-/.test(written) ? parseIsoTime(written) : epoch(Number(written));
    if (time === undefined) continue;
    const start = skipBack(text, match.index, /[A-Za-z0-9_.$-]/, LONGEST_PREFIX);
    const prefix = text
      .slice(start, match.index)
      .toLowerCase()
      .replace(/[^a-z0-9]/g, '');
    const plain = word.toLowerCase() === 'expiration';
    found.push({ time, start, end: match.index + match[0].length, prefix, quoted: quote !== undefined, plain });
  }
  return found;
}

/** Seconds up to the year 2286, else milliseconds. */
function epoch(value: number): number {
  return Math.round(value < 1e11 ? value * 1000 : value);
}
