/** Texts of CBOR (RFC 8949, section 3): their length stands right before them, and whatever comes next right behind. */

const NO_TEXT = /[^\t\n\r\x20-\x7e]/;
const [SHORT_TEXT, LONGEST_SHORT, TEXT] = [0x60, 23, 0x78];

/** True if the head of a text of `length` bytes, fewer than 256, ends `before`, which is not all text itself. */
export function isBehindHead(before: string, length: number): boolean {
  const head = length > LONGEST_SHORT ? String.fromCharCode(TEXT, length) : String.fromCharCode(SHORT_TEXT + length);
  return before.endsWith(head) && NO_TEXT.test(before);
}
