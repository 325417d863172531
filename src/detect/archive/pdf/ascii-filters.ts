/** The filters that need no tables (ISO 32000-2, 7.4.2, 7.4.3 and 7.4.5). Damage ends what they make. */
import type { Output } from '../output.ts';
import { isBlank } from './marks.ts';

const [EXCLAMATION, LOWER_U, LOWER_Z, TILDE, LESS, GREATER] = [0x21, 0x75, 0x7a, 0x7e, 0x3c, 0x3e];
/** The value of each hexadecimal digit, and 16 for what is none. */
const DIGITS = new Uint8Array(256).fill(16);
for (let digit = 0; digit < 16; digit++) {
  const text = digit.toString(16);
  for (const one of [text, text.toUpperCase()]) DIGITS[one.charCodeAt(0)] = digit;
}
/** Characters of a whole group of base 85, and the bytes that they stand for. */
const [GROUP, GROUP_BYTES] = [5, 4];
const END_OF_RUNS = 128;

/** False if there is more than `output` may have. */
export function ascii85(packed: Buffer, output: Output): boolean {
  let [value, count] = [0, 0];
  for (let at = startOf85(packed); at < packed.length; at++) {
    const byte = packed[at] as number;
    if (isBlank(byte)) continue;
    if (byte === LOWER_Z && count === 0) {
      if (!put(output, 0, GROUP_BYTES)) return false;
      continue;
    }
    if (byte < EXCLAMATION || byte > LOWER_U) break;
    value = value * 85 + byte - EXCLAMATION;
    if (++count < GROUP) continue;
    if (!put(output, value, GROUP_BYTES)) return false;
    [value, count] = [0, 0];
  }
  if (count < 2) return true;
  // A part of a group is filled up with the highest digit.
  for (let missing = count; missing < GROUP; missing++) value = value * 85 + 84;
  return put(output, value, count - 1);
}

/** Some writers put the `<~` before it that other programs want. */
function startOf85(packed: Buffer): number {
  let at = 0;
  while (isBlank(packed[at])) at++;
  return packed[at] === LESS && packed[at + 1] === TILDE ? at + 2 : at;
}

/** Adds the first bytes of a number of four. */
function put(output: Output, value: number, count: number): boolean {
  const end = output.grow(count);
  for (let at = output.length, shift = 24; at < end; at++, shift -= 8) output.bytes[at] = (value % 2 ** 32) >>> shift;
  return output.reach(output.length + count);
}

/** False if there is more than `output` may have. */
export function asciiHex(packed: Buffer, output: Output): boolean {
  output.grow(Math.ceil(packed.length / 2));
  let high = -1;
  for (let at = 0; at < packed.length; at++) {
    const byte = packed[at] as number;
    const digit = DIGITS[byte] as number;
    if (byte === GREATER) break;
    if (digit === 16) continue;
    if (high === -1) high = digit;
    else {
      output.bytes[output.length] = high * 16 + digit;
      if (!output.reach(output.length + 1)) return false;
      high = -1;
    }
  }
  if (high === -1) return true;
  output.bytes[output.length] = high * 16;
  return output.reach(output.length + 1);
}

/** False if there is more than `output` may have. */
export function runs(packed: Buffer, output: Output): boolean {
  for (let at = 0; at < packed.length; ) {
    const length = packed[at++] as number;
    if (length === END_OF_RUNS) break;
    const isRun = length > END_OF_RUNS;
    const count = isRun ? 257 - length : Math.min(length + 1, packed.length - at);
    if (at === packed.length) break;
    const end = output.grow(count);
    if (isRun) output.bytes.fill(packed[at] as number, output.length, end);
    else packed.copy(output.bytes, output.length, at, at + end - output.length);
    if (!output.reach(output.length + count)) return false;
    at += isRun ? 1 : count;
  }
  return true;
}
