/** Where what was found in history stands: commits, paths, lines. Loaded only if something was found. */
import type { Answers } from '../git/answers.ts';
import { attribute } from '../git/attribution.ts';
import { listCommits } from '../git/commits.ts';
import { withLocalCommits } from '../git/local-commits.ts';
import type { Built } from '../git/pack/build.ts';
import type { Wanted } from '../git/presence.ts';
import type { ScannedObject } from '../git/reader.ts';
import { type RefList, tipsOf } from '../git/refs.ts';
import type { Repository } from '../git/repository.ts';
import { followTags } from '../git/tagged.ts';
import { placesByTrees } from '../git/trees/follow.ts';
import { type History, locate, type Names, type Whereabouts, wantedOf } from '../git/whereabouts.ts';
import type { Occurrence, Unread } from '../model.ts';
import type { Books } from '../receipt.ts';
import type { HistoryOptions } from './history.ts';
import { placed } from './stored.ts';

/** What was read. */
export interface HistoryReading {
  readonly refs: RefList;
  /** The objects with something found in them; at least one. */
  readonly found: readonly ScannedObject[];
  /** The catalogue of all that was read, if there is one. */
  readonly built: Built | undefined;
  /** How many commits are stored. */
  readonly stored: number;
  /** True to read all trees rather than ask git what each commit changed. */
  readonly byTrees: boolean;
}

/**
 * The occurrences of what was found, each at its places. What could not be read is in `books`, not thrown.
 * @param answers remembers where things stand.
 */
export async function placesInHistory(
  repo: Repository,
  { refs, found, built, stored, byTrees }: HistoryReading,
  answers: Answers,
  options: HistoryOptions,
  books: Books,
): Promise<readonly Occurrence[]> {
  const { signal } = options;
  const find = async (inTrees: Names): Promise<Whereabouts> => {
    const wanted = wantedOf(found, inTrees);
    const stop = new AbortController();
    // git lists the commits meanwhile.
    const places =
      byTrees && wanted.oids.size + inTrees.size > 0
        ? placesByTrees(repo, wanted, built, AbortSignal.any([signal, stop.signal]))
        : undefined;
    places?.catch(() => {
      // Whoever follows objects awaits the same promise.
    });
    try {
      const { history, unread } = await historyOf(repo, refs, stored, wanted, signal);
      const located = await locate(repo, history, found, inTrees, { byTrees: places, jobs: options.jobs }, signal);
      return { ...located, unread: [...unread, ...located.unread] };
    } finally {
      stop.abort();
    }
  };
  const question = ['whereabouts', JSON.stringify(refs), ...found.map(({ oid, type }) => `${type} ${oid}`).sort()];
  return placed(found, options, books, () => {
    const whereabouts = (inTrees: Names) =>
      answers.to(
        question,
        () => find(inTrees),
        answer => mayBeKept(answer, inTrees, found),
      );
    return attribute(repo, found, whereabouts, signal);
  });
}

/** True if an answer is whole, and no path in it holds a credential or eight characters of one. */
function mayBeKept(answer: Whereabouts, names: Names, found: readonly ScannedObject[]): boolean {
  if (answer.unread.length > 0 || names.size > 0) return false;
  const paths = [...answer.stays.map(stay => stay.path), ...answer.unplaced.flatMap(([, all]) => all)];
  const text = [...new Set(paths)].join('\n');
  const values = found.flatMap(({ scan }) => scan.credentials.flatMap(({ parts }) => Object.values(parts)));
  const pieces = values.flatMap(({ value }) => value.reveal().match(/.{8}/gs) ?? []);
  return !pieces.some(piece => text.includes(piece));
}

/** The commits of refs, then those of this clone alone; for whoever wants to know where something stands. */
async function historyOf(
  repo: Repository,
  refs: RefList,
  stored: number,
  wanted: Wanted,
  signal: AbortSignal,
): Promise<{ readonly history: History; readonly unread: readonly Unread[] }> {
  const { commits, tags } = tipsOf(refs);
  const { graph, unread } = await listCommits(repo, { wants: [...commits, ...tags], tips: commits, signal });
  const isAll = graph.ids.length >= stored;
  const all = isAll ? { graph, shared: graph.ids.length, hidden: false } : await withLocalCommits(repo, graph, signal);
  const shared = refs.refs.filter(ref => ref.name !== 'refs/stash');
  const tagged = await followTags(repo, shared, wanted, signal);
  const history = {
    ...all,
    head: refs.head,
    tags: tagged.tags,
    unplaced: 'local' as const,
    inTrees: { paths: tagged.paths, state: 'history' as const },
  };
  return { history, unread: [...unread, ...tagged.unread] };
}
