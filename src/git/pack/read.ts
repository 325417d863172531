/**
 * The pack reader: reads every object that is stored in a repository, each once, straight from packs and loose files, and
 * tells the same as the plain reader (`objects.ts`). What it cannot take it hands to git, and counts.
 */
import { join } from 'node:path';
import type { Unread } from '../../model.ts';
import { readObjects } from '../objects.ts';
import type { ReaderOptions, ReaderReport } from '../reader.ts';
import type { Repository } from '../repository.ts';
import { type Built, buildCatalogue } from './build.ts';
import { AGAIN, type Catalogue } from './catalogue.ts';
import { listPacks } from './listing.ts';
import { planWork } from './plan.ts';
import { runPlan } from './pool.ts';
import { noteFirst, type PackTally } from './tally.ts';
import { unwire } from './wire.ts';

/**
 * Reads all objects of the store and its alternates. What goes wrong is in the report, with what was read before; it is not thrown.
 */
export async function readPacks(repo: Repository, options: ReaderOptions): Promise<ReaderReport> {
  const listing = await listPacks(join(repo.commonDir, 'objects'), repo.idBytes);
  const built = buildCatalogue(listing, repo.idBytes);
  const { catalogue } = built;
  const plan = planWork(catalogue, built.roots, built.weights);
  const stored = storedObjects(catalogue);
  const { tally, unread } = await runPlan(built, plan, {
    ...options,
    onFound: found => {
      for (const { object, type, scan } of found) {
        options.onObject({ oid: catalogue.hex(object), type, scan: unwire(scan) });
      }
    },
    onProgress: share => options.onProgress?.(Math.floor(share * stored), stored),
  });
  const byGit = options.signal.aborted ? undefined : await readByGit(repo, built, tally, options);
  return report(catalogue, tally, byGit, [...listing.unread, ...unread]);
}

function storedObjects(catalogue: Catalogue): number {
  let stored = 0;
  for (const flags of catalogue.flags) if ((flags & AGAIN) === 0) stored++;
  return stored;
}

async function readByGit(
  repo: Repository,
  { catalogue, strays }: Built,
  tally: PackTally,
  options: ReaderOptions,
): Promise<ReaderReport | undefined> {
  const left = [...tally.forGit, ...strays];
  if (left.length === 0) return undefined;
  const { onProgress: _, ...rest } = options;
  return readObjects(repo, left.map(object => catalogue.hex(object)).sort(), rest, catalogue);
}

function report(
  catalogue: Catalogue,
  tally: PackTally,
  byGit: ReaderReport | undefined,
  unread: readonly Unread[],
): ReaderReport {
  const { blob, commit, tag, tree } = tally.byType;
  const scanned = blob + commit + tag + tree - tally.skipped;
  const damaged = tally.failed.map(
    ({ object, why }): Unread => ({ class: 'damaged', what: `object ${catalogue.hex(object)}`, why }),
  );
  const failed = [...unread, ...damaged, ...(byGit?.objects.failed ?? [])].sort((a, b) => (a.what < b.what ? -1 : 1));
  const skipped = tally.skipped + (byGit?.objects.skipped.size ?? 0);
  const scannedByGit = byGit?.objects.scanned ?? 0;
  for (const [id, kind] of byGit?.absent ?? []) noteFirst(tally.absent, id, kind);
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
    absent: tally.absent,
    submodules: tally.submodules,
    readers: { pack: scanned, git: scannedByGit },
  };
}
