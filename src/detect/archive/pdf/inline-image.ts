/** Images that stand in the content of a page between `ID` and `EI` (ISO 32000-2, 8.9.7). */

import { isBlank } from './marks.ts';

const END = Buffer.from('EI');
/** Of what follows `EI` so much must be text, as the data of an image may have these two bytes too. */
const LOOK_AHEAD = 10;

/** Where the image ends whose data begin at `from`; -1 if no image ends from there on. */
export function imageEnd(content: Buffer, from: number): number {
  for (let at = content.indexOf(END, from); at !== -1; at = content.indexOf(END, at + 1)) {
    const end = at + END.length;
    const isApart = isBlank(content[at - 1]) && (end === content.length || isBlank(content[end]));
    if (isApart && content.subarray(end, end + LOOK_AHEAD).every(isText)) return end;
  }
  return -1;
}

function isText(byte: number): boolean {
  return isBlank(byte) ? byte !== 0 : byte > 0x20 && byte < 0x7f;
}
