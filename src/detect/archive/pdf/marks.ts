/** Where objects begin and end in the bytes of a PDF (ISO 32000-2, 7.3.10): at `12 0 obj`, and at `endobj`. */

const [SMALL_O, SMALL_B, SMALL_J, LF, CR, ZERO, NINE] = [0x6f, 0x62, 0x6a, 0x0a, 0x0d, 0x30, 0x39];
const OBJ_BYTES = 3;
const END = 'end';
/** Object numbers have no more digits. */
const MOST_DIGITS = 10;

/** An object begins here. */
export interface Header {
  readonly at: number;
  /** Behind the word `obj`. */
  readonly end: number;
  readonly number: number;
}

/** The first header that begins at `from` or behind it. */
export function headerFrom(bytes: Buffer, from: number): Header | undefined {
  for (let at = objFrom(bytes, from); at !== -1; at = objFrom(bytes, at + OBJ_BYTES)) {
    const header = headerAt(bytes, at, from);
    if (header !== undefined) return header;
  }
  return undefined;
}

/** Where the object ends at the latest whose value begins at `from`: at an `endobj`, or at a header that begins a line. */
export function boundFrom(bytes: Buffer, from: number): number {
  for (let at = objFrom(bytes, from); at !== -1; at = objFrom(bytes, at + OBJ_BYTES)) {
    const end = at - END.length;
    if (end >= from && bytes.toString('latin1', end, at) === END) return end;
    const header = headerAt(bytes, at, from);
    if (header !== undefined && isLineEnd(bytes[header.at - 1])) return header.at;
  }
  return bytes.length;
}

export function isLineEnd(byte: number | undefined): boolean {
  return byte === LF || byte === CR;
}

export function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || isLineEnd(byte) || byte === 0x09 || byte === 0x0c || byte === 0;
}

/** The next `obj`, in a longer word, too; -1 if there is none. It looks at every third byte, mostly. */
function objFrom(bytes: Buffer, from: number): number {
  for (let at = from + 2; at < bytes.length; ) {
    const byte = bytes[at];
    if (byte === SMALL_J && bytes[at - 1] === SMALL_B && bytes[at - 2] === SMALL_O) return at - 2;
    at += byte === SMALL_B ? 1 : byte === SMALL_O ? 2 : OBJ_BYTES;
  }
  return -1;
}

/** The header whose `obj` is at `objAt`, if it begins at `least` or behind it. Looks back no farther than to the `obj` before. */
function headerAt(bytes: Buffer, objAt: number, least: number): Header | undefined {
  const end = objAt + OBJ_BYTES;
  if (isLetter(bytes[end])) return undefined;
  const generation = digitsBefore(bytes, blanksBefore(bytes, objAt, least), least);
  const numberEnd = blanksBefore(bytes, generation, least);
  const at = digitsBefore(bytes, numberEnd, least);
  const isNumber = at < numberEnd && numberEnd < generation && isDigit(bytes[generation]);
  if (!isNumber || numberEnd - at > MOST_DIGITS) return undefined;
  return { at, end, number: Number(bytes.toString('latin1', at, numberEnd)) };
}

function blanksBefore(bytes: Buffer, end: number, least: number): number {
  let at = end;
  while (at > least && isBlank(bytes[at - 1])) at--;
  return at;
}

function digitsBefore(bytes: Buffer, end: number, least: number): number {
  let at = end;
  while (at > least && isDigit(bytes[at - 1])) at--;
  return at;
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= ZERO && byte <= NINE;
}

export function isLetter(byte: number | undefined): boolean {
  return byte !== undefined && (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;
}
