/** Whose line a sighting tells. */
import type { ArchiveKind } from '../detect/archive/kinds.ts';
import type { Sighting } from '../model.ts';

/** What was opened as it stands. What is written as base64 in a text, and then packed, is told at the line of the base64. */
const CONTAINERS: Readonly<Record<ArchiveKind, true>> = {
  gzip: true,
  zlib: true,
  bzip2: true,
  xz: true,
  zstd: true,
  zip: true,
  '7z': true,
  tar: true,
  ar: true,
  cpio: true,
  rpm: true,
  pack: true,
  pdf: true,
  'pg-dump': true,
  rdb: true,
};

/** True if a line of a sighting is one of its file, false if it is one of an archive's member. */
export function isLineOfFile({ part, line, via }: Sighting): boolean {
  const kind = via?.[0]?.split(':', 1)[0] ?? '';
  return part === 'content' && line > 0 && !Object.hasOwn(CONTAINERS, kind);
}
