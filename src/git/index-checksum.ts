/**
 * Checks the index file against the checksum at its end. git itself does not when it reads one: an index that is cut off gives
 * fewer entries, or entries full of zeros, with exit status 0.
 */
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { codeOf, GitError } from '../errors.ts';

/** An index is read so many bytes at a time. */
const PIECE = 256 << 10;

/**
 * Returns if the index at `path` is whole, or is not there at all. One written without a checksum (`index.skipHash`) passes.
 * Format: git's gitformat-index, "a trailing hash checksum over the content of the index file before this checksum".
 * @throws GitError if it is damaged or cannot be read.
 */
export async function checkIndex(path: string, idBytes: 20 | 32): Promise<void> {
  const hash = createHash(idBytes === 20 ? 'sha1' : 'sha256');
  /** What may be the checksum: it is hashed once more is there. */
  let tail: Buffer = Buffer.alloc(0);
  try {
    const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      if (!(await handle.stat()).isFile()) throw new GitError('the index is no file');
      const piece = Buffer.allocUnsafe(PIECE);
      for (let read = await handle.read(piece); read.bytesRead > 0; read = await handle.read(piece)) {
        const bytes = Buffer.concat([tail, piece.subarray(0, read.bytesRead)]);
        const cut = Math.max(0, bytes.length - idBytes);
        hash.update(bytes.subarray(0, cut));
        tail = bytes.subarray(cut);
      }
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof GitError) throw error;
    const code = codeOf(error);
    if (code === 'ENOENT') return;
    throw new GitError('the index cannot be read', code);
  }
  if (tail.every(byte => byte === 0) && tail.length === idBytes) return;
  if (!hash.digest().equals(tail)) throw new GitError('the index is damaged: its checksum does not fit');
}
