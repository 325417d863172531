/** What the sources that read stored objects have in common: their options, and how a reader's report is entered into the books. */

import { explain, GitError, Incomplete } from '../errors.ts';
import type { ReaderOptions, ReaderReport, ScannedObject } from '../git/reader.ts';
import type { Occurrence, Unread } from '../model.ts';
import type { Books } from '../receipt.ts';
import { mayStand, pathLimit } from './path-filter.ts';
import { Remarks } from './remarks.ts';

export interface StoredOptions {
  readonly jobs: number;
  /** Blobs of more bytes are skipped by policy. Infinity for none. */
  readonly maxFileBytes: number;
  readonly reader: 'auto' | 'git' | 'pack';
  readonly signal: AbortSignal;
  /** Where finished packs are remembered, if they are. */
  readonly cacheFolder?: string;
  /** Paths relative to the root, with `/`: only what stands there, or below, is reported. None means everything. */
  readonly within?: readonly string[];
  readonly onProgress?: (stage: 'history' | 'attribution', done: number, expected: number) => void;
}

/** Collects what a reader tells. */
export function readerOptions(options: StoredOptions, told: ScannedObject[]): ReaderOptions {
  return {
    jobs: options.jobs,
    maxFileBytes: options.maxFileBytes,
    signal: options.signal,
    ...(options.cacheFolder !== undefined && { cacheFolder: options.cacheFolder }),
    onObject: object => told.push(object),
    onProgress: (done, expected) => options.onProgress?.('history', done, expected),
  };
}

/** Enters what a reader says, and what single objects tell beside credentials. */
export function enterReport(report: ReaderReport, told: readonly ScannedObject[], books: Books): void {
  books.objects.add(report.objects);
  for (const note of report.notes ?? []) books.note(note);
  books.bytes += report.bytes;
  books.commits += report.byType.commit;
  books.readers = {
    pack: (books.readers?.pack ?? 0) + report.readers.pack,
    git: (books.readers?.git ?? 0) + report.readers.git,
  };
  for (const name of [...new Set(report.submodules.values())].sort()) {
    books.note(`submodule ${name} was not scanned: it is a repository of its own`);
  }
  const remarks = new Remarks('history', books);
  for (const { oid, scan } of told) {
    remarks.scanned(scan, '');
    for (const one of scan.unread) {
      books.unread({ ...one, what: one.what ? `${one.what} in object ${oid}` : `object ${oid}` });
    }
  }
  remarks.write();
}

/**
 * What was found, with its places by `attribute`, within `options.within`; without places if they cannot be had, so that no
 * finding is lost with its place.
 */
export async function placed(
  found: readonly ScannedObject[],
  options: StoredOptions,
  books: Books,
  attribute: () => Promise<{ readonly occurrences: readonly Occurrence[]; readonly unread: readonly Unread[] }>,
): Promise<readonly Occurrence[]> {
  options.onProgress?.('attribution', 0, found.length);
  try {
    const { occurrences, unread } = await attribute();
    for (const one of unread) books.unread(one);
    return onlyWithin(occurrences, options.within);
  } catch (error) {
    if (!(error instanceof GitError || error instanceof Incomplete)) throw error;
    const unreadClass = error instanceof Incomplete ? error.class : 'git';
    books.unread({ class: unreadClass, what: 'places of findings', why: explain(error) });
    const sighting = { where: 'history', part: 'content', path: '', line: 1, column: 1, state: 'history' } as const;
    return found.flatMap(({ scan }) => scan.credentials.map(credential => ({ credential, sighting })));
  }
}

/** Those that stand, or may stand, at one of the paths of `within`. */
function onlyWithin(occurrences: readonly Occurrence[], within: readonly string[] = []): Occurrence[] {
  const inside = pathLimit(within);
  return occurrences.filter(({ sighting }) => mayStand(inside, sighting));
}
