/** Where what was found in a range stands: commits, paths, lines. Loaded only if something was found. */
import { attribute } from '../git/attribution.ts';
import { listCommits } from '../git/commits.ts';
import type { ScannedObject } from '../git/reader.ts';
import { headCommit } from '../git/refs.ts';
import type { Repository } from '../git/repository.ts';
import { type ObjectRange, resolveRevision } from '../git/revisions.ts';
import { followTags } from '../git/tagged.ts';
import { locate, type Names, wantedOf } from '../git/whereabouts.ts';
import type { Occurrence, State } from '../model.ts';
import type { Books } from '../receipt.ts';
import { placed, type StoredOptions } from './stored.ts';

/** A range that was read. */
export interface RangeReading extends ObjectRange {
  /** Types of the ids that it is named by. */
  readonly types: ReadonlyMap<string, string>;
  /** The objects of the range. */
  readonly oids: ReadonlySet<string>;
  /** Those with something found in them; at least one. */
  readonly found: readonly ScannedObject[];
}

/** The occurrences of what was found, each at the commit of the range that brought it. What could not be read is in `books`, not thrown. */
export async function placesInRange(
  repo: Repository,
  { wants, haves, types, oids, found }: RangeReading,
  options: StoredOptions,
  books: Books,
): Promise<readonly Occurrence[]> {
  const { signal } = options;
  return placed(found, options, books, async () => {
    const tips = wants.filter(oid => types.get(oid) === 'commit' && oids.has(oid));
    const { graph, unread } = await listCommits(repo, { wants, haves, tips, signal });
    const lost = [...unread];
    const history = {
      graph,
      shared: graph.ids.length,
      head: await headCommit(repo, lost, signal),
      tags: oids,
      unplaced: 'history' as const,
    };
    const whereabouts = async (names: Names) => {
      const refs = wants.map(oid => ({ oid, type: types.get(oid) }));
      const tagged = await followTags(repo, refs, wantedOf(found, names), signal, oids);
      lost.push(...tagged.unread);
      const inTrees = { paths: tagged.paths, state: await stateOf(repo, tagged.trees, signal) };
      return locate(repo, { ...history, inTrees }, found, names, { jobs: options.jobs }, signal);
    };
    const attributed = await attribute(repo, found, whereabouts, signal);
    return { occurrences: attributed.occurrences, unread: [...lost, ...attributed.unread] };
  });
}

/** The state of what stands in trees that are wanted for themselves. */
async function stateOf(repo: Repository, trees: ReadonlySet<string>, signal: AbortSignal): Promise<State> {
  const [tree, another] = trees;
  if (tree === undefined || another !== undefined) return 'history';
  const head = await resolveRevision(repo, 'HEAD^{tree}', signal).catch(() => undefined);
  return tree === head ? 'head' : 'history';
}
