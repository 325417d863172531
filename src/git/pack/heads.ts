/**
 * Reads the header of every entry of a pack, from its first byte to its last: where it is held, or in large pieces, the next
 * one on its way while one is looked at. It inflates nothing.
 */
import { type FileHandle, open } from 'node:fs/promises';
import { type Catalogue, NONE, OFS_DELTA, type Pack, REF_DELTA } from './catalogue.ts';
import { type EntryHead, LONGEST_HEAD, readHead } from './entries.ts';
import type { Filler } from './fill.ts';

/** Larger ones only touch more pages of fresh memory. */
const PIECE = 1 << 20;

/** Says what an entry is a delta of. */
export interface BaseFinder {
  /** The entry before `entry` that starts at `offset`. */
  at(entry: number, offset: number): number;
  /** The entry of the object with the id at bytes[at]. */
  of(bytes: Buffer, at: number): number;
  /** Gets each entry that is no delta, with its type. */
  onWhole(entry: number, type: number): void;
}

/** A piece of a file. */
export interface Piece {
  readonly bytes: Buffer;
  readonly start: number;
  readonly length: number;
}

/**
 * Sets the bases of a pack's entries, by the number of the base or NONE. Of what cannot be read it is NONE: whoever inflates
 * the entry names it.
 * @param filler does what it can of it. @param find is asked for the rest.
 */
export async function readBases(
  { offsets, bases, idBytes }: Catalogue,
  pack: Pack,
  filler: Filler | undefined,
  find: BaseFinder,
): Promise<void> {
  const { first, last, end } = pack;
  bases.fill(NONE, first, last);
  const pieces = pack.at > 0 && filler ? filler.held(pack) : await openPieces(pack, filler);
  if (pieces === undefined) return; // A pack that went away: its families are handed to git when they cannot be read.
  const pass = (entry: number, piece: Piece) => filler?.passHeads(entry, pack, piece) ?? entry;
  const head: EntryHead = { type: 0, size: 0, length: 0, distance: 0 };
  try {
    let piece = await pieces.next(0);
    for (let entry = pass(first, piece); entry < last; entry = pass(entry + 1, piece)) {
      const offset = offsets[entry]!;
      if (offset + Math.min(LONGEST_HEAD, end - offset) > piece.start + piece.length) piece = await pieces.next(offset);
      const at = offset - piece.start;
      const stop = Math.min(at + LONGEST_HEAD, piece.length);
      if (at < 0 || at >= stop || !readHead(piece.bytes, at, stop, idBytes, head)) continue;
      if (head.type === REF_DELTA) bases[entry] = find.of(piece.bytes, at + head.length - idBytes);
      else if (head.type === OFS_DELTA) bases[entry] = find.at(entry, offset - head.distance);
      else find.onWhole(entry, head.type);
    }
  } finally {
    await pieces.close();
  }
}

/** Where a pack is read piece by piece. */
export interface Pieces {
  /** The piece that `offset` stands in, with all of a header that begins there. */
  next(offset: number): Promise<Piece> | Piece;
  close(): Promise<void> | void;
}

async function openPieces({ path, end }: Pack, filler: Filler | undefined): Promise<Pieces | undefined> {
  let file: FileHandle;
  try {
    file = await open(path);
  } catch {
    return undefined; // The caller goes on without.
  }
  const size = Math.max(LONGEST_HEAD, Math.min(PIECE, end));
  const read = async (bytes: Buffer, start: number): Promise<Piece> => {
    try {
      const { bytesRead } = await file.read(bytes, 0, Math.max(0, Math.min(size, end - start)), start);
      return { bytes, start, length: bytesRead };
    } catch {
      return { bytes, start, length: 0 }; // Its entries cannot be inflated either, which names them.
    }
  };
  let [spare, held] = filler?.pieces(size) ?? [Buffer.allocUnsafeSlow(size), Buffer.allocUnsafeSlow(size)];
  let coming: Promise<Piece> | undefined;
  /** Where the piece that is on its way starts. */
  let ahead = -1;
  return {
    async next(offset: number): Promise<Piece> {
      const piece =
        coming !== undefined && ahead <= offset && offset + LONGEST_HEAD <= ahead + size ? await coming : undefined;
      if (piece === undefined) await coming;
      const found = piece ?? (await read(spare, offset));
      spare = held;
      held = found.bytes;
      ahead = found.start + Math.max(found.length, LONGEST_HEAD) - LONGEST_HEAD;
      coming = read(spare, ahead);
      return found;
    },
    async close(): Promise<void> {
      await coming;
      await file.close();
    },
  };
}
