/**
 * Returns if the index at `path` is whole, or is not there at all. One written without a checksum (`index.skipHash`) passes.
 * Format: git's gitformat-index, "a trailing hash checksum over the content of the index file before this checksum".
 * @throws GitError if it is damaged or cannot be read.
 */
export declare function checkIndex(path: string, idBytes: 20 | 32): Promise<void>;
