/**
 * Where something packed begins that is written as base64 in a text: a Helm release, cloud-init's user data, an attachment. Only
 * its head is looked for, which is a matter of a few bytes; what is packed is read from there on (`written.ts`).
 */
import { canStartAt } from '../find/edges.ts';
import { ZLIB_HEADER_BYTES } from './zlib.ts';

/** What the base64 of a packed content begins with (their magic numbers): gzip, zip, xz, zstd, bzip2, 7z, PDF, zlib. */
export const WRITTEN_HEADS: readonly string[] = [
  'H4sI',
  'UEsDB',
  '/Td6WFoA',
  'KLUv/',
  'QlpoO',
  'QlpoN',
  'QlpoM',
  'N3q8ryccA',
  'JVBERi0',
  // zlib (RFC 1950) at its levels. Many runs begin with so little: what follows must fit.
  ...['eAE', 'eAF', 'eAG', 'eAH', 'eF4', 'eF5', 'eF6', 'eF7'],
  ...['eJw', 'eJx', 'eJy', 'eJz', 'eNo', 'eNp', 'eNq', 'eNr'],
];

/** Whether one begins with these two bytes: most runs are asked no more. */
const IS_START = new Uint8Array(65_536);
for (const head of WRITTEN_HEADS) IS_START[Buffer.from(head).readUInt16BE()] = 1;

/** True if a head may begin at `at`. */
export function beginsAsHead(bytes: Buffer, at: number): boolean {
  if (IS_START[((bytes[at] as number) << 8) | (bytes[at + 1] as number)] === 0) return false;
  return WRITTEN_HEADS.some(head => bytes.toString('latin1', at, at + head.length) === head);
}

const ANY_HEAD = new RegExp(WRITTEN_HEADS.join('|').replaceAll('+', '\\+'), 'g');

/** Where one may begin between the characters `from` and `to` of `text`. */
export function* writtenHeadsIn(text: string, from: number, to: number): Generator<number> {
  ANY_HEAD.lastIndex = from;
  for (let match = ANY_HEAD.exec(text); match !== null && match.index < to; match = ANY_HEAD.exec(text)) {
    ANY_HEAD.lastIndex = match.index + 1;
    yield match.index;
  }
}

/** So many characters in one piece are looked at. */
const LENGTH = 24;
const DIGITS = /^[A-Za-z0-9+/_-]{24}/;
const [GZIP_FLAGS_AT, RESERVED_FLAGS] = [3, 0xe0];

/**
 * One past the last character of the head that begins at `at` of `text`; undefined if there is none. All that it depends on is the
 * head and the few characters before it.
 */
export function writtenHeadAt(text: string, at: number): number | undefined {
  const head = DIGITS.exec(text.slice(at, at + LENGTH))?.[0];
  if (head === undefined || !canStartAt(text, at)) return undefined;
  const bytes = Buffer.from(head, 'base64');
  // Flags that are reserved must be zero (RFC 1952, section 2.3.1.2).
  if (head.startsWith('H4sI') && ((bytes[GZIP_FLAGS_AT] as number) & RESERVED_FLAGS) !== 0) return undefined;
  if (head.startsWith('e') && !mayBeDeflate(bytes.subarray(ZLIB_HEADER_BYTES))) return undefined;
  return at + LENGTH;
}

/** Codes of lengths in all, of which a stream has four and more; each takes three bits (RFC 1951, section 3.2.7). */
const [LEAST_CODES, CODE_BITS, CODES_AT] = [4, 3, 17];
const [MOST_LITERALS, MOST_DISTANCES] = [29, 29];

/** True if the first block of a deflate stream may begin so (RFC 1951, section 3.2.3). */
function mayBeDeflate(bytes: Buffer): boolean {
  const type = bitsAt(bytes, 1, 2);
  if (type === 0) return (bytes.readUInt16LE(1) ^ bytes.readUInt16LE(3)) === 0xffff;
  if (type !== 2) return type === 1;
  if (bitsAt(bytes, 3, 5) > MOST_LITERALS || bitsAt(bytes, 8, 5) > MOST_DISTANCES) return false;
  // A code is complete: of each length there are as many as there is room for.
  let room = 128;
  for (let i = bitsAt(bytes, 13, 4) + LEAST_CODES - 1; i >= 0; i--) {
    const length = bitsAt(bytes, CODES_AT + i * CODE_BITS, CODE_BITS);
    if (length > 0) room -= 128 >> length;
  }
  return room === 0;
}

/** So many bits, the lowest first, from bit `at` on. */
function bitsAt(bytes: Buffer, at: number, count: number): number {
  return (bytes.readUInt16LE(at >> 3) >> (at & 7)) & ((1 << count) - 1);
}
