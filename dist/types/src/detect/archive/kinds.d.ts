/** What keysift opens. */
export type ArchiveKind = 'gzip' | 'zlib' | 'bzip2' | 'xz' | 'zstd' | 'zip' | '7z' | 'tar' | 'ar' | 'cpio' | 'rpm' | 'pack' | 'pdf' | 'pg-dump' | 'rdb';
/** Archives of more bytes are not opened: as much as a content of GitHub may have. */
export declare const MAX_ARCHIVE_BYTES: number;
/** As many first bytes decide. */
export declare const MAGIC_BYTES = 512;
/** A script begins with it. */
export declare const SCRIPT = "#!";
/** What all magic numbers but those of tar and of git's bundles begin with. */
export declare const MAGIC_STARTS: readonly string[];
/** False if three bytes of the content memory[at, at + length) tell that it is no archive: nearly always. */
export declare function mayBeArchive(memory: Uint8Array, at: number, length: number): boolean;
/** What a content that starts with `head` (its first `MAGIC_BYTES` bytes, or all if it has less) is. */
export declare function archiveKind(head: Buffer): ArchiveKind | 'carrier' | 'closed' | undefined;
