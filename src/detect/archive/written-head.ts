/**
 * Where something packed begins that is written as base64 in a text: a Helm release, cloud-init's user data, an attachment. Only
 * its head is looked for, which is a matter of a few bytes; what is packed is read from there on (`written.ts`).
 */
import { canStartAt } from '../find/edges.ts';

/** What the base64 of a packed content begins with: gzip and zip (their magic numbers), and what keysift does not open: xz, zstd, bzip2, 7z. */
export const WRITTEN_HEADS: readonly string[] = [
  'H4sI',
  'UEsDB',
  '/Td6WFoA',
  'KLUv/',
  'QlpoO',
  'QlpoN',
  'QlpoM',
  'N3q8ryccA',
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
  // Flags that are reserved must be zero (RFC 1952, section 2.3.1.2).
  const flags = Buffer.from(head, 'base64')[GZIP_FLAGS_AT] as number;
  if (head.startsWith('H4sI') && (flags & RESERVED_FLAGS) !== 0) return undefined;
  return at + LENGTH;
}
