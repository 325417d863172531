/**
 * Lists what an object store holds by reading its folders: pack indexes, loose objects, alternates. It is independent of
 * git's own listing, which leaves out, with exit status 0, whatever it cannot open. It reads no object.
 */
import { constants } from 'node:fs';
import { type FileHandle, open, readdir, realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { codeOf } from '../errors.ts';
import type { Unread } from '../model.ts';
import { IdTable, mergeIds } from './ids.ts';
import { readSmallFile } from './small-file.ts';

export interface StoredIds {
  readonly ids: IdTable;
  /** Packs, indexes and folders that could not be listed. */
  readonly unread: readonly Unread[];
  readonly packs: number;
  readonly loose: number;
}

/** git follows alternates of alternates down to this depth (gitrepository-layout, objects/info/alternates). */
const DEEPEST_ALTERNATE = 5;

/**
 * Every object id that object folders and their alternates hold, packed or loose.
 * @param own the repository's own folders.
 * @param width bytes of an id.
 */
export async function listStore(own: readonly string[], width: number): Promise<StoredIds> {
  const unread: Unread[] = [];
  const runs: Buffer[] = [];
  let packs = 0;
  let loose = 0;
  for (const folder of await objectFolders(own, unread)) {
    for (const index of await packIndexes(join(folder, 'pack'), unread)) {
      packs++;
      const names = await readIndexIds(index, width).catch((error: unknown) => {
        unread.push({ class: 'damaged', what: index, why: wordsOf(error) });
        return undefined;
      });
      if (names) runs.push(names);
    }
    const ids = await looseIds(folder, width, unread);
    loose += ids.length / width;
    runs.push(ids);
  }
  return { ids: new IdTable(mergeIds(runs, width), width), unread, packs, loose };
}

/** A repository's own object folders, and every alternate that can be reached from them. */
export async function objectFolders(own: readonly string[], unread: Unread[]): Promise<string[]> {
  const found = [...own];
  let level = [...own];
  for (let depth = 0; level.length > 0; depth++) {
    const next: string[] = [];
    for (const folder of level) {
      const text = await readSmallFile(join(folder, 'info', 'alternates')).catch((error: unknown) => {
        unread.push({ class: 'unreadable', what: join(folder, 'info', 'alternates'), why: wordsOf(error) });
        return '';
      });
      for (const line of Buffer.from(text, 'latin1').toString().split('\n')) {
        if (line === '' || line.startsWith('#')) continue;
        // From where the folder really is, as git has it: it may be a link.
        const alternate = resolve(await realpath(folder), unquoted(line));
        if (found.includes(alternate)) continue;
        if (depth >= DEEPEST_ALTERNATE) {
          unread.push({ class: 'unreadable', what: alternate, why: 'alternates nest too deep' });
          continue;
        }
        found.push(alternate);
        next.push(alternate);
      }
    }
    level = next;
  }
  return found;
}

/** git writes an alternate with special characters as a quoted C string. */
function unquoted(line: string): string {
  if (!line.startsWith('"')) return line;
  try {
    const text: unknown = JSON.parse(line);
    return typeof text === 'string' ? text : line;
  } catch {
    return line; // Then the folder is not found, and that is told.
  }
}

/** Paths of the indexes in a pack folder. A pack without index, or an index without pack, is damage. */
export async function packIndexes(folder: string, unread: Unread[]): Promise<string[]> {
  const names = new Set(await entries(folder, unread));
  for (const name of names) {
    if (name.endsWith('.pack') && !names.has(name.replace(/pack$/, 'idx'))) {
      unread.push({
        class: 'damaged',
        what: join(folder, name),
        why: 'the pack has no index, so its objects cannot be read',
      });
    }
    if (name.endsWith('.idx') && name.startsWith('pack-') && !names.has(name.replace(/idx$/, 'pack'))) {
      unread.push({ class: 'damaged', what: join(folder, name), why: 'the index has no pack' });
    }
  }
  return [...names]
    .filter(name => name.endsWith('.idx') && names.has(name.replace(/idx$/, 'pack')))
    .map(name => join(folder, name));
}

export async function looseIds(folder: string, width: number, unread: Unread[]): Promise<Buffer> {
  const name = new RegExp(`^[0-9a-f]{${width * 2 - 2}}$`);
  const ids: string[] = [];
  for (const fan of (await entries(folder, unread)).filter(one => /^[0-9a-f]{2}$/.test(one)).sort()) {
    const files = await entries(join(folder, fan), unread);
    ids.push(
      ...files
        .filter(file => name.test(file))
        .map(file => fan + file)
        .sort(),
    );
  }
  return Buffer.from(ids.join(''), 'hex');
}

async function entries(folder: string, unread: Unread[]): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    const code = codeOf(error);
    // A store without packs has no pack folder; a store that is not there at all is told of where it is named.
    if (code === 'ENOENT' && /[\\/]pack$/.test(folder)) return [];
    unread.push({ class: 'unreadable', what: folder, why: `the folder cannot be listed (${code})` });
    return [];
  }
}

/** The ids in a pack index (gitformat-pack, "pack-*.idx files"), versions 1 and 2. */
async function readIndexIds(path: string, width: number): Promise<Buffer> {
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const head = await readAt(file, 0, 8 + 1024);
    const second = head.readUInt32BE(0) === 0xff744f63;
    if (second && head.readUInt32BE(4) !== 2) throw new Error(`unknown index version ${head.readUInt32BE(4)}`);
    const fanoutAt = second ? 8 : 0;
    const count = head.readUInt32BE(fanoutAt + 255 * 4);
    const entry = second ? width : width + 4;
    const { size } = await file.stat();
    if (size < fanoutAt + 1024 + count * entry) throw new Error('the index is too small');
    const table = await readAt(file, fanoutAt + 1024, count * entry);
    const ids = second ? table : withoutOffsets(table, count, width);
    for (let i = width; i < ids.length; i += width) {
      if (ids.compare(ids, i - width, i, i, i + width) <= 0) throw new Error('the index is not in order');
    }
    return ids;
  } finally {
    await file.close();
  }
}

/** Version 1 has a 4-byte offset before each id. */
function withoutOffsets(table: Buffer, count: number, width: number): Buffer {
  const ids = Buffer.allocUnsafe(count * width);
  for (let i = 0; i < count; i++) table.copy(ids, i * width, i * (width + 4) + 4, (i + 1) * (width + 4));
  return ids;
}

async function readAt(file: FileHandle, start: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length);
  for (let done = 0; done < length; ) {
    const { bytesRead } = await file.read(bytes, done, length - done, start + done);
    if (bytesRead === 0) throw new Error('the index is too small');
    done += bytesRead;
  }
  return bytes;
}

function wordsOf(error: unknown): string {
  return error instanceof Error && !('code' in error) ? error.message : `cannot be read (${codeOf(error)})`;
}
