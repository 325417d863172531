/**
 * Follows objects through history by the trees themselves: each stored tree is read once, of most only what differs from the
 * tree that it is a delta of. So it is known what stands below the tree of every commit, whatever it was merged from.
 */
import { join } from 'node:path';
import { GitError } from '../../errors.ts';
import { readBytes } from '../bytes.ts';
import type { CommitGraph } from '../commits.ts';
import { type Built, buildCatalogue } from '../pack/build.ts';
import { AGAIN, NONE } from '../pack/catalogue.ts';
import { listPacks } from '../pack/listing.ts';
import { ownMemory } from '../pack/memory.ts';
import type { Wanted } from '../presence.ts';
import { typesOf } from '../refs.ts';
import type { Repository } from '../repository.ts';
import { EntryReader } from './entry-reader.ts';
import { Interest } from './interest.ts';
import { NO_BASE, TreeChanges } from './tree-changes.ts';
import { TreeFamilies } from './tree-families.ts';
import { type Placed, TreePlaces } from './tree-places.ts';

/**
 * What of the wanted stands in the tree of each commit of `graph`, by the commit's place; the same list if it is the same.
 * @throws GitError if a tree cannot be read, or trees unfold to too many paths; Incomplete if `signal` aborts.
 */
export async function placesByTrees(
  repo: Repository,
  graph: CommitGraph,
  wanted: Wanted,
  signal: AbortSignal,
): Promise<readonly (readonly Placed[])[]> {
  const listing = await listPacks(join(repo.commonDir, 'objects'), repo.idBytes);
  const built = await buildCatalogue(listing, repo.idBytes, { threads: 1 });
  const { catalogue } = built;
  const changes = new TreeChanges();
  const interest = new Interest(wanted, repo.idBytes);
  const reader = new EntryReader(catalogue, changes, interest);
  const families = new TreeFamilies(catalogue, reader, ownMemory(built.shared.memory, 0));
  await families.walk(built.roots, signal);
  await readOthers(repo, built, families.left, reader, signal);
  if (!reader.wellFormed) throw new GitError('a tree is malformed');
  const places = new TreePlaces(changes, catalogue.count, interest.wanted);
  return graph.trees.map(tree => {
    const object = tree === '' ? NONE : catalogue.find(Buffer.from(tree, 'hex'));
    if (object === NONE) throw new GitError(`tree ${tree} is not stored`);
    return places.below(object);
  });
}

/** Reads whole, through git, the trees that stand in no family that could be walked. */
async function readOthers(
  repo: Repository,
  { catalogue, strays }: Built,
  left: readonly number[],
  reader: EntryReader,
  signal: AbortSignal,
): Promise<void> {
  const others = new Set([...left, ...strays].map(object => catalogue.hex(object)));
  for (let object = catalogue.packed; object < catalogue.count; object++) {
    if ((catalogue.flags[object]! & AGAIN) === 0) others.add(catalogue.hex(object));
  }
  const types = await typesOf(repo, others, signal);
  const trees = new Set([...others].filter(oid => types.get(oid) === 'tree'));
  const failed = await readBytes(repo, trees, signal, (oid, _, bytes) => {
    reader.changes.begin(catalogue.find(Buffer.from(oid, 'hex')), NO_BASE);
    reader.read(bytes, undefined, undefined, true);
  });
  if (failed.length > 0) throw new GitError('a tree cannot be read', failed[0]!.why);
}
