/**
 * Follows objects through history by the trees themselves: each stored tree is read once, of most only what differs from the
 * tree that it is a delta of. So it is known what stands below the tree of every commit, whatever it was merged from.
 */
import { GitError } from '../../errors.ts';
import type { CommitGraph } from '../commits.ts';
import type { Built } from '../pack/build.ts';
import { NONE } from '../pack/catalogue.ts';
import type { Wanted } from '../presence.ts';
import type { Repository } from '../repository.ts';
import { readStore } from './store.ts';
import { searchFor } from './things.ts';
import { type Placed, TreePlaces } from './tree-places.ts';

/** What of the wanted stands in the tree of each commit of a graph, by the commit's place; the same list if it is the same. */
export type PlacesOf = (graph: CommitGraph) => readonly (readonly Placed[])[];

/**
 * Reads all trees for the wanted.
 * @param known the catalogue of the store, if there is one.
 * @throws GitError if a tree cannot be read, as does what it returns if trees unfold to too many paths; Incomplete if `signal` aborts.
 */
export async function placesByTrees(
  repo: Repository,
  { oids, names }: Pick<Wanted, 'oids' | 'names'>,
  known: Built | undefined,
  signal: AbortSignal,
): Promise<PlacesOf> {
  const { things, links } = await readStore(repo, searchFor(oids, names), false, known, signal);
  return ({ trees }) => {
    const places = new TreePlaces(links, things);
    return trees.map(tree => {
      const object = tree === '' ? NONE : things.catalogue.find(Buffer.from(tree, 'hex'));
      if (object === NONE) throw new GitError(`tree ${tree} is not stored`);
      return places.below(object);
    });
  };
}
