/** What refs reach without a commit between: tags of tags, and blobs and trees that are tagged for themselves. */
import { GitError } from '../errors.ts';
import type { Unread } from '../model.ts';
import { readBytes } from './bytes.ts';
import { comesUpon } from './come-upon.ts';
import { headerIds } from './naming.ts';
import type { Wanted } from './presence.ts';
import { nameRefs, type Ref, typesOf } from './refs.ts';
import type { Repository } from './repository.ts';
import { eachPathInTree, pathsInTree } from './tree-paths.ts';

export interface Tagged {
  /** Every tag object on the way. */
  readonly tags: ReadonlySet<string>;
  /** The trees that are reached for themselves. */
  readonly trees: ReadonlySet<string>;
  /** The wanted blobs and names that are reached, with their paths (latin1; empty for a blob that is tagged itself). */
  readonly paths: ReadonlyMap<string, readonly string[]>;
  readonly unread: readonly Unread[];
}

/**
 * Follows `refs` through tags to blobs and trees.
 * @param within the objects that count; all if it is not given.
 */
export async function followTags(
  repo: Repository,
  refs: readonly Pick<Ref, 'oid' | 'type'>[],
  wanted: Wanted,
  signal: AbortSignal,
  within?: ReadonlySet<string>,
): Promise<Tagged> {
  const { tags, trees, blobs, unread } = await reachedBy(repo, refs, signal, within);
  const paths = new Map<string, string[]>();
  for (const blob of blobs) if (wanted.oids.has(blob)) paths.set(blob, ['']);
  for (const tree of trees) {
    const inside = await pathsInTree(repo, tree, wanted, signal);
    for (const [key, all] of inside) paths.set(key, [...(paths.get(key) ?? []), ...all]);
  }
  return { tags, trees, paths, unread };
}

/**
 * True if a tree that a ref or one of `others` reaches without a commit has a path that `matches` (latin1; folders, too). Reads
 * no further than to the first.
 * @throws GitError if that cannot be told; Incomplete if `signal` aborts.
 */
export async function isInTaggedTree(
  repo: Repository,
  others: readonly string[],
  matches: (path: string) => boolean,
  signal: AbortSignal,
): Promise<boolean> {
  const types = await typesOf(repo, new Set(others), signal);
  const { refs } = await nameRefs(repo, signal);
  const named = [...refs, ...others.map(oid => ({ oid, type: types.get(oid) }))];
  const { trees, unread } = await reachedBy(repo, named, signal);
  for (const tree of trees)
    if (await comesUpon(look => eachPathInTree(repo, tree, path => look(matches(path)), signal))) return true;
  if (unread[0]) throw new GitError(`${unread[0].what} cannot be followed`, unread[0].why);
  return false;
}

/** What `refs` reach without a commit between. */
async function reachedBy(
  repo: Repository,
  refs: readonly Pick<Ref, 'oid' | 'type'>[],
  signal: AbortSignal,
  within?: ReadonlySet<string>,
) {
  const [tags, trees, blobs] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const reach = (type: string | undefined, oid: string) => {
    if (within?.has(oid) === false) return;
    if (type === 'tag') tags.add(oid);
    else if (type === 'tree') trees.add(oid);
    else if (type === 'blob') blobs.add(oid);
  };
  for (const { type, oid } of refs) reach(type, oid);
  const unread: Unread[] = [];
  for (let next = new Set(tags); next.size > 0; ) {
    const deeper = new Set<string>();
    const failed = await readBytes(repo, next, signal, (_, type, bytes) => {
      if (type !== 'tag') return;
      headerIds('tag', bytes, (oid, kind) => {
        const known = tags.has(oid);
        reach(kind, oid);
        if (!known && tags.has(oid)) deeper.add(oid);
      });
    });
    unread.push(...failed);
    next = deeper;
  }
  return { tags, trees, blobs, unread };
}
