/**
 * Remembers, for a set of packs that was read without a fault, which objects have something to tell: ids and counts, never a
 * secret, a part of one or a place. The next scan reads only those objects again. Bound to the identity of every pack file,
 * to the code that judged and to the bounds it was given; whatever is not exactly so is as if it were not there.
 */
import { statSync } from 'node:fs';
import type { ObjectType } from '../reader.ts';
import { entryKey, Remembered } from '../remembered.ts';
import type { Listing } from './listing.ts';

/** What is known of the packed objects of a store. */
export interface Verdict {
  /** Objects with nothing to tell, by type, their bytes, and how many of them were too large for the user's bound. */
  readonly byType: Readonly<Record<ObjectType, number>>;
  readonly bytes: number;
  readonly skipped: number;
  /** Objects to be read again. */
  readonly loud: readonly string[];
  /** Ids that packed objects name and that are in no pack, and submodules, as in `ReaderReport`. */
  readonly outside: readonly (readonly [id: string, kind: string])[];
  readonly submodules: readonly (readonly [id: string, name: string])[];
}

const FORMAT = 1;

/**
 * The place in the cache for the verdict on listed packs.
 * @param folder a folder of the user's own. @param maxFileBytes the bound that decides what is skipped.
 * @throws the error of the file system, if a pack is gone.
 */
export function rememberedVerdict(folder: string, { packs }: Listing, maxFileBytes: number): Remembered<Verdict> {
  const parts: (string | Uint8Array)[] = [`${FORMAT}`, `${maxFileBytes}`];
  for (const { path, index } of packs) {
    const { dev, ino, size, mtimeNs, ctimeNs } = statSync(path, { bigint: true });
    parts.push(path, [dev, ino, size, mtimeNs, ctimeNs].join(' '), index.packChecksum);
  }
  return new Remembered(folder, entryKey('packs', parts));
}
