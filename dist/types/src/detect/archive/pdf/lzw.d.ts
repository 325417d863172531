/** LZW with codes of 9 to 12 bits (ISO 32000-2, 7.4.4.2). Damage ends what it makes. */
import type { Output } from '../output.ts';
/**
 * False if there is more than `output` may have. What a code stands for is always somewhere in the output already: what the code
 * before last stood for, and the byte behind it.
 * @param early 1 if codes get longer one code early, as they usually do; otherwise 0.
 */
export declare function lzw(packed: Buffer, early: 0 | 1, output: Output): boolean;
