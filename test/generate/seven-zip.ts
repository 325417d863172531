/** 7z archives whose files are not packed (7zFormat.txt of the 7-Zip SDK). */
import { crc32 } from 'node:zlib';

export interface SevenZipEntry {
  readonly name: string;
  readonly bytes: Buffer | string;
}

/** One archive, of which all files are in one folder. */
export function makeSevenZip(entries: readonly SevenZipEntry[]): Buffer {
  const contents = entries.map(one => Buffer.from(one.bytes as Buffer));
  const data = Buffer.concat(contents);
  const names = Buffer.from(entries.map(one => `${one.name}\0`).join(''), 'utf16le');
  const sizes = contents.slice(0, -1).flatMap(one => number(one.length));
  const header = Buffer.from([
    ...[1, 4],
    ...[6, 0, 1, 9, ...number(data.length), 0],
    ...[7, 11, 1, 0, 1, 1, 0, 12, ...number(data.length), 0],
    ...[8, 13, ...number(entries.length), 9, ...sizes, 0],
    0,
    ...[5, ...number(entries.length), 17, ...number(names.length + 1), 0, ...names, 0],
    0,
  ]);
  const start = Buffer.alloc(32);
  start.write('7z\xbc\xaf\x27\x1c\0\x04', 'latin1');
  start.writeBigUInt64LE(BigInt(data.length), 12);
  start.writeBigUInt64LE(BigInt(header.length), 20);
  start.writeUInt32LE(crc32(header), 28);
  start.writeUInt32LE(crc32(start.subarray(12)), 8);
  return Buffer.concat([start, data, header]);
}

/** A number in the longest of its forms. */
function number(value: number): number[] {
  const bytes = Buffer.alloc(9, 0xff);
  bytes.writeBigUInt64LE(BigInt(value), 1);
  return [...bytes];
}
