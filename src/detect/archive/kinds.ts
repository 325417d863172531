/** Tells packed contents by their first bytes. Opens nothing. */

/** What keysift opens. */
export type ArchiveKind = 'gzip' | 'zip' | 'tar';

/** Archives of more bytes are not opened: as much as a content of GitHub may have. */
export const MAX_ARCHIVE_BYTES = 100 << 20;

/** As many first bytes decide. */
export const MAGIC_BYTES = 512;

/** A script begins with it. */
export const SCRIPT = '#!';

/** Programs and scripts may have an archive behind them: zipapps, executable jars, installers. */
const CARRIERS = ['MZ', '\x7fELF', SCRIPT];

/** Packed by a method that keysift cannot undo (magic numbers: the formats' own specifications and file(1)). */
const CLOSED = ['BZh', '\xfd7zXZ\0', '\x28\xb5\x2f\xfd', '7z\xbc\xaf\x27\x1c', 'Rar!\x1a\x07', '\x04\x22\x4d\x18'];

/** A local entry; an empty archive; the marker of a split or spanned one that turned out to be whole (APPNOTE 8.5.4). */
const ZIP = ['PK\x03\x04', 'PK\x05\x06', 'PK\x07\x08PK', 'PK00PK'];

const GZIP = '\x1f\x8b\x08';

/** What all magic numbers but tar's begin with. */
export const MAGIC_STARTS: readonly string[] = ['PK', GZIP, ...CARRIERS, ...CLOSED].map(magic => magic.slice(0, 2));

/** Of each two first bytes whether they are such a start. Nearly every content is told to be no archive by them alone. */
const IS_FIRST = new Uint8Array(65_536);
for (const start of MAGIC_STARTS) IS_FIRST[pairOf(start.charCodeAt(0), start.charCodeAt(1))] = 1;
const TAR_MAGIC_AT = 257;
const TAR_MAGIC = 'ustar';

/** False if three bytes of the content memory[at, at + length) tell that it is no archive: nearly always. */
export function mayBeArchive(memory: Uint8Array, at: number, length: number): boolean {
  if (length < 2) return false;
  return (
    IS_FIRST[pairOf(memory[at] as number, memory[at + 1] as number)] === 1 ||
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
  if (ZIP.some(magic => start.startsWith(magic))) return 'zip';
  if (start.startsWith(GZIP)) return 'gzip';
  if (CLOSED.some(magic => start.startsWith(magic))) return 'closed';
  if (CARRIERS.some(magic => start.startsWith(magic))) return 'carrier';
  return undefined;
}
