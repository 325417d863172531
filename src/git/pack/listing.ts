/**
 * Lists packs and loose objects of a store at one moment, although git may repack meanwhile: loose objects first, packs last,
 * and all again if a pack came or went. So an object that moves from one to the other is seen in at least one place.
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { codeOf, explain } from '../../errors.ts';
import type { Unread } from '../../model.ts';
import { looseIds, objectFolders, packIndexes } from '../store.ts';
import { type PackIndex, readIndex } from './index-file.ts';

/** One pack whose index could be read. */
export interface ListedPack {
  readonly path: string;
  readonly index: PackIndex;
  /** Bytes of the pack without the checksum at its end. */
  readonly end: number;
}

export interface Listing {
  readonly folders: readonly string[];
  readonly packs: readonly ListedPack[];
  /** Of each folder: the ids of its loose objects, one behind the other. */
  readonly loose: readonly Buffer[];
  readonly unread: readonly Unread[];
}

const MOST_TRIES = 8;
/** Objects that a pack of this version and the other known one, 3, hold alike (gitformat-pack). */
const VERSIONS = [2, 3];

/** @param own the repository's own object folders. @param idBytes 20 or 32. */
export async function listPacks(own: readonly string[], idBytes: number): Promise<Listing> {
  for (let tries = 1; ; tries++) {
    const unread: Unread[] = [];
    const folders = await objectFolders(own, unread);
    const loose: Buffer[] = [];
    for (const folder of folders) loose.push(await looseIds(folder, idBytes, unread));
    const paths = await indexPaths(folders, unread);
    const packs: ListedPack[] = [];
    let vanished = false;
    for (const path of paths) {
      try {
        packs.push(await readPack(path, idBytes, unread));
      } catch (error) {
        vanished ||= isGone(error);
        unread.push(unreadOf(path, error));
      }
    }
    const after = await indexPaths(folders, []);
    if ((!vanished && after.join('\n') === paths.join('\n')) || tries === MOST_TRIES) {
      return { folders, packs, loose, unread };
    }
  }
}

async function indexPaths(folders: readonly string[], unread: Unread[]): Promise<string[]> {
  const paths: string[] = [];
  for (const folder of folders) paths.push(...(await packIndexes(`${folder}/pack`, unread)).sort());
  return paths;
}

async function readPack(indexPath: string, idBytes: number, unread: Unread[]): Promise<ListedPack> {
  const path = indexPath.replace(/idx$/, 'pack');
  const index = readIndex(await readFile(indexPath), idBytes);
  const file = openSync(path, 'r');
  try {
    const end = fstatSync(file).size - idBytes;
    const head = Buffer.alloc(12);
    const tail = Buffer.alloc(idBytes);
    const whole =
      readSync(file, head, 0, 12, 0) === 12 && end >= 12 && readSync(file, tail, 0, idBytes, end) === idBytes;
    const sound =
      whole &&
      head.toString('latin1', 0, 4) === 'PACK' &&
      VERSIONS.includes(head.readUInt32BE(4)) &&
      head.readUInt32BE(8) === index.count &&
      tail.equals(index.packChecksum);
    // What can be read of it is read all the same.
    if (!sound) unread.push({ class: 'damaged', what: path, why: 'the pack is cut, or does not match its index' });
    return { path, index, end };
  } finally {
    closeSync(file);
  }
}

function isGone(error: unknown): boolean {
  return codeOf(error) === 'ENOENT';
}

/** A pack that could not be listed: the index or the pack itself, whichever it was. */
function unreadOf(index: string, error: unknown): Unread {
  if (!(error instanceof Error && 'code' in error)) return { class: 'damaged', what: index, why: explain(error) };
  const what = 'path' in error && typeof error.path === 'string' ? error.path : index;
  const barred = error.code === 'EACCES' || error.code === 'EPERM';
  return { class: barred ? 'unreadable' : 'damaged', what, why: `cannot be read (${String(error.code)})` };
}
