/**
 * The header of a 7z archive (7zFormat.txt of the 7-Zip SDK). It is at the end, often packed like a folder itself, and one
 * of fixed length at the start tells where.
 */
import { crc32 } from 'node:zlib';
import { type Budget, MAX_MEMBERS } from './budget.ts';
import type { Name } from './open.ts';
import { DamagedHeader, Fields, Flags } from './seven-zip-fields.ts';
import { unpackFolder } from './seven-zip-folder.ts';
import { type Content, readStreams, START_BYTES, type Stream } from './seven-zip-streams.ts';

/** More than the most that is opened needs; with more, none is, for the sake of memory. */
const MOST_HEADER_BYTES = 32 << 20;
/** Reading a byte of a header takes as long as unpacking so many. */
const READING_COST = 3;

const END = 0;
const HEADER = 1;
const ARCHIVE_PROPERTIES = 2;
const ADDITIONAL_STREAMS = 3;
const MAIN_STREAMS = 4;
const FILES = 5;
const EMPTY_STREAMS = 14;
const NAMES = 17;
const PACKED_HEADER = 23;

/** What the header tells, as far as it can be read. */
export class Listing {
  contents: readonly Content[] = [];
  streams: readonly Stream[] = [];
  /** Some of it is damaged or encrypted. */
  isOpaque = false;
  /** UTF-16, each with a zero behind it. */
  #names: Buffer = Buffer.alloc(0);
  /** Where the name of each stream starts. */
  #nameStarts: readonly number[] = [];

  nameOf(stream: number): Name {
    return () => {
      const from = this.#nameStarts[stream] ?? this.#names.length;
      return this.#names.toString('utf16le', from, nameEnd(this.#names, from));
    };
  }

  /** @param empty which of the files have no stream. */
  setNames(names: Buffer, empty: Flags): void {
    const starts: number[] = [];
    let at = 0;
    for (let file = 0; at < names.length && starts.length < MAX_MEMBERS; file++) {
      if (!empty.at(file)) starts.push(at);
      at = nameEnd(names, at) + 2;
    }
    this.#names = names;
    this.#nameStarts = starts;
  }
}

function nameEnd(names: Buffer, from: number): number {
  let at = from;
  while (at + 1 < names.length && names.readUInt16LE(at) !== 0) at += 2;
  return at;
}

/** Reads the header of an archive. What it unpacks to, if it is packed, is charged to the budget. */
export function readListing(archive: Buffer, budget: Budget): Listing {
  const listing = new Listing();
  try {
    const header = findHeader(archive, listing);
    if (header.length > 0) readHeader(unpackHeader(archive, header, budget, listing), listing);
  } catch (error) {
    if (!(error instanceof DamagedHeader)) throw error;
    listing.isOpaque = true;
  }
  return listing;
}

/** Finds the header. Of wrong checksums is told, but what there is, is looked at nevertheless. */
function findHeader(archive: Buffer, listing: Listing): Buffer {
  if (archive.length < START_BYTES) throw new DamagedHeader();
  const from = START_BYTES + Number(archive.readBigUInt64LE(12));
  const length = Number(archive.readBigUInt64LE(20));
  if (archive.readUInt32LE(8) !== crc32(archive.subarray(12, START_BYTES))) listing.isOpaque = true;
  // The header of an archive without anything.
  if (length === 0) return archive.subarray(0, 0);
  if (length > MOST_HEADER_BYTES || from + length > archive.length) throw new DamagedHeader();
  const header = archive.subarray(from, from + length);
  if (archive.readUInt32LE(28) !== crc32(header)) listing.isOpaque = true;
  return header;
}

/** The fields of a header behind the number of its kind. */
function unpackHeader(archive: Buffer, header: Buffer, budget: Budget, listing: Listing): Fields {
  if (header[0] !== PACKED_HEADER) return headerFields(header);
  const { contents, streams } = readStreams(new Fields(header.subarray(1)));
  const folder = contents[0]?.folder;
  const size = folder?.steps.at(-1)?.size ?? Number.POSITIVE_INFINITY;
  if (folder === undefined || size > MOST_HEADER_BYTES) throw new DamagedHeader();
  const { bytes, problem } = unpackFolder(archive, folder, budget);
  budget.charge(bytes.length * READING_COST);
  const crc = streams[0]?.crc;
  if (problem !== undefined || (crc !== undefined && crc !== crc32(bytes))) listing.isOpaque = true;
  return headerFields(bytes);
}

function headerFields(header: Buffer): Fields {
  if (header[0] !== HEADER) throw new DamagedHeader();
  return new Fields(header.subarray(1));
}

function readHeader(fields: Fields, listing: Listing): void {
  for (let id = fields.number(); id !== END; id = fields.number()) {
    if (id === ARCHIVE_PROPERTIES) skipProperties(fields);
    else if (id === ADDITIONAL_STREAMS) readStreams(fields);
    else if (id === MAIN_STREAMS) Object.assign(listing, readStreams(fields));
    else if (id === FILES) readFiles(fields, listing);
    else throw new DamagedHeader();
  }
}

function skipProperties(fields: Fields): void {
  for (let id = fields.number(); id !== END; id = fields.number()) fields.take(fields.number());
}

/** Reads what matters of the files: their names, and which of them have a stream. */
function readFiles(fields: Fields, listing: Listing): void {
  const count = fields.number();
  let empty = new Flags(Buffer.alloc(0));
  let names: Buffer = Buffer.alloc(0);
  for (let id = fields.number(); id !== END; id = fields.number()) {
    const property = fields.take(fields.number());
    if (id === EMPTY_STREAMS) empty = new Fields(property).flags(count);
    // Names may be elsewhere, but 7-Zip never puts them there.
    else if (id === NAMES && property[0] === 0) names = property.subarray(1);
  }
  listing.setNames(names, empty);
}
