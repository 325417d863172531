/** LZW with codes of 9 to 12 bits (ISO 32000-2, 7.4.4.2). Damage ends what it makes. */
import type { Output } from '../output.ts';

const [CLEAR, END, FIRST] = [256, 257, 258];
const [LEAST_BITS, MOST_BITS] = [9, 12];
const CODES = 1 << MOST_BITS;

/**
 * False if there is more than `output` may have. What a code stands for is always somewhere in the output already: what the code
 * before last stood for, and the byte behind it.
 * @param early 1 if codes get longer one code early, as they usually do; otherwise 0.
 */
export function lzw(packed: Buffer, early: 0 | 1, output: Output): boolean {
  const starts = new Int32Array(CODES);
  const lengths = new Int32Array(CODES);
  let next = FIRST;
  let width = LEAST_BITS;
  let hasLast = false;
  let [lastStart, lastLength] = [0, 0];
  let [bits, count] = [0, 0];
  for (let at = 0; ; ) {
    for (; count < width && at < packed.length; count += 8) bits = ((bits << 8) | (packed[at++] as number)) & 0xff_ffff;
    if (count < width) return true;
    count -= width;
    const code = (bits >>> count) & ((1 << width) - 1);
    if (code === CLEAR) {
      [next, width, hasLast] = [FIRST, LEAST_BITS, false];
      continue;
    }
    // The first code behind a clear stands for itself.
    if (code === END || code > next || (code >= FIRST && !hasLast) || (code === next && next === CODES)) return true;
    if (hasLast && next < CODES) {
      starts[next] = lastStart;
      lengths[next] = lastLength + 1;
      next++;
    }
    const length = code < CLEAR ? 1 : (lengths[code] as number);
    const from = output.length;
    const end = output.grow(length);
    if (code < CLEAR && end > from) output.bytes[from] = code;
    // Byte by byte, since it may run into itself.
    else for (let to = from, source = starts[code] as number; to < end; ) output.bytes[to++] = output.bytes[source++]!;
    if (!output.reach(from + length)) return false;
    [lastStart, lastLength, hasLast] = [from, length, true];
    if (next + early >= 1 << width && width < MOST_BITS) width++;
  }
}
