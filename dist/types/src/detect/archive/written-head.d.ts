/** What the base64 of a packed content begins with (their magic numbers): gzip, zip, xz, zstd, bzip2, 7z, PDF, zlib. */
export declare const WRITTEN_HEADS: readonly string[];
/** True if a head may begin at `at`. */
export declare function beginsAsHead(bytes: Buffer, at: number): boolean;
/** Where one may begin between the characters `from` and `to` of `text`. */
export declare function writtenHeadsIn(text: string, from: number, to: number): Generator<number>;
/**
 * One past the last character of the head that begins at `at` of `text`; undefined if there is none. All that it depends on is the
 * head and the few characters before it.
 */
export declare function writtenHeadAt(text: string, at: number): number | undefined;
