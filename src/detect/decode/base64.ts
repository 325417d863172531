/** Strict base64: node's own decoder accepts any bytes, and what it skips would pass for structure. */

const STANDARD = /^[A-Za-z0-9+/]*={0,2}$/;
const URL_SAFE = /^[A-Za-z0-9_-]*={0,2}$/;

/** The bytes of `text` in the standard alphabet, with or without padding, or undefined if it is not base64. */
export function decodeBase64(text: string): Buffer | undefined {
  return STANDARD.test(text) && hasLegalLength(text) ? Buffer.from(text, 'base64') : undefined;
}

/** The bytes of `text` in the URL-safe alphabet (RFC 4648 section 5), with or without padding, or undefined. */
export function decodeBase64Url(text: string): Buffer | undefined {
  return URL_SAFE.test(text) && hasLegalLength(text) ? Buffer.from(text, 'base64url') : undefined;
}

/** One character beyond groups of four holds no byte, and padding must fill its group. */
function hasLegalLength(text: string): boolean {
  const digits = text.replace(/=+$/, '').length;
  return digits % 4 !== 1 && (digits === text.length || text.length % 4 === 0);
}
