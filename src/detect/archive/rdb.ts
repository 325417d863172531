/**
 * Dumps of Redis: most values stand in them as they are, those that shrink by it are packed by LZF, each on its own.
 * Source: `rdb.c` (strings of encoding `RDB_ENC_LZF`) and `lzf_d.c` of Redis.
 */
import type { Budget } from './budget.ts';
import { type Held, unnamed } from './open.ts';

const HEADER_BYTES = 9;
const LZF_STRING = 0xc3;
/** LZF makes no more of a byte: a copy of 264 bytes has three. */
const BEST_FACTOR = 88;

/** The values that are packed. Of a byte that only looks as if one began there nothing is told. */
export function* rdbMembers(bytes: Buffer, budget: Budget): Generator<Held> {
  for (let at = bytes.indexOf(LZF_STRING, HEADER_BYTES); at >= 0; at = bytes.indexOf(LZF_STRING, at)) {
    const [packedLength, next] = lengthIn(bytes, at + 1);
    const [length, from] = lengthIn(bytes, next);
    const to = from + packedLength;
    at++;
    if (packedLength === 0 || to > bytes.length || length > packedLength * BEST_FACTOR) continue;
    if (length > budget.room) return yield { kind: 'bound', name: unnamed, why: budget.why };
    const value = unpacked(bytes.subarray(from, to), length, budget);
    if (value === undefined) continue;
    if (!budget.member()) return yield { kind: 'bound', name: unnamed, why: 'too many members' };
    yield { kind: 'member', name: unnamed, bytes: value, from, to };
    at = to;
  }
}

/** A length, and where it ends: of 6, 14, 32 or 64 bits, big-endian. Infinity if there is none. */
function lengthIn(bytes: Buffer, at: number): readonly [length: number, end: number] {
  const first = bytes[at] ?? 0xff;
  if (first < 0x40) return [first, at + 1];
  if (first < 0x80) return [((first & 63) << 8) | (bytes[at + 1] ?? 0), at + 2];
  if (first === 0x80 && at + 5 <= bytes.length) return [bytes.readUInt32BE(at + 1), at + 5];
  if (first === 0x81 && at + 9 <= bytes.length) return [Number(bytes.readBigUInt64BE(at + 1)), at + 9];
  return [Number.POSITIVE_INFINITY, at + 1];
}

/** What LZF makes of `packed`, if that is exactly `length` bytes. What merely looks like it ends after a few steps, which are charged. */
function unpacked(packed: Buffer, length: number, budget: Budget): Buffer | undefined {
  let steps = 0;
  const isWhole = walk(packed, length, () => steps++);
  budget.charge(steps);
  if (!isWhole) return undefined;
  const made = Buffer.allocUnsafe(length);
  walk(packed, length, (done, count, from) => {
    if (from < 0) packed.copy(made, done, -from, count - from);
    // It may copy what it is just making.
    else for (let i = 0; i < count; i++) made[done + i] = made[from + i] as number;
  });
  budget.charge(length);
  return made;
}

/**
 * Goes through the instructions in `packed`. False if they do not make `length` bytes.
 * @param step gets how many are made, how many come next, and from where: of what is made, or, negative, of `packed`.
 */
function walk(packed: Buffer, length: number, step: (done: number, count: number, from: number) => void): boolean {
  let done = 0;
  let at = 0;
  while (at < packed.length) {
    const control = packed[at++] as number;
    const isCopy = control >= 32;
    let count = isCopy ? (control >> 5) + 2 : control + 1;
    if (isCopy && count === 9) count += packed[at++] ?? 0;
    let from = -at;
    if (isCopy) {
      from = done - (((control & 31) << 8) | (packed[at++] ?? 0)) - 1;
      if (from < 0) return false;
    } else at += count;
    if (at > packed.length || done + count > length) return false;
    step(done, count, from);
    done += count;
  }
  return done === length;
}
