/** Everything that the object store of a repository holds, reachable or not, each object once. It reads no file of the working tree. */
import { scanContent } from '../detect/find/content.ts';
import { Answers } from '../git/answers.ts';
import { checkComplete } from '../git/completeness.ts';
import { readAllObjects } from '../git/objects.ts';
import type { Built } from '../git/pack/build.ts';
import { loudTexts } from '../git/pack/quiet.ts';
import { readPacks } from '../git/pack/read.ts';
import type { ScannedObject } from '../git/reader.ts';
import { describeRefs, type NamedRefs, nameRefs, type RefList, tipsOf } from '../git/refs.ts';
import type { Repository } from '../git/repository.ts';
import { sinceRange } from '../git/since.ts';
import type { Occurrence } from '../model.ts';
import type { Books } from '../receipt.ts';
import { rangeOccurrences } from './range.ts';
import { enterReport, readerOptions, type StoredOptions } from './stored.ts';

export interface HistoryOptions extends StoredOptions {
  /** A date or a revision: only what refs reach and what is not older. */
  readonly since?: string | undefined;
  /** The refs, if git was asked for them before. */
  readonly named?: Promise<NamedRefs> | undefined;
}

/** What so many commits changed, git tells as fast as all trees can be read. */
const MANY_COMMITS = 2000;

/**
 * The occurrences of credentials in all of history. What could not be read is in `books`, not thrown.
 * @throws UsageError if `since` means nothing; GitError if git cannot be started; Incomplete if `options.signal` aborts before objects are read.
 */
export async function historyOccurrences(
  repo: Repository,
  options: HistoryOptions,
  books: Books,
): Promise<readonly Occurrence[]> {
  const { signal } = options;
  books.gitVersion = repo.gitVersion;
  const named = await (options.named ?? nameRefs(repo, signal));
  if (options.since !== undefined) {
    const refs = await describeRefs(repo, named, signal);
    enterRefs(refs, books);
    const range = await sinceRange(repo, tipsOf(refs).all, options.since, signal);
    return [...(await rangeOccurrences(repo, range, options, books)), ...refNames(refs, undefined)];
  }
  const told: ScannedObject[] = [];
  const readAll = options.reader === 'git' ? readAllObjects : readPacks;
  // The plain reader is what all else is compared with: it takes nobody's word.
  const answers = new Answers(repo, options.reader === 'git' ? undefined : options.cacheFolder, note =>
    books.note(note),
  );
  // What git says of the refs is not needed before all is read.
  const [described, reading] = await Promise.allSettled([
    describeRefs(repo, named, signal),
    readAll(repo, readerOptions(options, told)),
  ]);
  const refs = outcomeOf(described);
  enterRefs(refs, books);
  const report = outcomeOf(reading);
  enterReport(report, told, books);
  const names = refNames(refs, report.built);
  const stored = report.byType.commit;
  const byTrees = options.reader === 'pack' || (options.reader === 'auto' && stored > MANY_COMMITS);
  const findMissing = () =>
    answers.to(
      ['missing'],
      async () => (await import('../git/missing.ts')).findMissing(repo, report, byTrees, signal),
      answer => answer.unread.length === 0,
    );
  await checkComplete(repo, report, books, findMissing, signal);
  const found = told.filter(object => object.scan.credentials.length > 0);
  if (found.length === 0) return names;
  // Loaded only here: most histories hold nothing.
  const { placesInHistory } = await import('./history-places.ts');
  const read = { refs, found, built: report.built, stored, byTrees };
  return [...(await placesInHistory(repo, read, answers, options, books)), ...names];
}

/** Enters what is to be told of refs. */
function enterRefs(refs: RefList, books: Books): void {
  books.refs += refs.refs.length;
  for (const note of refs.notes) books.note(note);
  for (const unread of refs.unread) books.unread(unread);
}

function outcomeOf<T>(settled: PromiseSettledResult<T>): T {
  if (settled.status === 'rejected') throw settled.reason;
  return settled.value;
}

/** What is found in the names of refs. @param built the catalogue of all that was read, if there is one. */
function refNames({ refs }: RefList, built: Built | undefined): Occurrence[] {
  const loud = new Set(
    loudTexts(
      refs.map(ref => ref.name),
      built,
    ),
  );
  return refs.flatMap(ref => {
    if (!loud.has(ref.name)) return [];
    const { credentials } = scanContent(Buffer.from(ref.name));
    return credentials.map(credential => ({
      credential,
      sighting: {
        where: 'history' as const,
        part: 'ref-name' as const,
        path: ref.name,
        line: 1,
        column: credential.at + 1,
        ...(ref.type === 'commit' && { commit: ref.oid }),
        state: ref.name === 'refs/stash' ? ('local' as const) : ('history' as const),
      },
    }));
  });
}
