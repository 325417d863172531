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

/** Of what stands between the pieces of a wrapped or split value. */
export const IN_JOINER = tableOf(/[\s"'`+.&\\,<>|_-]/);

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
