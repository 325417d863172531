/** Runs the sources of stored objects on a test repository, and picks out what they say of one key. */
import { openRepository } from '../../src/git/repository.ts';
import { resolveRange } from '../../src/git/revisions.ts';
import type { Occurrence, Receipt, Sighting } from '../../src/model.ts';
import { Books } from '../../src/receipt.ts';
import { type HistoryOptions, historyOccurrences } from '../../src/sources/history.ts';
import { rangeOccurrences } from '../../src/sources/range.ts';
import { accessKeyId, rng } from '../generate/aws.ts';
import type { TestRepo } from '../repo.ts';

export interface Scanned {
  readonly occurrences: readonly Occurrence[];
  readonly receipt: Receipt;
}

const random = rng(20_261_122);

/** A fake key id, another one each time. */
export function keyId(): string {
  return accessKeyId({ rng: random, prefix: 'AKIA' });
}

export async function scanHistory(repo: TestRepo, extra: Partial<HistoryOptions> = {}): Promise<Scanned> {
  const books = new Books();
  const occurrences = await historyOccurrences(await openRepository(repo.dir), { ...OPTIONS, ...extra }, books);
  return { occurrences, receipt: books.close('test', 0, 0, '0', new Set()) };
}

export async function scanRange(repo: TestRepo, ...revisions: string[]): Promise<Scanned> {
  return scanRangeBy('git', repo, ...revisions);
}

export async function scanRangeBy(
  reader: HistoryOptions['reader'],
  repo: TestRepo,
  ...revisions: string[]
): Promise<Scanned> {
  const books = new Books();
  const opened = await openRepository(repo.dir);
  const range = await resolveRange(opened, revisions, OPTIONS.signal);
  const occurrences = await rangeOccurrences(opened, range, { ...OPTIONS, reader }, books);
  return { occurrences, receipt: books.close('test', 0, 0, '0', new Set()) };
}

/** The sightings of one key id. */
export function sightingsOf(scanned: Scanned, id: string): Sighting[] {
  return scanned.occurrences
    .filter(one => one.credential.parts.accessKeyId?.value.reveal() === id)
    .map(one => one.sighting);
}

/** True for each id that was found anywhere. */
export function found(scanned: Scanned, ids: readonly string[]): string[] {
  return ids.filter(id => sightingsOf(scanned, id).length > 0);
}

const OPTIONS = {
  jobs: 1,
  maxFileBytes: Number.POSITIVE_INFINITY,
  reader: 'git' as const,
  signal: new AbortController().signal,
};
