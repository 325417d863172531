/**
 * Names come from git and the file system as bytes, and not always as UTF-8. Here they become text that loses nothing: a
 * byte that is not part of valid UTF-8 becomes a lone surrogate U+DC80 to U+DCFF, as in Python's PEP 383. JSON carries such
 * text unharmed; reports show the byte.
 */
const FIRST = 0xdc00;

/** Text of `bytes`, from which `bytesOfText` makes the same bytes again. */
export function textOfBytes(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const text = buffer.toString('utf8');
  if (!text.includes('\ufffd')) return text;
  let out = '';
  let at = 0;
  while (at < buffer.length) {
    const length = sequenceLength(buffer, at);
    if (length === 0) {
      out += String.fromCharCode(FIRST + (buffer[at] ?? 0));
      at++;
    } else {
      out += buffer.toString('utf8', at, at + length);
      at += length;
    }
  }
  return out;
}

/** The bytes that `text` was made of. Of text from elsewhere: its UTF-8, other lone surrogates as U+FFFD. */
export function bytesOfText(text: string): Buffer {
  if (!/\p{Surrogate}/u.test(text)) return Buffer.from(text, 'utf8');
  const pieces: Buffer[] = [];
  for (const one of text) {
    const byte = byteOf(one);
    pieces.push(byte === undefined ? Buffer.from(one, 'utf8') : Buffer.of(byte));
  }
  return Buffer.concat(pieces);
}

/** The byte that a character stands for, if it is one that `textOfBytes` made for a byte outside UTF-8. */
export function byteOf(character: string): number | undefined {
  const code = character.charCodeAt(0);
  return character.length === 1 && code >= FIRST + 0x80 && code <= FIRST + 0xff ? code - FIRST : undefined;
}

/** Length of the UTF-8 sequence that starts at `at`, 0 if none does (RFC 3629 section 4). */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  const length =
    first >= 0xc2 && first <= 0xdf ? 2 : first >= 0xe0 && first <= 0xef ? 3 : first >= 0xf0 && first <= 0xf4 ? 4 : 0;
  if (length === 0 || at + length > bytes.length) return 0;
  const second = bytes[at + 1] ?? 0;
  const lowest = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const highest = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  if (second < lowest || second > highest) return 0;
  for (let more = 2; more < length; more++) if (((bytes[at + more] ?? 0) & 0xc0) !== 0x80) return 0;
  return length;
}
