/** What a decoder of a compressed stream gives: also of a stream that is cut off or corrupt it tells what there was. */

/**
 * What keeps a stream from being unpacked whole. `damaged`: it is cut off, corrupt, or a checksum is wrong. `full`: there is more than
 * was asked for. `unknown`: a part of it is of a kind that is not undone.
 */
export type Problem = 'damaged' | 'full' | 'unknown';

/** What came out of a compressed stream, and what kept it from being all. */
export interface Decompressed {
  /** All that was unpacked, also what was before a problem. */
  readonly bytes: Buffer;
  /** Bytes of the input that belong to the streams, if there is no problem. */
  readonly consumed: number;
  readonly problem?: Problem;
}
