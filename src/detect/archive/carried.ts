/** Finds the archive behind a program or a script: a zip by the record that ends it, any other by where it begins. */
import { type ArchiveKind, archiveKind, MAGIC_BYTES, SCRIPT } from './kinds.ts';
import { SEVEN_ZIP_MAGIC } from './seven-zip.ts';
import { isText } from './text.ts';

/** How a content is packed, and where that begins; `closed` if keysift cannot open such a one. */
export interface Packing {
  readonly kind: ArchiveKind | 'closed';
  readonly at: number;
}

/** As many first bytes tell whether there is an archive behind a script. */
export const START_BYTES = 1 << 20;
/** As many last bytes tell whether a zip ends there: its directory's end record, and the longest comment behind it. */
export const TAIL_BYTES = 22 + 0xffff;

const END_OF_DIRECTORY = Buffer.from('PK\x05\x06');
const END_BYTES = 22;
const ENTRY_BYTES = 46;
/** An end record has these where a zip64 one has the numbers. */
const IN_ZIP64_COUNT = 0xffff;
const IN_ZIP64 = 0xffff_ffff;

/** What is opened behind a script, by bytes of its head (and how far behind the first they are). The digits of pi are in every bzip2 stream that holds anything. */
const OPENED = [
  magic('\x1f\x8b\x08'),
  magic('PK\x03\x04'),
  magic('\0ustar', 256),
  magic('\xfd7zXZ\0'),
  magic(SEVEN_ZIP_MAGIC),
  magic('\xb5\x2f\xfd', 1),
  magic('1AY&SY', 4),
];
const CLOSED = [magic('\x04\x22\x4d\x18'), magic('Rar!\x1a\x07')];

function magic(bytes: string, skip = 0) {
  return { bytes: Buffer.from(bytes, 'latin1'), skip };
}

/**
 * How a content is packed.
 * @param start its first `START_BYTES` bytes, or more. @param tail its last `TAIL_BYTES` bytes. All of it, if it has less.
 */
export function packingOf(start: Buffer, tail: Buffer): Packing | undefined {
  const kind = archiveKind(start.subarray(0, MAGIC_BYTES));
  if (kind !== 'carrier') return kind && { kind, at: 0 };
  return behindScript(start.subarray(0, START_BYTES)) ?? (endsZip(tail) ? { kind: 'zip', at: 0 } : undefined);
}

function behindScript(start: Buffer): Packing | undefined {
  if (start.toString('latin1', 0, SCRIPT.length) !== SCRIPT) return undefined;
  const at = firstOf(OPENED, start) ?? firstOf(CLOSED, start);
  // The kernel passes over a script that is nothing but text.
  if (at === undefined || isText(start)) return undefined;
  const kind = archiveKind(start.subarray(at, at + MAGIC_BYTES));
  if (kind === undefined || kind === 'carrier') return undefined;
  // A zip may count its offsets from the start of the script, or from its own.
  return { kind, at: kind === 'zip' ? 0 : at };
}

/** Where the first archive begins, by what its head has. */
function firstOf(magics: typeof OPENED, start: Buffer): number | undefined {
  const places = magics.map(({ bytes, skip }) => start.indexOf(bytes, skip) - skip).filter(at => at > 0);
  return places.length === 0 ? undefined : Math.min(...places);
}

/** True if a zip archive ends in `tail`, with a comment or something else behind it. */
function endsZip(tail: Buffer): boolean {
  for (let at = tail.indexOf(END_OF_DIRECTORY); at !== -1; at = tail.indexOf(END_OF_DIRECTORY, at + 1)) {
    if (at + END_BYTES === tail.length || isEndRecord(tail, at)) return true;
  }
  return false;
}

/** False if the numbers of an end record cannot be: programs that read zip archives have its magic number in them. */
function isEndRecord(tail: Buffer, at: number): boolean {
  if (at + END_BYTES > tail.length) return false;
  const [disk, firstDisk, ownCount, count] = [4, 6, 8, 10].map(field => tail.readUInt16LE(at + field)) as [
    number,
    number,
    number,
    number,
  ];
  const size = tail.readUInt32LE(at + 12);
  return (
    disk === firstDisk &&
    ownCount === count &&
    (size === IN_ZIP64 || count === IN_ZIP64_COUNT || size >= count * ENTRY_BYTES) &&
    at + END_BYTES + tail.readUInt16LE(at + 20) <= tail.length
  );
}
