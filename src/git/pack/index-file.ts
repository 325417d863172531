/**
 * Reads a pack index (git's gitformat-pack, "Original (version 1)" and "Version 2 pack-*.idx files"). It trusts nothing:
 * sizes, order and the index's own checksum are checked. It never opens the pack.
 */
import { createHash } from 'node:crypto';
import { endianness } from 'node:os';
import { Incomplete } from '../../errors.ts';

const MAGIC = 0xff744f63;
const FANOUT = 256 * 4;
/** True on nearly every processor. */
const LOWEST_FIRST = endianness() === 'LE';

/** The objects of one pack, in ascending order of their ids. */
export interface PackIndex {
  readonly count: number;
  /** `count` ids, one behind the other. */
  readonly ids: Buffer;
  /** Where each entry starts in the pack; in words of 32 bits if they fit. */
  readonly offsets: Uint32Array | Float64Array;
  /** CRC-32 of each entry as it is stored; a version 1 index has none. */
  readonly crcs: Uint32Array | undefined;
  /** The checksum that the pack must end with. */
  readonly packChecksum: Buffer;
}

/**
 * @param file the whole index, @param idBytes 20 or 32.
 * @throws Incomplete (class `damaged`) if the index is not one, or not whole.
 */
export function readIndex(file: Buffer, idBytes: number): PackIndex {
  const second = file.length >= 8 && file.readUInt32BE(0) === MAGIC;
  if (second && file.readUInt32BE(4) !== 2) damaged(`has the unknown version ${file.readUInt32BE(4)}`);
  const fanoutAt = second ? 8 : 0;
  const idsAt = fanoutAt + FANOUT;
  if (file.length < idsAt + 2 * idBytes) damaged('is too small');
  const count = file.readUInt32BE(idsAt - 4);
  const least = idsAt + count * (idBytes + (second ? 8 : 4)) + 2 * idBytes;
  if (file.length < least || (!second && file.length !== least)) damaged('has the wrong size');
  const sum = createHash(idBytes === 32 ? 'sha256' : 'sha1')
    .update(file.subarray(0, -idBytes))
    .digest();
  if (!sum.equals(file.subarray(-idBytes))) damaged('does not match its checksum');
  const packChecksum = file.subarray(-2 * idBytes, -idBytes);
  return second
    ? { count, packChecksum, ...readSecond(file, count, idsAt, idBytes) }
    : { count, packChecksum, ...readFirst(file, count, idsAt, idBytes) };
}

function readSecond(file: Buffer, count: number, idsAt: number, idBytes: number) {
  const crcsAt = idsAt + count * idBytes;
  const offsetsAt = crcsAt + count * 4;
  const largeAt = offsetsAt + count * 4;
  const largeCount = (file.length - largeAt - 2 * idBytes) / 8;
  const ids = file.subarray(idsAt, crcsAt);
  const crcs = numbersAt(file, crcsAt, count);
  const words = numbersAt(file, offsetsAt, count);
  let all = 0;
  for (let i = 0; i < count; i++) all |= words[i]!;
  if (all >= 0) return { ids, offsets: words, crcs };
  const offsets = new Float64Array(words);
  for (let i = 0; i < count; i++) {
    const offset = offsets[i]!;
    if (offset < 0x80000000) continue;
    const place = offset - 0x80000000;
    if (place >= largeCount) damaged('has an offset outside its table');
    const large = file.readBigUInt64BE(largeAt + place * 8);
    if (large > BigInt(Number.MAX_SAFE_INTEGER)) damaged('has an offset beyond any file');
    offsets[i] = Number(large);
  }
  return { ids, offsets, crcs };
}

/** `count` numbers of four bytes, the highest byte first. */
function numbersAt(file: Buffer, at: number, count: number): Uint32Array {
  const numbers = new Uint32Array(count);
  const bytes = Buffer.from(numbers.buffer);
  file.copy(bytes, 0, at, at + count * 4);
  if (LOWEST_FIRST) bytes.swap32();
  return numbers;
}

function readFirst(file: Buffer, count: number, from: number, idBytes: number) {
  const ids = Buffer.alloc(count * idBytes);
  const offsets = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const at = from + i * (idBytes + 4);
    offsets[i] = file.readUInt32BE(at);
    file.copy(ids, i * idBytes, at + 4, at + 4 + idBytes);
  }
  return { ids, offsets, crcs: undefined };
}

/** The place of an id among the ids of an index, or -1. */
export function findId(index: PackIndex, id: Uint8Array, idBytes: number): number {
  let low = 0;
  let high = index.count - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const order = index.ids.compare(id, 0, idBytes, middle * idBytes, (middle + 1) * idBytes);
    if (order === 0) return middle;
    if (order < 0) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

function damaged(how: string): never {
  throw new Incomplete(`the pack index ${how}`, 'damaged');
}
