/**
 * Every object that is reachable from some ids and not from others: what a push would publish, what a pull request adds.
 * Commits and tags with their messages, names in trees, blobs whole. It reads no object outside the range but to compare.
 */

import { UsageError } from '../errors.ts';
import { readObjects } from '../git/objects.ts';
import { readFaster, readPacked } from '../git/pack/read.ts';
import { listRange } from '../git/reachable.ts';
import type { ScannedObject } from '../git/reader.ts';
import { typesOf } from '../git/refs.ts';
import type { Repository } from '../git/repository.ts';
import { isObjectId, type ObjectRange } from '../git/revisions.ts';
import { beyondEdge } from '../git/shallow.ts';
import type { Occurrence } from '../model.ts';
import type { Books } from '../receipt.ts';
import { enterReport, readerOptions, type StoredOptions } from './stored.ts';

const READERS = { git: readObjects, pack: readPacked, auto: readFaster };

/**
 * The occurrences of credentials in the objects of a range, each at the commit of the range that brought it. What could not
 * be read is in `books`, not thrown. An id of `haves` that is not stored excludes nothing, and is noted.
 * @throws UsageError if an id is none, or one of `wants` is not stored; GitError if git cannot be started; Incomplete if `options.signal` aborts.
 */
export async function rangeOccurrences(
  repo: Repository,
  range: ObjectRange,
  options: StoredOptions,
  books: Books,
): Promise<readonly Occurrence[]> {
  const { signal } = options;
  books.gitVersion = repo.gitVersion;
  const bad = [...range.wants, ...range.haves].find(oid => !isObjectId(oid, repo));
  if (bad !== undefined) throw new UsageError('a range takes full object ids only');
  const types = await typesOf(repo, new Set([...range.wants, ...range.haves]), signal);
  const lost = range.wants.find(oid => !types.has(oid));
  if (lost !== undefined) throw new UsageError(`object ${lost} is not in this repository: fetch it first`);
  const haves = range.haves.filter(oid => types.has(oid));
  if (haves.length < range.haves.length)
    books.note('a commit to compare with is not here: more was scanned than the range asks for');

  const listed = await listRange(repo, { wants: range.wants, haves }, signal);
  for (const unread of listed.unread) books.unread(unread);
  const told: ScannedObject[] = [];
  const report = await READERS[options.reader](repo, listed.oids, readerOptions(options, told));
  enterReport(report, told, books);

  for (const one of await beyondEdge(repo, listed.oids)) books.unread(one);
  const found = told.filter(object => object.scan.credentials.length > 0);
  if (found.length === 0) return [];
  // Loaded only here: most ranges hold nothing.
  const { placesInRange } = await import('./range-places.ts');
  return placesInRange(repo, { wants: range.wants, haves, types, oids: listed.oids, found }, options, books);
}
