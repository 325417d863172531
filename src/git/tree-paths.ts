/** Where blobs and names stand in a tree that is looked at for itself, without the commits that have it. Reads trees only. */
import { GitError } from '../errors.ts';
import type { Wanted } from './presence.ts';
import { streamGit } from './process.ts';
import type { Repository } from './repository.ts';

/** A tree of more paths is a bomb, and no project. */
const MOST_PATHS = 5_000_000;

/**
 * The paths, as latin1, at which `tree` has what is wanted, by the blob's id or by the name that the path ends in.
 * @throws GitError if git fails: then paths would be missing without a word.
 */
export async function pathsInTree(
  repo: Repository,
  tree: string,
  { oids, names }: Pick<Wanted, 'oids' | 'names'>,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const paths = new Map<string, string[]>();
  const named = new Set(names);
  const add = (key: string, path: string) => {
    const known = paths.get(key);
    if (known) known.push(path);
    else paths.set(key, [path]);
  };
  await eachPathInTree(
    repo,
    tree,
    (path, oid) => {
      if (oids.has(oid)) add(oid, path);
      if (named.size === 0) return;
      const name = path.slice(path.lastIndexOf('/') + 1);
      if (named.has(name)) add(name, path);
    },
    signal,
  );
  return paths;
}

/**
 * Calls `onPath` with every path of `tree` (latin1), folders too, and the id that stands there.
 * @throws GitError if git fails: then paths would be missing without a word; whatever `onPath` throws.
 */
export async function eachPathInTree(
  repo: Repository,
  tree: string,
  onPath: (path: string, oid: string) => void,
  signal: AbortSignal,
): Promise<void> {
  let rest = '';
  let count = 0;
  const end = await streamGit(
    repo.place,
    // Folders too: their names may be wanted.
    ['ls-tree', '-r', '-t', '-z', '--full-tree', tree],
    piece => {
      const records = (rest + piece.toString('latin1')).split('\0');
      rest = records.pop() ?? '';
      count += records.length;
      if (count > MOST_PATHS) throw new GitError('a tree unfolds to too many paths');
      for (const record of records) {
        const tab = record.indexOf('\t');
        onPath(record.slice(tab + 1), record.slice(tab - repo.idBytes * 2, tab));
      }
    },
    { signal },
  );
  if (end.problem !== undefined || rest !== '')
    throw new GitError('git ls-tree failed', end.problem ?? 'its output was cut');
}
