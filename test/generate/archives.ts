/** Makes zip, tar and ar archives, git's packs and PostgreSQL's dumps, well-formed and otherwise. It shares no code with src, so that a mistake there is not repeated here. */
import { createHash } from 'node:crypto';
import { crc32, deflateRawSync, deflateSync } from 'node:zlib';

export interface ZipEntry {
  readonly name: string;
  readonly bytes: Buffer | string;
  readonly stored?: boolean;
  /** Sizes and checksum stand behind the data, as in an archive written to a pipe. */
  readonly sizesAfter?: boolean;
  readonly encrypted?: boolean;
  readonly method?: number;
  /** What the headers claim, where it is not the truth. */
  readonly claimedSize?: number;
  /** The deflate stream that stands for `bytes`, where it is not a usual one. */
  readonly stream?: Buffer;
  /** The directory does not name it. */
  readonly hidden?: boolean;
}

export interface ZipShape {
  readonly prefix?: Buffer;
  readonly comment?: string;
  readonly zip64?: boolean;
  /** No directory: the archive was cut off. */
  readonly cut?: boolean;
}

/** A zip archive (APPNOTE.TXT 6.3). */
export function makeZip(entries: readonly ZipEntry[], shape: ZipShape = {}): Buffer {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  const put = (...bytes: Buffer[]) => {
    for (const one of bytes) {
      pieces.push(one);
      at += one.length;
    }
  };
  for (const entry of entries) {
    const name = Buffer.from(entry.name);
    const plain = Buffer.from(entry.bytes);
    const data = entry.stream ?? (entry.stored ? plain : deflateRawSync(plain));
    const method = entry.method ?? (entry.stored ? 0 : 8);
    const flags = (entry.sizesAfter ? 8 : 0) | (entry.encrypted ? 1 : 0);
    const sizes = [crc32(plain), data.length, entry.claimedSize ?? plain.length];
    const start = at;
    put(numbers([4, 0x04034b50], [2, 20], [2, flags], [2, method], [4, 0]));
    put(numbers(...(entry.sizesAfter ? [0, 0, 0] : sizes).map(one => [4, one] as const), [2, name.length], [2, 0]));
    put(name, data);
    if (entry.sizesAfter) put(numbers([4, 0x08074b50], ...sizes.map(one => [4, one] as const)));
    if (entry.hidden) continue;
    const wide = shape.zip64 ? numbers([2, 1], [2, 24], [8, sizes[2]!], [8, sizes[1]!], [8, start]) : Buffer.alloc(0);
    const narrow = (value: number) => (shape.zip64 ? 0xffffffff : value);
    directory.push(
      numbers([4, 0x02014b50], [2, 45], [2, 20], [2, flags], [2, method], [4, 0], [4, sizes[0]!]),
      numbers(
        [4, narrow(sizes[1]!)],
        [4, narrow(sizes[2]!)],
        [2, name.length],
        [2, wide.length],
        [2, 0],
        [2, 0],
        [2, 0],
      ),
      numbers([4, 0], [4, narrow(start)]),
      name,
      wide,
    );
  }
  if (!shape.cut) {
    const start = at;
    put(...directory);
    const size = at - start;
    const count = entries.filter(one => !one.hidden).length;
    if (shape.zip64) {
      const end = at;
      put(
        numbers(
          [4, 0x06064b50],
          [8, 44],
          [2, 45],
          [2, 45],
          [4, 0],
          [4, 0],
          [8, count],
          [8, count],
          [8, size],
          [8, start],
        ),
      );
      put(numbers([4, 0x07064b50], [4, 0], [8, end], [4, 1]));
    }
    const comment = Buffer.from(shape.comment ?? '');
    const narrow = (value: number, most: number) => (shape.zip64 ? most : value);
    put(numbers([4, 0x06054b50], [2, 0], [2, 0], [2, narrow(count, 0xffff)], [2, narrow(count, 0xffff)]));
    put(numbers([4, narrow(size, 0xffffffff)], [4, narrow(start, 0xffffffff)], [2, comment.length]), comment);
  }
  return Buffer.concat([shape.prefix ?? Buffer.alloc(0), ...pieces]);
}

export interface TarEntry {
  readonly name: string;
  readonly bytes?: Buffer | string;
  readonly type?: string;
  readonly longName?: 'gnu' | 'pax';
}

/** A tar archive; `close: false` leaves out the two empty blocks at its end. */
export function makeTar(entries: readonly TarEntry[], close = true): Buffer {
  const pieces: Buffer[] = [];
  for (const entry of entries) {
    const bytes = Buffer.from(entry.bytes ?? '');
    if (entry.longName === 'gnu') pieces.push(tarMember('././@LongLink', Buffer.from(`${entry.name}\0`), 'L'));
    if (entry.longName === 'pax') {
      const body = ` path=${entry.name}\n`;
      const length = [2, 3, 4].map(digits => digits + body.length).find(one => `${one}${body}`.length === one);
      pieces.push(tarMember('PaxHeader', Buffer.from(`${length}${body}`), 'x'));
    }
    pieces.push(tarMember(entry.name.slice(0, 100), bytes, entry.type ?? '0'));
  }
  if (close) pieces.push(Buffer.alloc(1024));
  return Buffer.concat(pieces);
}

function tarMember(name: string, bytes: Buffer, type: string): Buffer {
  const header = Buffer.alloc(512);
  header.write(name, 0);
  header.write('0000644\0', 100);
  header.write(`${bytes.length.toString(8).padStart(11, '0')}\0`, 124);
  header.write('        ', 148);
  header.write(type, 156);
  header.write('ustar\x0000', 257, 'latin1');
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return Buffer.concat([header, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)]);
}

