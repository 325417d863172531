import type { Decompressed } from './decompressed.ts';
/** Unpacks all streams at the start of `packed`, at most `most` bytes. */
export declare function unxz(packed: Buffer, most: number): Decompressed;
