/** Tells packed contents by their first bytes (and self-extracting archives by their last). Opens nothing. */
/** What keysift opens. */
export type ArchiveKind = 'gzip' | 'zip' | 'tar';
/** Archives of more bytes are not opened: as much as a content of GitHub may have. */
export declare const MAX_ARCHIVE_BYTES: number;
/** As many first bytes decide. */
export declare const MAGIC_BYTES = 512;
/** What all magic numbers but tar's begin with. */
export declare const MAGIC_STARTS: readonly string[];
/** False if three bytes of the content memory[at, at + length) tell that it is no archive: nearly always. */
export declare function mayBeArchive(memory: Uint8Array, at: number, length: number): boolean;
/** What a content that starts with `head` (its first `MAGIC_BYTES` bytes, or all if it has less) is. */
export declare function archiveKind(head: Buffer): ArchiveKind | 'carrier' | 'closed' | undefined;
/** True if `tail`, the last bytes of a content, end a zip archive without a comment. */
export declare function endsZip(tail: Buffer): boolean;