export interface ArEntry {
  readonly name: string;
  readonly bytes: Buffer | string;
}

/** An ar archive (ar(5)); names that do not fit stand in a member of their own, or as BSD has them. */
export function makeAr(entries: readonly ArEntry[], bsd = false): Buffer {
  const long = entries.filter(one => one.name.length > 15).map(one => one.name);
  const table = long.map(name => `${name}/\n`).join('');
  const member = (field: string, bytes: Buffer) => [
    Buffer.from(
      `${field.padEnd(16)}${'0'.padEnd(12)}${'0'.padEnd(6)}${'0'.padEnd(6)}100644  ${`${bytes.length}`.padEnd(10)}\`\n`,
    ),
    bytes,
    Buffer.alloc(bytes.length % 2, '\n'),
  ];
  const pieces = entries.flatMap(({ name, bytes }) => {
    if (bsd) return member(`#1/${name.length}`, Buffer.concat([Buffer.from(name), Buffer.from(bytes)]));
    return member(name.length > 15 ? `/${table.indexOf(`${name}/\n`)}` : `${name}/`, Buffer.from(bytes));
  });
  return Buffer.concat([
    Buffer.from('!<arch>\n'),
    ...(table && !bsd ? member('//', Buffer.from(table)) : []),
    ...pieces,
  ]);
}

/** A pack of blobs (gitformat-pack(5)); each with `from` is a delta that adds its bytes to an earlier one. */
export function makePack(blobs: readonly { readonly bytes: Buffer; readonly from?: number }[], header = ''): Buffer {
  const start = Buffer.alloc(12, 'PACK');
  start.writeUInt32BE(2, 4);
  start.writeUInt32BE(blobs.length, 8);
  const pieces = [start];
  const made: { readonly at: number; readonly length: number }[] = [];
  let at = start.length;
  for (const { bytes, from } of blobs) {
    const base = from === undefined ? undefined : made[from];
    const added = bytes.subarray(0, 127);
    const content = base
      ? Buffer.concat([
          lengths(base.length, base.length + added.length),
          copy(base.length),
          Buffer.of(added.length),
          added,
        ])
      : bytes;
    const head = entryHead(base ? 6 : 3, content.length);
    const entry = Buffer.concat([head, ...(base ? [distance(at - base.at)] : []), deflateSync(content)]);
    made.push({ at, length: base ? base.length + added.length : bytes.length });
    pieces.push(entry);
    at += entry.length;
  }
  const pack = Buffer.concat(pieces);
  return Buffer.concat([Buffer.from(header), pack, createHash('sha1').update(pack).digest()]);
}

/**
 * A dump of PostgreSQL in its custom format, of version 1.`minor`: some of the beginning, and the rows of tables in chunks of
 * `chunk` bytes.
 */
export function makePgDump(
  tables: readonly Buffer[],
  { minor = 14, chunk = 4096, wide = false, algorithm = 1 } = {},
): Buffer {
  const int = (value: number) => Buffer.concat([Buffer.of(0), numbers([wide ? 8 : 4, value])]);
  const head = Buffer.from([
    ...Buffer.from('PGDMP'),
    1,
    minor,
    0,
    wide ? 8 : 4,
    8,
    1,
    ...(minor >= 15 ? [algorithm] : []),
  ]);
  const toc = Buffer.concat([
    int(51),
    int(11),
    int(30),
    int(10),
    Buffer.from('CREATE TABLE public.settings (id integer);'),
  ]);
  const blocks = tables.flatMap((rows, i) => {
    const packed = deflateSync(rows);
    const chunks: Buffer[] = [];
    for (let at = 0; at < packed.length; at += chunk) {
      const piece = packed.subarray(at, at + chunk);
      chunks.push(int(piece.length), piece);
    }
    return [Buffer.of(1), int(3345 + i), ...chunks, int(0)];
  });
  return Buffer.concat([head, toc, ...blocks]);
}

/** How a bundle of git begins (gitformat-bundle(5)). */
export const BUNDLE = `# v2 git bundle\n${'0'.repeat(40)} refs/heads/main\n\n`;

function entryHead(type: number, size: number): Buffer {
  const bytes = [(type << 4) | (size & 15)];
  for (let rest = size >> 4; rest > 0; rest >>= 7) {
    bytes[bytes.length - 1] = (bytes.at(-1) as number) | 128;
    bytes.push(rest & 127);
  }
  return Buffer.from(bytes);
}

function distance(value: number): Buffer {
  const bytes = [value & 127];
  for (let rest = (value >> 7) - 1; rest >= 0; rest = (rest >> 7) - 1) bytes.unshift((rest & 127) | 128);
  return Buffer.from(bytes);
}

function lengths(...of: readonly number[]): Buffer {
  const bytes: number[] = [];
  for (const length of of) {
    let rest = length;
    for (; rest > 127; rest >>= 7) bytes.push((rest & 127) | 128);
    bytes.push(rest);
  }
  return Buffer.from(bytes);
}

/** Copies the first bytes of the base, fewer than 16 MB. */
function copy(length: number): Buffer {
  return Buffer.of(0b1111_0000, length & 255, (length >> 8) & 255, length >> 16);
}

/** Little-endian numbers, each as [width in bytes, value]. */
function numbers(...fields: (readonly [width: number, value: number])[]): Buffer {
  return Buffer.concat(
    fields.map(([width, value]) => {
      const bytes = Buffer.alloc(width);
      if (width === 8) bytes.writeBigUInt64LE(BigInt(value));
      else bytes.writeUIntLE(value, 0, width);
      return bytes;
    }),
  );
}
