/** Everything that the object store of a repository holds, reachable or not, each object once. It reads no file of the working tree. */
import { scanContent } from '../detect/find/content.ts';
import { Answers } from '../git/answers.ts';
import { attribute } from '../git/attribution.ts';
import { listCommits } from '../git/commits.ts';
import { checkComplete } from '../git/completeness.ts';
import { withLocalCommits } from '../git/local-commits.ts';
import { findMissing } from '../git/missing.ts';
import { readAllObjects } from '../git/objects.ts';
import { readPacks } from '../git/pack/read.ts';
import type { ScannedObject } from '../git/reader.ts';
import { describeRefs, nameRefs, type RefList } from '../git/refs.ts';
import type { Repository } from '../git/repository.ts';
import { sinceRange } from '../git/since.ts';
import { followTags } from '../git/tagged.ts';
import { placesByTrees } from '../git/trees/follow.ts';
import { type History, locate, type Whereabouts, wantedOf } from '../git/whereabouts.ts';
import type { Occurrence, Unread } from '../model.ts';
import type { Books } from '../receipt.ts';
import { rangeOccurrences } from './range.ts';
import { enterReport, placed, readerOptions, type StoredOptions } from './stored.ts';

export interface HistoryOptions extends StoredOptions {
  /** A date or a revision: only what refs reach and what is not older. */
  readonly since?: string | undefined;
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
  const named = await nameRefs(repo, signal);
  if (options.since !== undefined) {
    const refs = await describeRefs(repo, named, signal);
    const names = enterRefs(refs, books);
    const range = await sinceRange(repo, tipsOf(refs).all, options.since, signal);
    return [...(await rangeOccurrences(repo, range, options, books)), ...names];
  }
  const told: ScannedObject[] = [];
  const read = options.reader === 'git' ? readAllObjects : readPacks;
  // The plain reader is what all else is compared with: it takes nobody's word.
  const answers = new Answers(repo, options.reader === 'git' ? undefined : options.cacheFolder, note =>
    books.note(note),
  );
  // What git says of the refs is not needed before all is read.
  const [described, reading] = await Promise.allSettled([
    describeRefs(repo, named, signal),
    read(repo, readerOptions(options, told)),
  ]);
  const refs = outcomeOf(described);
  const names = enterRefs(refs, books);
  const report = outcomeOf(reading);
  enterReport(report, told, books);
  const stored = report.byType.commit;
  const byTrees = options.reader === 'pack' || (options.reader === 'auto' && stored > MANY_COMMITS);
  await checkComplete(repo, report, books, () =>
    answers.to(
      ['missing'],
      () => findMissing(repo, report, byTrees, signal),
      answer => answer.unread.length === 0,
    ),
  );
  const found = told.filter(object => object.scan.credentials.length > 0);
  if (found.length === 0) return names;
  const find = async (inTrees: readonly string[]): Promise<Whereabouts> => {
    const wanted = wantedOf(found, inTrees);
    const stop = new AbortController();
    // git lists the commits meanwhile.
    const places =
      byTrees && wanted.oids.size + inTrees.length > 0
        ? placesByTrees(repo, wanted, report.built, AbortSignal.any([signal, stop.signal]))
        : undefined;
    places?.catch(() => {
      // Whoever follows objects awaits the same promise.
    });
    try {
      const { history, unread } = await historyOf(repo, refs, stored, found, signal);
      const located = await locate(repo, history, found, inTrees, { byTrees: places, jobs: options.jobs }, signal);
      return { ...located, unread: [...unread, ...located.unread] };
    } finally {
      stop.abort();
    }
  };
  const question = ['whereabouts', JSON.stringify(refs), ...found.map(({ oid, type }) => `${type} ${oid}`).sort()];
  const occurrences = await placed(found, options, books, () => {
    const whereabouts = (inTrees: readonly string[]) =>
      answers.to(
        question,
        () => find(inTrees),
        answer => mayBeKept(answer, inTrees, found),
      );
    return attribute(repo, found, whereabouts, signal);
  });
  return [...occurrences, ...names];
}

/** Enters what is to be told of refs. @returns what is found in their names. */
function enterRefs(refs: RefList, books: Books): Occurrence[] {
  books.refs += refs.refs.length;
  for (const note of refs.notes) books.note(note);
  for (const unread of refs.unread) books.unread(unread);
  return refNames(refs);
}

function outcomeOf<T>(settled: PromiseSettledResult<T>): T {
  if (settled.status === 'rejected') throw settled.reason;
  return settled.value;
}

/** True if an answer is whole, and no path in it holds a credential or eight characters of one. */
function mayBeKept(answer: Whereabouts, names: readonly string[], found: readonly ScannedObject[]): boolean {
  if (answer.unread.length > 0 || names.length > 0) return false;
  const paths = [...answer.stays.map(stay => stay.path), ...answer.unplaced.flatMap(([, all]) => all)];
  const text = [...new Set(paths)].join('\n');
  const values = found.flatMap(({ scan }) => scan.credentials.flatMap(({ parts }) => Object.values(parts)));
  const pieces = values.flatMap(({ value }) => value.reveal().match(/.{8}/gs) ?? []);
  return !pieces.some(piece => text.includes(piece));
}

/** What history is reachable from: every ref but the stash, and what working trees are at. */
function tipsOf(refs: RefList) {
  const stored = refs.refs.filter(ref => ref.name !== 'refs/stash' && ref.type !== undefined);
  const heads = [...refs.otherHeads, ...(refs.head === undefined ? [] : [refs.head])];
  const of = (type: string) => stored.filter(ref => ref.type === type).map(ref => ref.oid);
  return {
    all: new Set([...stored.map(ref => ref.oid), ...heads]),
    commits: new Set([...of('commit'), ...heads]),
    tags: new Set(of('tag')),
  };
}

/** The commits of refs, then those of this clone alone; for whoever wants to know where something stands. */
async function historyOf(
  repo: Repository,
  refs: RefList,
  stored: number,
  found: readonly ScannedObject[],
  signal: AbortSignal,
): Promise<{ readonly history: History; readonly unread: readonly Unread[] }> {
  const { commits, tags } = tipsOf(refs);
  const { graph, unread } = await listCommits(repo, { wants: [...commits, ...tags], tips: commits, signal });
  const all = graph.ids.length < stored ? await withLocalCommits(repo, graph, signal) : graph;
  const shared = refs.refs.filter(ref => ref.name !== 'refs/stash');
  const tagged = await followTags(repo, shared, new Set(found.map(one => one.oid)), signal);
  const history = {
    graph: all,
    shared: graph.ids.length,
    head: refs.head,
    tags: tagged.tags,
    unplaced: 'local' as const,
    inTree: { paths: tagged.paths, state: 'history' as const },
  };
  return { history, unread: [...unread, ...tagged.unread] };
}

function refNames(refs: RefList): Occurrence[] {
  return refs.refs.flatMap(ref => {
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
