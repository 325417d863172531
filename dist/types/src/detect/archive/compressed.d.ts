/** Contents that are compressed as a whole by bzip2, xz or zstd: one member, of which all that can be unpacked is told. */
import type { Budget } from './budget.ts';
import type { Decompressed } from './decompressed.ts';
import { type Held } from './open.ts';
/** Unpacks the streams at the start of `packed` to at most `most` bytes. Never throws for any bytes. */
type Decompress = (packed: Buffer, most: number) => Decompressed;
export declare const bzip2Members: (bytes: Buffer, budget: Budget) => Generator<Held>;
export declare const xzMembers: (bytes: Buffer, budget: Budget) => Generator<Held>;
export declare const zstdMembers: (bytes: Buffer, budget: Budget) => Generator<Held>;
/** By the number of a method of zip (APPNOTE.TXT 4.4.5). */
export declare const METHODS: ReadonlyMap<number, Decompress>;
export {};
