/** A path from a repository as a relative URI reference (RFC 3986), for SARIF's artifact locations. */
import { bytesOfText } from '../../byte-text.ts';

/**
 * Percent-encodes the bytes of `path`, all but unreserved characters and `/`. Decoded, it is the path again, byte for byte.
 * It stays relative: neither a scheme, nor an authority, nor `..` can come of it.
 */
export function forUri(path: string): string {
  return path
    .split('/')
    .map((segment, at) => (segment === '' && at === 0 && path !== '' ? '%2F' : encode(segment)))
    .join('/')
    .replace(/^%2F\//, '%2F');
}

function encode(segment: string): string {
  if (/^\.\.?$/.test(segment)) return segment.replaceAll('.', '%2E');
  if (/^[A-Za-z0-9._~-]*$/.test(segment)) return segment;
  let out = '';
  for (const byte of bytesOfText(segment)) {
    const one = String.fromCharCode(byte);
    out += /[A-Za-z0-9._~-]/.test(one) ? one : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return out;
}
