/** Puts together what the pack reader counted and what git read for it. */
import type { Unread } from '../../model.ts';
import type { ReaderReport } from '../reader.ts';
import { type Catalogue, NONE } from './catalogue.ts';
import { noteFirst, type PackTally } from './tally.ts';

/** The report of a whole reading. @param byGit what git read of it, if anything. @param unread what is no single object. */
export function joinReports(
  catalogue: Catalogue,
  tally: PackTally,
  byGit: ReaderReport | undefined,
  unread: readonly Unread[],
  notes: readonly string[],
): ReaderReport {
  const { blob, commit, tag, tree } = tally.byType;
  const scanned = blob + commit + tag + tree - tally.skipped;
  const damaged = tally.failed.map(
    ({ object, why }): Unread => ({ class: 'damaged', what: `object ${catalogue.hex(object)}`, why }),
  );
  const failed = [...unread, ...damaged, ...(byGit?.objects.failed ?? [])];
  const skipped = tally.skipped + (byGit?.objects.skipped.size ?? 0);
  const scannedByGit = byGit?.objects.scanned ?? 0;
  const absent = new Map(byGit?.absent);
  for (const [id, kind] of tally.outside) {
    if (catalogue.find(Buffer.from(id, 'hex')) === NONE) noteFirst(absent, id, kind);
  }
  for (const [id, name] of byGit?.submodules ?? []) noteFirst(tally.submodules, id, name);
  return {
    objects: {
      expected: scanned + scannedByGit + skipped + failed.length,
      scanned: scanned + scannedByGit,
      skipped: skipped > 0 ? { size: skipped } : {},
      failed,
    },
    byType: {
      blob: blob + (byGit?.byType.blob ?? 0),
      commit: commit + (byGit?.byType.commit ?? 0),
      tag: tag + (byGit?.byType.tag ?? 0),
      tree: tree + (byGit?.byType.tree ?? 0),
    },
    bytes: tally.bytes + (byGit?.bytes ?? 0),
    absent,
    submodules: tally.submodules,
    readers: { pack: scanned, git: scannedByGit },
    notes,
  };
}
