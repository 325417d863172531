/** Streams of xz whose bytes are not packed, to tell what real ones never do. */
import { crc32 } from 'node:zlib';

export interface XzOptions {
  /** The id of the check (2.1.1.2), and what it is of a block. */
  readonly check?: number;
  readonly checkOf?: (bytes: Buffer) => Buffer;
  /** The first byte of the flags of the stream, and that of each block. */
  readonly streamFlags?: number;
  readonly blockFlags?: number;
  /** All that a block tells between its flags and the padding. */
  readonly filters?: readonly number[];
  readonly headerPadding?: number;
  readonly blockPadding?: number;
  /** The data of a block. */
  readonly chunks?: (bytes: Buffer) => Buffer;
  /** Is added to what the index tells: the count of blocks, and the lengths of the first. */
  readonly countError?: number;
  readonly storedError?: number;
  readonly lengthError?: number;
  readonly backwardError?: number;
}

/** One stream of a block for each of `contents`. */
export function makeXz(contents: readonly Buffer[], options: XzOptions = {}): Buffer {
  const { check = 1, checkOf = bytes => uint32(crc32(bytes)), streamFlags = 0 } = options;
  const flags = Buffer.from([streamFlags, check]);
  const pieces: Buffer[] = [Buffer.from('\xfd7zXZ\0', 'latin1'), flags, uint32(crc32(flags))];
  const records: number[] = [];
  for (const bytes of contents) {
    const header = blockHeader(options);
    const data = (options.chunks ?? stored)(bytes);
    const checksum = checkOf(bytes);
    pieces.push(header, padded(data, options.blockPadding), checksum);
    records.push(header.length + data.length + checksum.length, bytes.length);
  }
  records[0] = (records[0] ?? 0) + (options.storedError ?? 0);
  records[1] = (records[1] ?? 0) + (options.lengthError ?? 0);
  const numbers = [contents.length + (options.countError ?? 0), ...records].flatMap(integer);
  const index = sealed(padded(Buffer.from([0, ...numbers])));
  const end = Buffer.concat([uint32(index.length / 4 - 1 + (options.backwardError ?? 0)), flags]);
  return Buffer.concat([...pieces, index, uint32(crc32(end)), end, Buffer.from('YZ')]);
}

function blockHeader({ blockFlags = 0, filters = [0x21, 1, 0], headerPadding }: XzOptions): Buffer {
  const fields = padded(Buffer.from([0, blockFlags, ...filters]), headerPadding);
  fields[0] = fields.length / 4;
  return sealed(fields);
}

const CHUNK_BYTES = 1 << 16;

/** Chunks that are not packed, and the end. */
function stored(bytes: Buffer): Buffer {
  const pieces: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
    const chunk = bytes.subarray(at, at + CHUNK_BYTES);
    // The first one begins a dictionary.
    const head = Buffer.from([at === 0 ? 1 : 2, 0, 0]);
    head.writeUInt16BE(chunk.length - 1, 1);
    pieces.push(head, chunk);
  }
  return Buffer.concat([...pieces, Buffer.alloc(1)]);
}

function integer(value: number): number[] {
  return value < 128 ? [value] : [128 | (value & 127), ...integer(Math.floor(value / 128))];
}

function padded(bytes: Buffer, padding = 0): Buffer {
  return Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3, padding)]);
}

function sealed(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, uint32(crc32(bytes))]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
