/** The filters that need no tables (ISO 32000-2, 7.4.2, 7.4.3 and 7.4.5). Damage ends what they make. */
import type { Output } from '../output.ts';
/** False if there is more than `output` may have. */
export declare function ascii85(packed: Buffer, output: Output): boolean;
/** False if there is more than `output` may have. */
export declare function asciiHex(packed: Buffer, output: Output): boolean;
/** False if there is more than `output` may have. */
export declare function runs(packed: Buffer, output: Output): boolean;
