/** Says which ids that are named and not stored are reachable, by the trees themselves: each stored tree is read once. */
import { GitError } from '../../errors.ts';
import type { Built } from '../pack/build.ts';
import { NONE } from '../pack/catalogue.ts';
import type { Repository } from '../repository.ts';
import { isObjectId } from '../revisions.ts';
import { listRoots } from '../roots.ts';
import { shallowEdge } from '../shallow.ts';
import { treeOfNothing } from '../tree.ts';
import { Climb } from './climb.ts';
import { treesFrom } from './commit-trees.ts';
import { Holders } from './holders.ts';
import { readStore } from './store.ts';
import { searchFor } from './things.ts';

/**
 * Those of `absent`, and of what the index and refs name, that are reachable and not stored.
 * @param absent every id that a stored object names and that is not stored.
 * @param built the catalogue of the store, if it is known.
 * @throws GitError if that cannot be told for sure; Incomplete if `signal` aborts.
 */
export async function missingByTrees(
  repo: Repository,
  absent: Iterable<string>,
  built: Built | undefined,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const ids = [...absent];
  if (!ids.every(id => isObjectId(id, repo))) throw new GitError('an object names what is no id');
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  const search = searchFor(ids, []);
  const parts = [listRoots(repo, either), readStore(repo, search, true, built, either), shallowEdge(repo)] as const;
  try {
    const [roots, { things, links }, edge] = await Promise.all(parts);
    const holders = new Holders(links, things);
    if (!links.sound || !holders.holdTrees) throw new GitError('the store holds what git would not take');
    const numbers = (ids: Iterable<string>) => Array.from(ids, id => things.find(Buffer.from(id, 'hex')));
    const trees = treesFrom(links, things.catalogue.count, numbers(roots.commits), new Set(numbers(edge)));
    if (trees === undefined) throw new GitError('a commit is not stored');
    for (const tree of trees) if (!holders.mayBeTree(tree)) throw new GitError('a commit has a tree that is none');
    const others = numbers(roots.others);
    if (others.includes(NONE)) throw new GitError('the store has changed');
    const climb = new Climb(holders, things.count, [...trees, ...others]);
    const missing = new Set(roots.missing);
    for (let thing = things.firstId; thing < things.firstName; thing++) {
      if (climb.reaches(thing)) missing.add(things.textOf(thing));
    }
    // git knows the tree of nothing, whether it is stored or not.
    missing.delete(treeOfNothing(repo.idBytes));
    return [...missing];
  } finally {
    // If one of them failed, nobody waits for the others.
    stop.abort();
    await Promise.allSettled(parts);
  }
}
