/** Images that stand in the content of a page between `ID` and `EI` (ISO 32000-2, 8.9.7). */

const END = Buffer.from('EI');
const BLANKS = new Set(Buffer.from('\0\t\n\f\r '));
/** Of what follows `EI` so much must be text, as the data of an image may have these two bytes too. */
const LOOK_AHEAD = 10;

/** Where the image ends whose data begin at `from`; -1 if no image ends from there on. */
export function imageEnd(content: Buffer, from: number): number {
  for (let at = content.indexOf(END, from); at !== -1; at = content.indexOf(END, at + 1)) {
    const end = at + END.length;
    const isApart =
      BLANKS.has(content[at - 1] as number) && (end === content.length || BLANKS.has(content[end] as number));
    if (isApart && content.subarray(end, end + LOOK_AHEAD).every(isText)) return end;
  }
  return -1;
}

function isText(byte: number): boolean {
  return BLANKS.has(byte) ? byte !== 0 : byte > 0x20 && byte < 0x7f;
}
