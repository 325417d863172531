/**
 * 7z (7zFormat.txt of the 7-Zip SDK). Its files are packed in folders, many at once, and a folder is unpacked as a whole. Of
 * those that are encrypted, or packed by methods that are not undone, it is told that they are there.
 */
import { crc32 } from 'node:zlib';
import type { Budget } from './budget.ts';
import type { Held } from './open.ts';
import { unpackFolder } from './seven-zip-folder.ts';
import { type Listing, readListing } from './seven-zip-header.ts';
import type { Content } from './seven-zip-streams.ts';

export const SEVEN_ZIP_MAGIC = '7z\xbc\xaf\x27\x1c';

const OPAQUE = { kind: 'opaque' } as const;

/** The files of a 7z archive that have bytes, in the order in which they are packed. */
export function* sevenZipMembers(bytes: Buffer, budget: Budget): Generator<Held> {
  const listing = readListing(bytes, budget);
  if (listing.isOpaque) yield OPAQUE;
  for (const content of listing.contents) if (!(yield* folderMembers(bytes, budget, listing, content))) return;
}

/** The files of one folder. Returns whether there may be more files. */
function* folderMembers(
  archive: Buffer,
  budget: Budget,
  listing: Listing,
  { folder, firstStream, streamCount }: Content,
): Generator<Held, boolean> {
  const { why } = budget;
  const { bytes, problem } = unpackFolder(archive, folder, budget);
  if (problem === 'full') {
    yield { kind: 'bound', name: listing.nameOf(firstStream), why };
    return true;
  }
  const from = Math.min(folder.from, archive.length);
  const to = Math.min(folder.to, archive.length);
  let at = 0;
  // Of what is lost, none is a member.
  for (let i = firstStream; i < firstStream + streamCount && at < bytes.length; i++) {
    const name = listing.nameOf(i);
    const stream = listing.streams[i];
    if (stream === undefined || !budget.member()) {
      yield { kind: 'bound', name, why: 'too many members' };
      return false;
    }
    const file = bytes.subarray(at, at + stream.size);
    at += stream.size;
    if (file.length === 0) continue;
    yield { kind: 'member', name, bytes: file, from, to };
    if (problem === undefined && stream.crc !== undefined && stream.crc !== crc32(file)) yield OPAQUE;
  }
  if (problem !== undefined || at !== bytes.length) yield OPAQUE;
  return true;
}
