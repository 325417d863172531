/**
 * Reads the header of every entry of a pack, from its first byte to its last: large pieces, the next one on its way while one
 * is looked at. It inflates nothing.
 */
import { type FileHandle, open } from 'node:fs/promises';
import { NONE, OFS_DELTA, REF_DELTA } from './catalogue.ts';
import { type EntryHead, LONGEST_HEAD, readHead } from './entries.ts';

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

/**
 * Sets `bases` of the entries [first, first + offsets.length), by the number of the base or NONE. Of what cannot be read it is
 * NONE: whoever inflates the entry names it.
 * @param offsets where the entries start, ascending. @param end where the last one ends.
 */
export async function readBases(
  path: string,
  offsets: Float64Array,
  end: number,
  first: number,
  bases: Int32Array,
  idBytes: number,
  find: BaseFinder,
): Promise<void> {
  bases.fill(NONE, first, first + offsets.length);
  const pieces = await openPieces(path, end);
  if (pieces === undefined) return; // A pack that went away: its families are handed to git when they cannot be read.
  const head: EntryHead = { type: 0, size: 0, length: 0, distance: 0 };
  try {
    let piece = await pieces.next(0);
    for (let entry = 0; entry < offsets.length; entry++) {
      const offset = offsets[entry]!;
      if (offset + Math.min(LONGEST_HEAD, end - offset) > piece.start + piece.length) piece = await pieces.next(offset);
      const at = offset - piece.start;
      const last = Math.min(at + LONGEST_HEAD, piece.length);
      if (at < 0 || at >= last || !readHead(piece.bytes, at, last, idBytes, head)) continue;
      if (head.type === REF_DELTA) bases[first + entry] = find.of(piece.bytes, at + head.length - idBytes);
      else if (head.type === OFS_DELTA) bases[first + entry] = find.at(first + entry, offset - head.distance);
      else find.onWhole(first + entry, head.type);
    }
  } finally {
    await pieces.close();
  }
}

/** A piece of a file. */
interface Piece {
  readonly bytes: Buffer;
  readonly start: number;
  readonly length: number;
}

async function openPieces(path: string, end: number) {
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
  let spare = Buffer.allocUnsafeSlow(size);
  let coming: Promise<Piece> | undefined;
  let held = Buffer.allocUnsafeSlow(size);
  /** Where the piece that is on its way starts. */
  let ahead = -1;
  return {
    /** The piece that `offset` stands in, with all of a header that begins there. */
    async next(offset: number): Promise<Piece> {
      const piece =
        coming !== undefined && ahead <= offset && offset + LONGEST_HEAD <= ahead + size ? await coming : undefined;
      if (piece === undefined) await coming;
      const found = piece ?? (await read(spare, offset));
      spare = held;
      held = found.bytes as Buffer<ArrayBuffer>;
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
