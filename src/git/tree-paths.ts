/** Where blobs stand in a tree that is looked at for itself, without the commits that have it. Reads trees only. */
import { GitError } from '../errors.ts';
import { streamGit } from './process.ts';
import type { Repository } from './repository.ts';

/** A tree of more paths is a bomb, and no project. */
const MOST_PATHS = 5_000_000;

/**
 * The paths, as latin1, of those blobs of `tree` that are in `wanted`.
 * @throws GitError if git fails: then paths would be missing without a word.
 */
export async function pathsInTree(
  repo: Repository,
  tree: string,
  wanted: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const paths = new Map<string, string[]>();
  let rest = '';
  let count = 0;
  const end = await streamGit(
    repo.place,
    ['ls-tree', '-r', '-z', '--full-tree', tree],
    piece => {
      const records = (rest + piece.toString('latin1')).split('\0');
      rest = records.pop() ?? '';
      count += records.length;
      if (count > MOST_PATHS) throw new GitError('a tree unfolds to too many paths');
      for (const record of records) {
        const tab = record.indexOf('\t');
        const oid = record.slice(tab - repo.idBytes * 2, tab);
        if (wanted.has(oid)) paths.set(oid, [...(paths.get(oid) ?? []), record.slice(tab + 1)]);
      }
    },
    { signal },
  );
  if (end.problem !== undefined || rest !== '')
    throw new GitError('git ls-tree failed', end.problem ?? 'its output was cut');
  return paths;
}
