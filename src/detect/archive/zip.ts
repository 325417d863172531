/**
 * zip (PKWARE APPNOTE.TXT 6.3), also as docx, jar, whl, nupkg and behind a program. The directory at its end is believed
 * first; local entries that it does not name are opened too, and so is an archive whose end is cut off.
 */
import { crc32 } from 'node:zlib';
import { textOfBytes } from '../../byte-text.ts';
import type { Budget } from './budget.ts';
import { METHODS } from './compressed.ts';
import { firstRoom, inflate } from './inflate.ts';
import type { Held, Name } from './open.ts';
import type { Workplace } from './workplace.ts';
import { readDirectory } from './zip-directory.ts';

/** One entry, as the directory (or, without one, its local header) describes it. */
export interface Entry {
  /** Where its name starts and ends. */
  readonly nameAt: number;
  readonly nameEnd: number;
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
export function* zipMembers(bytes: Buffer, budget: Budget, workplace?: Workplace): Generator<Held> {
  const directory = readDirectory(bytes);
  if (directory === undefined) yield { kind: 'opaque' };
  const entries = [...(directory ?? [])].sort((a, b) => a.at - b.at);
  const zip = new Zip(bytes, budget, workplace);
  let seenTo = 0;
  for (const entry of [...entries, undefined]) {
    // What lies between two entries may hold one that the directory does not name.
    const end = Math.min(entry?.at ?? bytes.length, bytes.length);
    for (let at = localHeader(bytes, seenTo, end); at !== -1; at = localHeader(bytes, seenTo, end)) {
      const hidden = localEntry(bytes, at);
      seenTo = at + LOCAL_MAGIC.length;
      if (!hidden) continue;
      if (!budget.member()) return yield { kind: 'bound', name: nameOf(bytes, hidden), why: 'too many members' };
      for (const held of zip.open(hidden)) {
        if ('to' in held) seenTo = Math.max(seenTo, held.to);
        yield held;
      }
    }
    if (!entry) break;
    if (!budget.member()) return yield { kind: 'bound', name: nameOf(bytes, entry), why: 'too many members' };
    seenTo = Math.max(seenTo, entry.at + LOCAL_MAGIC.length);
    for (const held of zip.open(entry)) {
      if ('to' in held) seenTo = Math.max(seenTo, held.to);
      yield held;
    }
  }
}

/** Where the first local header starts in [from, to); -1 if none does. */
function localHeader(bytes: Buffer, from: number, to: number): number {
  if (from >= to) return -1;
  const at = bytes.subarray(from, to - 1 + LOCAL_MAGIC.length).indexOf(LOCAL_MAGIC);
  return at === -1 ? -1 : from + at;
}

/** The entry that a local header at `at` describes by itself, if there is a whole one. */
function localEntry(bytes: Buffer, at: number): Entry | undefined {
  if (at + LOCAL_BYTES > bytes.length) return undefined;
  const flags = bytes.readUInt16LE(at + 6);
  const known = (flags & SIZES_FOLLOW) === 0;
  return {
    nameAt: at + LOCAL_BYTES,
    nameEnd: at + LOCAL_BYTES + bytes.readUInt16LE(at + 26),
    flags,
    method: bytes.readUInt16LE(at + 8),
    crc: known ? bytes.readUInt32LE(at + 14) : undefined,
    packed: known ? bytes.readUInt32LE(at + 18) : undefined,
    size: bytes.readUInt32LE(at + 22),
    at,
  };
}

function nameOf(bytes: Buffer, { nameAt, nameEnd }: Entry): Name {
  return () => textOfBytes(bytes.subarray(nameAt, nameEnd));
}

const OPAQUE = { kind: 'opaque' } as const;

/** Opens entries of one archive. */
class Zip {
  readonly #bytes: Buffer;
  readonly #budget: Budget;
  readonly #workplace: Workplace | undefined;
  /** Everything before this was digested, if it was worth it. */
  #digestedTo = 0;
  /** No stream that was inflated has bytes from here on. */
  #inflatedTo = 0;

  constructor(bytes: Buffer, budget: Budget, workplace: Workplace | undefined) {
    this.#bytes = bytes;
    this.#budget = budget;
    this.#workplace = workplace;
  }

