/**
 * Reads one path of the file system and scans what it holds: a regular file's bytes, or a symbolic link's target text.
 * Never follows a link, never opens a FIFO, socket or device, and holds no file in memory that is too large for it.
 */
import { constants, type Stats } from 'node:fs';
import { type FileHandle, lstat, open, readlink } from 'node:fs/promises';
import { ContentStream } from '../detect/find/content-stream.ts';
import type { Position } from '../detect/find/lines.ts';
import type { ContentScan, Credential } from '../model.ts';

interface Scanned {
  readonly kind: 'scanned';
  readonly part: 'content' | 'link-target';
  readonly scan: ContentScan;
  readonly bytes: number;
  readonly place: (credential: Credential) => Position;
}

/** What became of one path. `gone`: nothing is there any more. */
export type Read =
  | Scanned
  | { readonly kind: 'gone' | 'special' | 'folder' | 'large' }
  | { readonly kind: 'failed'; readonly why: string };

/** Runs large files one after the other: an archive is held whole. */
export type Gate = (work: () => Promise<Read>) => Promise<Read>;

const PIECE_BYTES = 1 << 20;
const LARGE_BYTES = 8 << 20;

/** O_NONBLOCK: a FIFO that took the file's place must not hold us. O_NOFOLLOW: nor may a link lead us away. */
const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0);

/**
 * Reads and scans what `path` (bytes, absolute) names, up to `maxFileBytes`. Throws for nothing that a file system may answer.
 * @param large what files of many bytes wait at.
 */
export async function scanPath(path: Buffer, maxFileBytes: number, signal: AbortSignal, large: Gate): Promise<Read> {
  try {
    const stats = await lstat(path);
    if (stats.isSymbolicLink()) return scanLink(await readlink(path, { encoding: 'buffer' }));
    if (stats.isDirectory()) return { kind: 'folder' };
    if (!stats.isFile()) return { kind: 'special' };
    if (stats.size > maxFileBytes) return { kind: 'large' };
    const read = () => openAndScan(path, maxFileBytes, signal);
    return await (stats.size > LARGE_BYTES ? large(read) : read());
  } catch (error) {
    return refusal(error);
  }
}

async function openAndScan(path: Buffer, maxFileBytes: number, signal: AbortSignal): Promise<Read> {
  const handle = await open(path, OPEN_FLAGS);
  try {
    return await scanFile(handle, await handle.stat(), maxFileBytes, signal);
  } finally {
    await handle.close();
  }
}

function scanLink(target: Buffer): Scanned {
  const stream = new ContentStream(target.length);
  stream.push(target);
  return scannedBy(stream, 'link-target', target.length);
}

async function scanFile(handle: FileHandle, stats: Stats, maxFileBytes: number, signal: AbortSignal): Promise<Read> {
  if (!stats.isFile()) return { kind: 'special' };
  const piece = Buffer.allocUnsafe(Math.min(stats.size + 1, PIECE_BYTES));
  const stream = new ContentStream(stats.size);
  let bytes = 0;
  // To the end that reading finds, not to the size that was told: the file may grow, or lie.
  for (;;) {
    signal.throwIfAborted();
    const { bytesRead } = await handle.read(piece, 0, piece.length, null);
    if (bytesRead === 0) break;
    bytes += bytesRead;
    if (bytes > maxFileBytes) return { kind: 'large' };
    stream.push(piece.subarray(0, bytesRead));
  }
  return scannedBy(stream, 'content', bytes);
}

function scannedBy(stream: ContentStream, part: Scanned['part'], bytes: number): Scanned {
  return { kind: 'scanned', part, scan: stream.end(), bytes, place: one => stream.positionOf(one) };
}

/** What an error of the file system means. Anything else is a bug or an abort, and thrown on. */
function refusal(error: unknown): Read {
  if (!(error instanceof Error && 'syscall' in error && 'code' in error)) throw error;
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return { kind: 'gone' };
  if (error.code === 'ENXIO') return { kind: 'special' };
  return { kind: 'failed', why: `it cannot be read (${String(error.code)})` };
}
