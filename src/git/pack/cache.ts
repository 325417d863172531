/**
 * Remembers, for a set of packs that was read without a fault, which objects have something to tell: ids and counts, never a
 * secret, a part of one or a place. The next scan reads only those objects again. Bound to the identity of every pack file,
 * to the code that judged and to the bounds it was given; whatever is not exactly so is as if it were not there.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ObjectType } from '../reader.ts';
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

export interface Recalled {
  readonly verdict?: Verdict;
  /** Why there is none, if that is worth telling. */
  readonly note?: string;
}

const FORMAT = 1;
/** Files kept in the folder: a repository makes a new one whenever its packs change. */
const MOST_FILES = 64;
const NAME = /^[0-9a-f]{64}\.json$/;

export class PackCache {
  readonly #folder: string;
  readonly #key: string;

  /** @param folder a folder of the user's own. @param maxFileBytes the bound that decides what is skipped. */
  constructor(folder: string, listing: Listing, maxFileBytes: number) {
    this.#folder = folder;
    this.#key = keyOf(listing, maxFileBytes);
  }

  recall(): Recalled {
    let text: string;
    try {
      text = readFileSync(this.#file(), 'utf8');
    } catch {
      return {}; // Nothing is remembered, or it cannot be read: then everything is scanned.
    }
    const verdict = verdictIn(text, this.#key);
    return verdict ? { verdict } : { note: 'a damaged or foreign entry of the cache was ignored' };
  }

  /** Writes a verdict down, if it can. */
  remember(verdict: Verdict): void {
    try {
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
      const body = JSON.stringify(verdict);
      const beside = `${this.#file()}.${process.pid}`;
      writeFileSync(beside, JSON.stringify({ sum: sumOf(this.#key, body), body }), { mode: 0o600 });
      renameSync(beside, this.#file());
      forgetOldest(this.#folder);
    } catch {
      // A folder that cannot be written costs the next scan its time, and nothing else.
    }
  }

  #file(): string {
    return join(this.#folder, `${this.#key}.json`);
  }
}

/** Removes every entry of the cache. @returns how many there were. */
export function clearCache(folder: string): number {
  const names = entriesOf(folder);
  for (const name of names) rmSync(join(folder, name), { force: true });
  return names.length;
}

function keyOf({ packs }: Listing, maxFileBytes: number): string {
  const hash = createHash('sha256').update(`${FORMAT}\n${maxFileBytes}\n`);
  hash.update(readFileSync(fileURLToPath(import.meta.url)));
  for (const { path, index } of packs) {
    const { dev, ino, size, mtimeNs, ctimeNs } = statSync(path, { bigint: true });
    hash.update(`\n${path}\n${[dev, ino, size, mtimeNs, ctimeNs].join(' ')}\n`).update(index.packChecksum);
  }
  return hash.digest('hex');
}

function sumOf(key: string, body: string): string {
  return createHash('sha256').update(key).update(body).digest('hex');
}

function verdictIn(text: string, key: string): Verdict | undefined {
  try {
    const { sum, body } = JSON.parse(text) as { readonly sum: unknown; readonly body: unknown };
    if (typeof body !== 'string' || sum !== sumOf(key, body)) return undefined;
    return JSON.parse(body) as Verdict;
  } catch {
    return undefined; // The caller tells of it.
  }
}

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder).filter(name => NAME.test(name));
  } catch {
    return []; // No folder, no entries.
  }
}

function forgetOldest(folder: string): void {
  const names = entriesOf(folder);
  if (names.length <= MOST_FILES) return;
  const aged = names.map(name => ({ name, time: statSync(join(folder, name)).mtimeMs }));
  aged.sort((a, b) => b.time - a.time);
  for (const { name } of aged.slice(MOST_FILES)) rmSync(join(folder, name), { force: true });
}
