/**
 * Dumps of PostgreSQL in its custom format (`pg_dump -Fc`): what it says of tables stands in plain sight, and of each its rows, in
 * chunks that are one zlib stream. Source: `pg_backup_archiver.c` and `pg_backup_custom.c` of PostgreSQL, as of archive version 1.16.
 */
import type { Budget } from './budget.ts';
import { inflate } from './inflate.ts';
import type { Held } from './open.ts';
import { isChecked, USUAL_FACTOR, ZLIB_HEADER_BYTES } from './zlib.ts';

const [MINOR_AT, INT_BYTES_AT, ALGORITHM_AT, HEADER_BYTES] = [6, 8, 11, 12];
/** From this version on a byte says how rows are packed. */
const SAYS_ALGORITHM = 15;
const [LZ4, ZSTD] = [2, 3];
const DEFLATE = 0x78;

/** The rows of each table, and each large object. */
export function* pgDumpMembers(bytes: Buffer, budget: Budget): Generator<Held> {
  const isOther = (bytes[MINOR_AT] as number) >= SAYS_ALGORITHM && [LZ4, ZSTD].includes(bytes[ALGORITHM_AT] as number);
  if (isOther) return yield { kind: 'opaque' };
  const intBytes = bytes[INT_BYTES_AT] as number;
  if (intBytes !== 4 && intBytes !== 8) return yield { kind: 'opaque' };
  const ints = new Ints(bytes, intBytes);
  const chains = new Chains(ints);
  for (let at = bytes.indexOf(DEFLATE, HEADER_BYTES); at >= 0; at = bytes.indexOf(DEFLATE, at)) {
    const chunks = startsStream(bytes, at) ? chains.at(at) : undefined;
    if (chunks === undefined) {
      at++;
      continue;
    }
    const name = () => `${ints.at(at - 2 * ints.size) ?? 0}.dat`;
    if (!budget.member()) return yield { kind: 'bound', name, why: 'too many members' };
    const packed = Buffer.concat(chunks.pieces);
    const inflated = inflate(packed.subarray(ZLIB_HEADER_BYTES), budget, packed.length * USUAL_FACTOR);
    if (inflated.kind === 'bound') yield { kind: 'bound', name, why: inflated.why };
    else if (inflated.kind === 'damaged') yield { kind: 'opaque' };
    else {
      yield { kind: 'member', name, bytes: inflated.bytes, from: at, to: chunks.end };
      if (!isChecked(packed, inflated.bytes, inflated.consumed)) yield { kind: 'opaque' };
    }
    at = chunks.end;
  }
}

/** True if the two bytes that begin a zlib stream stand at `at` (RFC 1950, section 2.2). */
function startsStream(bytes: Buffer, at: number): boolean {
  return at + 1 < bytes.length && bytes.readUInt16BE(at) % 31 === 0 && ((bytes[at + 1] as number) & 32) === 0;
}

/** Numbers as dumps have them: a byte for the sign, and the value, little-endian. */
class Ints {
  readonly bytes: Buffer;
  /** Bytes of one. */
  readonly size: number;

  constructor(bytes: Buffer, valueBytes: number) {
    this.bytes = bytes;
    this.size = 1 + valueBytes;
  }

  /** The number at `at`, if one is there that is not negative. */
  at(at: number): number | undefined {
    if (at < 0 || at + this.size > this.bytes.length || this.bytes[at] !== 0) return undefined;
    const low = this.bytes.readUInt32LE(at + 1);
    return this.size > 5 && this.bytes.readUInt32LE(at + 5) !== 0 ? undefined : low;
  }
}

/** Chunks that follow each other. */
class Chains {
  readonly #ints: Ints;
  /** Where a length stands that leads to none: each is followed once, whatever the bytes say. */
  readonly #failed = new Set<number>();

  constructor(ints: Ints) {
    this.#ints = ints;
  }

  /** The chunks of which the first begins at `at`, and where what follows them begins; undefined if there are none. */
  at(at: number): { readonly pieces: readonly Buffer[]; readonly end: number } | undefined {
    const { bytes, size } = this.#ints;
    const pieces: Buffer[] = [];
    const seen: number[] = [];
    let next = at - size;
    while (next + size <= bytes.length) {
      const length = this.#failed.has(next) ? undefined : this.#ints.at(next);
      seen.push(next);
      if (length === undefined) {
        for (const one of seen) this.#failed.add(one);
        return undefined;
      }
      if (length === 0) break;
      pieces.push(bytes.subarray(next + size, next + size + length));
      next += size + length;
    }
    // Of a dump that is cut off all that is there is read.
    return pieces.length > 0 ? { pieces, end: Math.min(next, bytes.length) } : undefined;
  }
}
