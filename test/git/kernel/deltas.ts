/** Writes deltas (gitformat-pack, "Deltified representation"). */

import type { Rng } from '../../generate/random.ts';

/** Bytes to insert, or a range of the base to copy, of less than 16 MiB. */
export type Part = Buffer | { readonly from: number; readonly size: number };

/**
 * The delta that makes a child of the parts, and the child's length.
 * @param random decides which zeros of a copy's numbers are written all the same: git leaves all of them out.
 */
export function encodeDelta(baseLength: number, parts: readonly Part[], random: Rng) {
  const instructions: Buffer[] = [];
  let length = 0;
  for (const part of parts) {
    if (!Buffer.isBuffer(part)) {
      const { from, size } = part;
      const bytes = [from, from >> 8, from >> 16, from >> 24, size, size >> 8, size >> 16].map(one => one & 0xff);
      const told = bytes.map(one => one !== 0 || random() < 0.2);
      const op = told.reduce((bits, one, place) => bits | (one ? 1 << place : 0), 0x80);
      instructions.push(Buffer.from([op, ...bytes.filter((_, place) => told[place])]));
      length += size;
      continue;
    }
    for (let at = 0; at < part.length; at += 127) {
      const some = part.subarray(at, at + 127);
      instructions.push(Buffer.from([some.length]), some);
    }
    length += part.length;
  }
  const head = Buffer.from([...digits(baseLength), ...digits(length)]);
  return { delta: Buffer.concat([head, ...instructions]), length };
}

function digits(value: number): number[] {
  return value > 127 ? [(value & 127) | 128, ...digits(value >> 7)] : [value];
}
