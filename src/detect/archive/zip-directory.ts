/** The central directory of a zip archive (APPNOTE 4.3.12 to 4.3.16, zip64 included). Reads offsets, opens nothing. */
import type { Entry } from './zip.ts';

const END = Buffer.from('PK\x05\x06');
const END_BYTES = 22;
const END64 = Buffer.from('PK\x06\x06');
const END64_LOCATOR = 0x07064b50;
const END64_BYTES = 56;
const ENTRY = 0x02014b50;
const ENTRY_BYTES = 46;
const IN_ZIP64 = 0xffff_ffff;
const ZIP64_FIELD = 1;

interface Directory {
  /** Where the directory starts and ends in the bytes. */
  readonly from: number;
  readonly to: number;
  /** How many bytes stand before the archive: all its offsets count from there. */
  readonly shift: number;
}

/** The entries that the directory names; undefined if there is no directory, or not a well-formed one. */
export function readDirectory(bytes: Buffer): Entry[] | undefined {
  const directory = findDirectory(bytes);
  if (!directory) return undefined;
  const entries: Entry[] = [];
  let at = directory.from;
  while (at + ENTRY_BYTES <= directory.to && bytes.readUInt32LE(at) === ENTRY) {
    const nameEnd = at + ENTRY_BYTES + bytes.readUInt16LE(at + 28);
    const extraEnd = nameEnd + bytes.readUInt16LE(at + 30);
    const next = extraEnd + bytes.readUInt16LE(at + 32);
    if (next > directory.to) return undefined;
    const [size, packed, offset] = wide(bytes.subarray(nameEnd, extraEnd), [
      bytes.readUInt32LE(at + 24),
      bytes.readUInt32LE(at + 20),
      bytes.readUInt32LE(at + 42),
    ]);
    entries.push({
      nameAt: at + ENTRY_BYTES,
      nameEnd,
      flags: bytes.readUInt16LE(at + 8),
      method: bytes.readUInt16LE(at + 10),
      crc: bytes.readUInt32LE(at + 16),
      size,
      packed,
      at: offset + directory.shift,
    });
    at = next;
  }
  return at === directory.to ? entries : undefined;
}

function findDirectory(bytes: Buffer): Directory | undefined {
  // A comment may follow the end record, and may hold its magic number: the last one whose directory fits is meant.
  const lowest = Math.max(0, bytes.length - END_BYTES - 0xffff);
  for (let at = bytes.lastIndexOf(END); at >= lowest; at = at === 0 ? -1 : bytes.lastIndexOf(END, at - 1)) {
    if (at + END_BYTES > bytes.length) continue;
    const directory = directory64(bytes, at) ?? directory32(bytes, at);
    if (directory) return directory;
  }
  return undefined;
}

function directory32(bytes: Buffer, end: number): Directory | undefined {
  return placed(bytes, end, bytes.readUInt32LE(end + 12), bytes.readUInt32LE(end + 16));
}

function directory64(bytes: Buffer, end: number): Directory | undefined {
  const locator = end - 20;
  if (locator < END64_BYTES || bytes.readUInt32LE(locator) !== END64_LOCATOR) return undefined;
  const end64 = bytes.lastIndexOf(END64, locator - END64_BYTES);
  if (end64 === -1) return undefined;
  return placed(bytes, end64, Number(bytes.readBigUInt64LE(end64 + 40)), Number(bytes.readBigUInt64LE(end64 + 48)));
}

/** The directory that ends where its end record starts. */
function placed(bytes: Buffer, to: number, size: number, offset: number): Directory | undefined {
  const from = to - size;
  const shift = from - offset;
  if (from < 0 || shift < 0) return undefined;
  if (size > 0 && (size < ENTRY_BYTES || bytes.readUInt32LE(from) !== ENTRY)) return undefined;
  return { from, to, shift };
}

/** Size, packed size and offset, from the zip64 field where 32 bits did not do: it has just those that did not, in this order. */
function wide(extra: Buffer, narrow: readonly [number, number, number]): [number, number, number] {
  const values: [number, number, number] = [...narrow];
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== ZIP64_FIELD) continue;
    let field = at + 4;
    for (const i of [0, 1, 2] as const) {
      if (values[i] !== IN_ZIP64 || field + 8 > extra.length) continue;
      values[i] = Number(extra.readBigUInt64LE(field));
      field += 8;
    }
    break;
  }
  return values;
}
