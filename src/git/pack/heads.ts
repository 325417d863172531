/** Reads the header of every entry of a pack, from its first byte to its last. It inflates nothing. */
import { type Catalogue, NONE, OFS_DELTA, type Pack, REF_DELTA } from './catalogue.ts';
import { type EntryHead, LONGEST_HEAD, readHead } from './entries.ts';
import type { Filler } from './fill.ts';
import type { Piece, Pieces } from './pieces.ts';

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
 * Sets the bases of a pack's entries, by the number of the base or NONE. Of what cannot be read it is NONE: whoever inflates
 * the entry names it.
 * @param pieces those of the pack, which are let go. @param filler does what it can of it. @param find is asked for the rest.
 */
export async function readBases(
  { offsets, bases, idBytes }: Catalogue,
  pack: Pack,
  pieces: Pieces,
  filler: Filler | undefined,
  find: BaseFinder,
): Promise<void> {
  const { first, last, end } = pack;
  bases.fill(NONE, first, last);
  const pass = (entry: number, piece: Piece) => filler?.passHeads(entry, pack, piece) ?? entry;
  const head: EntryHead = { type: 0, size: 0, length: 0, distance: 0 };
  try {
    let piece = await pieces.at(0);
    for (let entry = pass(first, piece); entry < last; entry = pass(entry + 1, piece)) {
      const offset = offsets[entry]!;
      if (offset + Math.min(LONGEST_HEAD, end - offset) > piece.start + piece.length) piece = await pieces.at(offset);
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
