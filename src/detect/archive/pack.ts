/**
 * Packs and bundles of git that lie about as files (gitformat-pack(5), gitformat-bundle(5)): each object is a member. What a scan of
 * history reads of its own repository is not this, but `src/git/pack`, and a thousand times as much in the same time.
 */
import { createHash, hash } from 'node:crypto';
import type { Budget } from './budget.ts';
import { inflate } from './inflate.ts';
import { type Held, unnamed } from './open.ts';
import { patched } from './pack-delta.ts';
import { ZLIB_HEADER_BYTES, ZLIB_TRAILER_BYTES } from './zlib.ts';

const PACK = Buffer.from('PACK\0\0\0');
const HEADER_BYTES = 12;
const TYPES = ['', 'commit', 'tree', 'blob', 'tag'];
const [BY_OFFSET, BY_ID] = [6, 7];
const ID_BYTES = { sha1: 20, sha256: 32 } as const;
type Algorithm = keyof typeof ID_BYTES;
/** Objects are held for their deltas, so many bytes of them. */
const MOST_HELD = 128 << 20;

/** An object of the pack: where it stands, and what it is if it is no delta of one that is not there. */
interface Entry {
  readonly type: string;
  readonly bytes: Buffer;
}

/** True if `head` begins a pack or a bundle. */
export function startsPack(head: Buffer): boolean {
  const start = head.toString('latin1', 0, 16);
  return /^PACK\0\0\0[\x02\x03]/.test(start) || /^# v[23] git bundle\n/.test(start);
}

/** The objects of the pack in `bytes`, in its order. */
export function* packMembers(bytes: Buffer, budget: Budget): Generator<Held> {
  const start = bytes.indexOf(PACK);
  if (start < 0 || start + HEADER_BYTES > bytes.length) return yield { kind: 'opaque' };
  const count = bytes.readUInt32BE(start + 8);
  const algorithm = algorithmOf(bytes, start);
  if (algorithm === undefined) yield { kind: 'opaque' };
  const objects = new Objects(bytes, start, budget, algorithm ?? 'sha1');
  let at = start + HEADER_BYTES;
  for (let i = 0; i < count; i++) {
    if (!budget.member()) return yield { kind: 'bound', name: unnamed, why: 'too many members' };
    const read = objects.read(at);
    if (read === undefined && objects.why) return yield { kind: 'bound', name: unnamed, why: objects.why };
    if (read === undefined) {
      // That it is damaged was said, if its checksum says so.
      if (algorithm !== undefined) yield { kind: 'opaque' };
      return;
    }
    // The base of a thin pack is not in it.
    if (read.entry === undefined) yield { kind: 'opaque' };
    else {
      const { type, bytes: whole } = read.entry;
      const name = () => `${type} ${objects.idOf(type, whole)}`;
      yield { kind: 'member', name, bytes: whole, from: read.from, to: read.end };
    }
    at = read.end;
  }
}

/** What is read of a pack, and held for its deltas. */
class Objects {
  /** Which bound ended the reading. */
  why: string | undefined;
  readonly #bytes: Buffer;
  readonly #start: number;
  readonly #budget: Budget;
  readonly #algorithm: Algorithm;
  readonly #held = new Map<number, Entry>();
  #size = 0;
  /** Where objects stand, by their ids: only deltas by id ask for that. */
  #places: Map<string, number> | undefined;

  constructor(bytes: Buffer, start: number, budget: Budget, algorithm: Algorithm) {
    this.#algorithm = algorithm;
    this.#bytes = bytes;
    this.#start = start;
    this.#budget = budget;
  }

  idOf(type: string, bytes: Buffer): string {
    return createHash(this.#algorithm).update(`${type} ${bytes.length}\0`).update(bytes).digest('hex');
  }

  /** The entry at `at`: what it holds (nothing if its base is not here), where its stream begins and ends. Undefined if it cannot be read. */
  read(at: number): { readonly entry: Entry | undefined; readonly from: number; readonly end: number } | undefined {
    const head = this.#head(at);
    if (head === undefined) return undefined;
    const { type, size, from, base } = head;
    // Where it ends would show only by unpacking it.
    if (size > this.#budget.room) {
      this.why = this.#budget.why;
      return undefined;
    }
    const inflated = inflate(this.#bytes.subarray(from + ZLIB_HEADER_BYTES), this.#budget, size);
    if (inflated.kind === 'bound') this.why = inflated.why;
    if (inflated.kind !== 'bytes' || inflated.bytes.length !== size) return undefined;
    const end = Math.min(this.#bytes.length, from + ZLIB_HEADER_BYTES + inflated.consumed + ZLIB_TRAILER_BYTES);
    if (type !== undefined) return { entry: this.#hold(at, { type, bytes: inflated.bytes }), from, end };
    const below = base === undefined ? undefined : (this.#held.get(base) ?? this.read(base)?.entry);
    const made = below && patched(below.bytes, inflated.bytes, this.#budget.room);
    this.#budget.charge(made?.length ?? 0);
    return { entry: below && made && this.#hold(at, { type: below.type, bytes: made }), from, end };
  }

  /** The head of an entry: its type, or where its base stands if that is known. */
  #head(at: number) {
    let next = at;
    let byte = this.#bytes[next++];
    if (byte === undefined) return undefined;
    const kind = (byte >> 4) & 7;
    let size = byte & 15;
    for (let scale = 16; byte >= 128; scale *= 128) {
      byte = this.#bytes[next++];
      if (byte === undefined || scale > 2 ** 40) return undefined;
      size += (byte & 127) * scale;
    }
    if (kind === BY_OFFSET) {
      const [distance, from] = distanceIn(this.#bytes, next);
      // Bases stand before their deltas: so this ends.
      return distance > 0 && at - distance >= this.#start ? { size, from, base: at - distance } : { size, from };
    }
    if (kind === BY_ID) {
      const from = next + ID_BYTES[this.#algorithm];
      this.#places ??= new Map(Array.from(this.#held, ([place, { type, bytes }]) => [this.idOf(type, bytes), place]));
      const base = this.#places.get(this.#bytes.toString('hex', next, from));
      return base === undefined ? { size, from } : { size, from, base };
    }
    const type = TYPES[kind];
    return type ? { size, from: next, type } : undefined;
  }

  #hold(at: number, entry: Entry): Entry {
    if (this.#held.has(at)) return entry;
    this.#places?.set(this.idOf(entry.type, entry.bytes), at);
    this.#held.set(at, entry);
    this.#size += entry.bytes.length;
    for (const [place, { bytes }] of this.#held) {
      if (this.#size <= MOST_HELD) break;
      this.#held.delete(place);
      this.#size -= bytes.length;
    }
    return entry;
  }
}

/** How far before a delta its base stands, and where that number ends. */
function distanceIn(bytes: Buffer, at: number): readonly [distance: number, end: number] {
  let next = at;
  let byte = bytes[next++] ?? 0;
  let value = byte & 127;
  for (; byte >= 128 && value < 2 ** 40; value = (value + 1) * 128 + (byte & 127)) byte = bytes[next++] ?? 0;
  return [value, next];
}

/** By what ids are made, as the checksum that ends the pack is; undefined if there is no right one. */
function algorithmOf(bytes: Buffer, start: number): Algorithm | undefined {
  const isChecked = (algorithm: Algorithm) => {
    const end = bytes.length - ID_BYTES[algorithm];
    return end > start && hash(algorithm, bytes.subarray(start, end)) === bytes.toString('hex', end);
  };
  return isChecked('sha1') ? 'sha1' : isChecked('sha256') ? 'sha256' : undefined;
}
