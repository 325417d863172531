/** Tells text from packed bytes. */

/** Control characters but those that text is laid out and coloured by. Of packed bytes every tenth is one. */
const STRANGE = /[\0-\x06\x0e-\x1a\x1c-\x1f]/;

/** True if each byte may be one of a text. The twin is `isText` of `src/git/kernel/packed.ts`. */
export function isText(bytes: Buffer): boolean {
  return !STRANGE.test(bytes.toString('latin1'));
}
