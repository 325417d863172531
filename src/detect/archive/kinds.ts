/** Tells packed contents by their first bytes. Opens nothing. */
import { startsBzip2 } from './bzip2.ts';
import { CPIO_MAGIC, startsCpio } from './cpio.ts';
import { startsPack } from './pack.ts';
import { PDF_MAGIC } from './pdf.ts';
import { RPM_MAGIC } from './rpm.ts';
import { SEVEN_ZIP_MAGIC } from './seven-zip.ts';
import { startsZlib } from './zlib.ts';

/** What keysift opens. */
export type ArchiveKind =
  | 'gzip'
  | 'zlib'
  | 'bzip2'
  | 'xz'
  | 'zstd'
  | 'zip'
  | '7z'
  | 'tar'
  | 'ar'
  | 'cpio'
  | 'rpm'
  | 'pack'
  | 'pdf'
  | 'pg-dump'
  | 'rdb';

/** Archives of more bytes are not opened: as much as a content of GitHub may have. */
export const MAX_ARCHIVE_BYTES = 100 << 20;

/** As many first bytes decide. */
export const MAGIC_BYTES = 512;

/** A script begins with it. */
export const SCRIPT = '#!';

/** Programs and scripts may have an archive behind them: zipapps, executable jars, installers. */
const CARRIERS = ['MZ', '\x7fELF', SCRIPT];

/** Packed, all of it or what matters, by a method that keysift does not undo (magic numbers: the formats' own specifications and file(1)). */
const CLOSED = [
  'BZh', // bzip2 that does not go on as it should
  '\x5d\0\0', // lzma
  'LZIP',
  '\x89LZO\0',
  '\x1f\x9d', // compress
  '\x04\x22\x4d\x18', // lz4, and as it was
  '\x02\x21\x4c\x18',
  'Rar!\x1a\x07',
  'MSCF\0\0\0\0', // cab
  'hsqs', // squashfs
  'PAR1\x15', // Parquet, its pages
  'Obj\x01', // Avro, its blocks
  'ARROW1\0\0', // Arrow, its buffers
];

/**
 * A local entry; an empty archive; the marker of a split or spanned one that turned out to be whole (APPNOTE 8.5.4); the
 * header before an extension of Chrome.
 */
const ZIP = ['PK\x03\x04', 'PK\x05\x06', 'PK\x07\x08PK', 'PK00PK', 'Cr24'];

const GZIP = '\x1f\x8b\x08';
const AR = '!<arch>\n';
const XZ = '\xfd7zXZ\0';
/** zstd, and one that begins with a frame to be skipped. */
const ZSTD = ['\x28\xb5\x2f\xfd', '\x50\x2a\x4d\x18'];
const PACK = 'PACK';
const PG_DUMP = 'PGDMP';
const RDB = 'REDIS0';
/** Whether one of these begins a zlib stream, what follows tells. */
const ZLIB = ['x\x01', 'x^', 'x\x9c', 'x\xda'];

/** What all magic numbers but those of tar and of git's bundles begin with. */
export const MAGIC_STARTS: readonly string[] = [
  ...ZIP,
  GZIP,
  AR,
  CPIO_MAGIC,
  RPM_MAGIC,
  SEVEN_ZIP_MAGIC,
  XZ,
  ...ZSTD,
  PACK,
  PDF_MAGIC,
  PG_DUMP,
  RDB,
  ...ZLIB,
  ...CARRIERS,
  ...CLOSED,
].map(magic => magic.slice(0, 2));

/** Of each two first bytes whether they are such a start. Nearly every content is told to be no archive by them alone. */
const IS_FIRST = new Uint8Array(65_536);
for (const start of MAGIC_STARTS) IS_FIRST[pairOf(start.charCodeAt(0), start.charCodeAt(1))] = 1;
const TAR_MAGIC_AT = 257;
const TAR_MAGIC = 'ustar';
/** Many texts begin with `# `, few with that. */
const [HASH, BLANK, V] = [0x23, 0x20, 0x76];

/** False if three bytes of the content memory[at, at + length) tell that it is no archive: nearly always. */
export function mayBeArchive(memory: Uint8Array, at: number, length: number): boolean {
  if (length < 2) return false;
  return (
    IS_FIRST[pairOf(memory[at] as number, memory[at + 1] as number)] === 1 ||
    (memory[at] === HASH && memory[at + 1] === BLANK && memory[at + 2] === V) ||
    (length > TAR_MAGIC_AT && memory[at + TAR_MAGIC_AT] === TAR_MAGIC.charCodeAt(0))
  );
}

function pairOf(first: number, second: number): number {
  return (first << 8) | second;
}

/** What a content that starts with `head` (its first `MAGIC_BYTES` bytes, or all if it has less) is. */
export function archiveKind(head: Buffer): ArchiveKind | 'carrier' | 'closed' | undefined {
  if (!mayBeArchive(head, 0, head.length)) return undefined;
  if (head.toString('latin1', TAR_MAGIC_AT, TAR_MAGIC_AT + TAR_MAGIC.length) === TAR_MAGIC) return 'tar';
  const start = head.toString('latin1', 0, 8);
  const begins = (magic: string) => start.startsWith(magic);
  if (ZIP.some(begins)) return 'zip';
  if (begins(GZIP)) return 'gzip';
  if (begins(AR)) return 'ar';
  if (begins(CPIO_MAGIC) && startsCpio(head)) return 'cpio';
  if (begins(RPM_MAGIC)) return 'rpm';
  if (begins(SEVEN_ZIP_MAGIC)) return '7z';
  if (begins(XZ)) return 'xz';
  if (ZSTD.some(begins)) return 'zstd';
  if (startsBzip2(head)) return 'bzip2';
  if (startsPack(head)) return 'pack';
  if (begins(PDF_MAGIC)) return 'pdf';
  if (begins(PG_DUMP)) return 'pg-dump';
  if (begins(RDB)) return 'rdb';
  if (CLOSED.some(begins)) return 'closed';
  if (CARRIERS.some(begins)) return 'carrier';
  return ZLIB.some(begins) && startsZlib(head, head.length < MAGIC_BYTES) ? 'zlib' : undefined;
}
