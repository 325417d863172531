/** Byte classes of the finder, each a table of 256. */

/** Of runs: 1 for what unbroken credentials are made of, 2 for the two characters that escapes inside them begin with. */
export const IN_RUN = tableOf(/[A-Za-z0-9+/%\\]/);
IN_RUN[0x25] = 2;
IN_RUN[0x5c] = 2;

/** The digits of base64, standard alphabet, by what they stand for. */
export const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Of base64, standard alphabet, without padding. */
export const IN_BASE64 = tableOf(/[A-Za-z0-9+/]/);

/** Of the body of an access key id, documented impossible digits included. */
export const IN_ID = tableOf(/[A-Z0-9]/);

export const IN_HEX = tableOf(/[0-9a-fA-F]/);

/** Of values that are longer than a run: URLs, tokens with dots, entities. Never a quote, a bracket, a comma or a space. */
export const IN_VALUE = tableOf(/[A-Za-z0-9+/%\\=&?.:_~@#;$*!-]/);

/** The table of what `shape` accepts, of the codes below `most`. */
export function tableOf(shape: RegExp, most = 128): Uint8Array {
  const table = new Uint8Array(256);
  for (let byte = 0; byte < most; byte++) if (shape.test(String.fromCharCode(byte))) table[byte] = 1;
  return table;
}

/** The second letter of `AKIA` and `ASIA`. */
export function isKorS(byte: number): boolean {
  return byte === 0x4b || byte === 0x53;
}

export function isLowerCase(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x61 && byte <= 0x7a;
}

/**
 * Upper case, lower case and digits: 40 random characters of base64 lack one of them once in 900 times. A secret that does is
 * still named by an anchor before it or an id nearby.
 */
export function isMixed(bytes: Buffer, start: number, end: number): boolean {
  let seen = 0;
  for (let at = start; at < end; at++) {
    const byte = bytes[at] as number;
    seen |= isLowerCase(byte) ? 1 : byte >= 0x41 && byte <= 0x5a ? 2 : byte >= 0x30 && byte <= 0x39 ? 4 : 0;
    if (seen === 7) return true;
  }
  return false;
}