  *open(entry: Entry): Generator<Held> {
    const bytes = this.#bytes;
    const { at } = entry;
    if (at < 0 || at + LOCAL_BYTES > bytes.length || bytes.readUInt32LE(at) !== LOCAL_HEADER) return yield OPAQUE;
    const from = at + LOCAL_BYTES + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
    const packed = bytes.subarray(from, entry.packed === undefined ? bytes.length : from + entry.packed);
    if (packed.length === 0) return;
    if (entry.flags & ENCRYPTED) return yield OPAQUE;
    if (entry.method === STORED) yield* this.#stored(entry, packed, from);
    else if (entry.method === DEFLATED) yield* this.#deflated(entry, packed, from);
    else yield* this.#otherwise(entry, packed, from);
  }

  *#stored(entry: Entry, packed: Buffer, from: number): Generator<Held> {
    if (entry.packed === undefined) return yield OPAQUE;
    const budget = this.#budget;
    const fits = packed.length <= budget.room;
    budget.charge(packed.length);
    const name = nameOf(this.#bytes, entry);
    if (!fits) return yield { kind: 'bound', name, why: budget.why };
    yield { kind: 'member', name, bytes: packed, from, to: from + packed.length };
    if (entry.crc !== crc32(packed)) yield OPAQUE;
  }

  *#deflated(entry: Entry, packed: Buffer, from: number): Generator<Held> {
    const budget = this.#budget;
    const workplace = this.#workplace;
    const key = this.#keyOf(entry, packed, from);
    const known = key === undefined ? undefined : workplace?.silent.get(key);
    const room = firstRoom(budget, entry.size);
    if (known !== undefined && room > 0 && known.length <= room) {
      budget.charge(known.length);
      this.#chargeAgain(from, known.consumed);
      yield { kind: 'silent', from, to: from + known.consumed };
      if (entry.crc !== undefined && entry.crc !== known.crc) yield OPAQUE;
      return;
    }
    const inflated = inflate(packed, budget, entry.size, workplace);
    this.#chargeAgain(from, inflated.kind === 'bytes' ? inflated.consumed : packed.length);
    if (inflated.kind === 'damaged') return yield OPAQUE;
    const name = nameOf(this.#bytes, entry);
    if (inflated.kind === 'bound') return yield { kind: 'bound', name, why: inflated.why };
    const { bytes, consumed } = inflated;
    try {
      const crc = crc32(bytes);
      const onSilence =
        key === undefined ? undefined : () => workplace?.silent.add(key, { consumed, length: bytes.length, crc });
      yield { kind: 'member', name, bytes, from, to: from + consumed, onSilence };
      if (entry.crc !== undefined && entry.crc !== crc) yield OPAQUE;
    } finally {
      workplace?.release(bytes);
    }
  }

  /** By a method that is seldom used. */
  *#otherwise(entry: Entry, packed: Buffer, from: number): Generator<Held> {
    const { room, why } = this.#budget;
    const unpacked = METHODS.get(entry.method)?.(packed, room);
    if (unpacked === undefined) return yield OPAQUE;
    const { bytes, consumed, problem } = unpacked;
    this.#budget.charge(bytes.length);
    this.#chargeAgain(from, packed.length);
    const name = nameOf(this.#bytes, entry);
    if (problem === 'full') yield { kind: 'bound', name, why };
    else if (problem !== undefined) yield OPAQUE;
    else yield { kind: 'member', name, bytes, from, to: from + consumed };
  }

  /** Charges packed bytes that another entry had before: they may be many, and unpack to nothing. */
  #chargeAgain(from: number, length: number): void {
    this.#budget.charge(Math.max(0, Math.min(from + length, this.#inflatedTo) - from));
    this.#inflatedTo = Math.max(this.#inflatedTo, from + length);
  }

  /** What the packed bytes of an entry are known by. No byte is digested twice, however many entries claim it. */
  #keyOf(entry: Entry, packed: Buffer, from: number): string | undefined {
    if (this.#workplace === undefined || entry.packed === undefined || from < this.#digestedTo) return undefined;
    this.#digestedTo = from + packed.length;
    return this.#workplace.silent.keyOf(packed);
  }
}
