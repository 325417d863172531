/**
 * zip (PKWARE APPNOTE.TXT 6.3), also as docx, jar, whl, nupkg and behind a program. The directory at its end is believed
 * first; local entries that it does not name are opened too, and so is an archive whose end is cut off.
 */
import { crc32 } from 'node:zlib';
import { textOfBytes } from '../../byte-text.ts';
import type { Budget } from './budget.ts';
import { inflate } from './inflate.ts';
import type { Held } from './open.ts';
import { readDirectory } from './zip-directory.ts';

/** One entry, as the directory (or, without one, its local header) describes it. */
export interface Entry {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  /** Undefined where only the end of the data would tell. */
  readonly crc: number | undefined;
  readonly packed: number | undefined;
  readonly size: number;
  /** Offset of the local header. */
  readonly at: number;
}

export const LOCAL_HEADER = 0x04034b50;
const LOCAL_BYTES = 30;
const LOCAL_MAGIC = Buffer.from('PK\x03\x04');
const ENCRYPTED = 1;
const SIZES_FOLLOW = 8;
const STORED = 0;
const DEFLATED = 8;

/** The members of a zip archive, in order of their place in it. */
export function* zipMembers(bytes: Buffer, budget: Budget): Generator<Held> {
  const directory = readDirectory(bytes);
  if (directory === undefined) yield { kind: 'opaque', name: '' };
  const entries = [...(directory ?? [])].sort((a, b) => a.at - b.at);
  let seenTo = 0;
  for (const entry of [...entries, undefined]) {
    // What lies between two entries may hold one that the directory does not name.
    for (let at = bytes.indexOf(LOCAL_MAGIC, seenTo); at !== -1 && at < (entry?.at ?? bytes.length); ) {
      const hidden = localEntry(bytes, at);
      seenTo = at + LOCAL_MAGIC.length;
      if (hidden) {
        if (!budget.member()) return yield { kind: 'bound', name: hidden.name, why: 'too many members' };
        for (const held of openEntry(bytes, hidden, budget)) {
          if (held.kind === 'member') seenTo = Math.max(seenTo, held.to);
          yield held;
        }
      }
      at = bytes.indexOf(LOCAL_MAGIC, seenTo);
    }
    if (!entry) break;
    if (!budget.member()) return yield { kind: 'bound', name: entry.name, why: 'too many members' };
    seenTo = Math.max(seenTo, entry.at + LOCAL_MAGIC.length);
    for (const held of openEntry(bytes, entry, budget)) {
      if (held.kind === 'member') seenTo = Math.max(seenTo, held.to);
      yield held;
    }
  }
}

/** The entry that a local header at `at` describes by itself, if there is a whole one. */
function localEntry(bytes: Buffer, at: number): Entry | undefined {
  if (at + LOCAL_BYTES > bytes.length) return undefined;
  const flags = bytes.readUInt16LE(at + 6);
  const known = (flags & SIZES_FOLLOW) === 0;
  return {
    name: textOfBytes(bytes.subarray(at + LOCAL_BYTES, at + LOCAL_BYTES + bytes.readUInt16LE(at + 26))),
    flags,
    method: bytes.readUInt16LE(at + 8),
    crc: known ? bytes.readUInt32LE(at + 14) : undefined,
    packed: known ? bytes.readUInt32LE(at + 18) : undefined,
    size: bytes.readUInt32LE(at + 22),
    at,
  };
}

function* openEntry(bytes: Buffer, entry: Entry, budget: Budget): Generator<Held> {
  const { name, at } = entry;
  const opaque = { kind: 'opaque', name } as const;
  if (at < 0 || at + LOCAL_BYTES > bytes.length || bytes.readUInt32LE(at) !== LOCAL_HEADER) return yield opaque;
  const from = at + LOCAL_BYTES + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
  const packed = bytes.subarray(from, entry.packed === undefined ? bytes.length : from + entry.packed);
  if (packed.length === 0) return;
  if (entry.flags & ENCRYPTED || (entry.method !== STORED && entry.method !== DEFLATED)) return yield opaque;
  if (entry.method === STORED) {
    if (entry.packed === undefined) return yield opaque;
    if (packed.length > budget.room) {
      budget.charge(packed.length);
      return yield { kind: 'bound', name, why: budget.why };
    }
    budget.charge(packed.length);
    yield { kind: 'member', name, bytes: packed, from, to: from + packed.length };
    if (entry.crc !== crc32(packed)) yield opaque;
    return;
  }
  const inflated = inflate(packed, budget, entry.size);
  if (inflated.kind === 'damaged') return yield opaque;
  if (inflated.kind === 'bound') return yield { kind: 'bound', name, why: inflated.why };
  yield { kind: 'member', name, bytes: inflated.bytes, from, to: from + inflated.consumed };
  if (entry.crc !== undefined && entry.crc !== crc32(inflated.bytes)) yield opaque;
}
