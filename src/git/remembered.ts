/**
 * The user's cache folder: one file for each thing that is remembered, ids, paths and counts, never a secret or a part of
 * one. Each is bound to a key of all that it depends on and to the code that made it; whatever is not exactly so is as if
 * it were not there.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeFolders } from '../make-folders.ts';

/** Files kept in the folder: a repository makes new ones whenever it changes. */
const MOST_FILES = 192;
/** A longer text is not worth remembering. */
const LONGEST = 16 << 20;
const NAME = /^[0-9a-f]{64}\.json$/;
const IS_CODE = /\.(?:js|mjs|ts|wasm)$/;
/** Ways in that hold all that they need: they have no part in what another one does, and make up most of the bytes. */
const HOLDS_ALL = /^(?:action|index)\.js$/;

export interface Recalled<Kept> {
  readonly kept?: Kept;
  /** Why there is nothing, if that is worth telling. */
  readonly note?: string;
}

/** The key of an entry: a digest of its kind, of what it depends on, and of the code that is running. */
export function entryKey(kind: string, parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256').update(`${kind}\n${codeDigest()}`);
  for (const part of parts) hash.update(`\n${part.length}\n`).update(part);
  return hash.digest('hex');
}

let digest: string | undefined;

/** A digest of the code beside this file: what was built comes in several, and each may have a part in what is remembered. */
function codeDigest(): string {
  if (digest !== undefined) return digest;
  const hash = createHash('sha256');
  const file = fileURLToPath(import.meta.url);
  const folder = dirname(file);
  const isPart = (name: string) => IS_CODE.test(name) && (name === basename(file) || !HOLDS_ALL.test(name));
  for (const name of readdirSync(folder).filter(isPart).sort()) {
    const bytes = readFileSync(join(folder, name));
    hash.update(`${name}\n${bytes.length}\n`).update(bytes);
  }
  digest = hash.digest('hex');
  return digest;
}

export class Remembered<Kept> {
  readonly #folder: string;
  readonly #key: string;

  /** @param folder a folder of the user's own. @param key from `entryKey`. */
  constructor(folder: string, key: string) {
    this.#folder = folder;
    this.#key = key;
  }

  recall(): Recalled<Kept> {
    let text: string;
    try {
      text = readFileSync(this.#file(), 'utf8');
    } catch {
      return {}; // Nothing is remembered, or it cannot be read: then everything is done anew.
    }
    const body = bodyOf(text, this.#key);
    if (body === undefined) return { note: 'a damaged or foreign entry of the cache was ignored' };
    return { kept: JSON.parse(body) as Kept };
  }

  /** Writes down what is to be recalled, if it can. */
  remember(kept: Kept): void {
    try {
      const body = JSON.stringify(kept);
      if (body.length > LONGEST) return;
      makeFolders(this.#folder, 0o700);
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

function sumOf(key: string, body: string): string {
  return createHash('sha256').update(key).update(body).digest('hex');
}

/** The text that was remembered under `key`, or undefined if this is no such thing. */
function bodyOf(text: string, key: string): string | undefined {
  try {
    const { sum, body } = JSON.parse(text) as { readonly sum: unknown; readonly body: unknown };
    return typeof body === 'string' && sum === sumOf(key, body) ? body : undefined;
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
