/** Whose line a sighting tells. */
import type { Sighting } from '../model.ts';

/** What was opened as it stands. What is written as base64 in a text, and then packed, is told at the line of the base64. */
const CONTAINER = /^(?:zip|tar|gzip|zlib|ar|pack|pg-dump|rdb)(?::|$)/;

/** True if a line of a sighting is one of its file, false if it is one of an archive's member. */
export function isLineOfFile({ part, line, via }: Sighting): boolean {
  return part === 'content' && line > 0 && !CONTAINER.test(via?.[0] ?? '');
}
