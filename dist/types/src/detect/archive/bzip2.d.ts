import type { Decompressed } from './decompressed.ts';
/** Whether a stream starts with `head`, by the first ten bytes. */
export declare function startsBzip2(head: Buffer): boolean;
/** What the streams at the start of `packed` unpack to, if it is no more than `most` bytes. Never throws. */
export declare function bunzip2(packed: Buffer, most: number): Decompressed;
