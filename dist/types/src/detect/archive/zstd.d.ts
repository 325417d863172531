import type { Decompressed } from './decompressed.ts';
/** Unpacks the frames at the start of `packed`, and no more than `most` bytes. */
export declare function unzstd(packed: Buffer, most: number): Decompressed;
