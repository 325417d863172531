/** Reads every stored tree once, of most only what differs from the tree that it is a delta of. */
import { join } from 'node:path';
import { GitError } from '../../errors.ts';
import { readBytes } from '../bytes.ts';
import { type Built, buildCatalogue } from '../pack/build.ts';
import { AGAIN } from '../pack/catalogue.ts';
import { listPacks } from '../pack/listing.ts';
import { ownMemory } from '../pack/memory.ts';
import { typesOf } from '../refs.ts';
import type { Repository } from '../repository.ts';
import type { EntryReader } from './entry-reader.ts';
import { type CommitSink, TreeFamilies } from './tree-families.ts';

/**
 * The catalogue of the store, to read its trees by.
 * @param built one that is known already. What came into the store since is not in it.
 * @throws GitError if a part of the store cannot be listed.
 */
export async function catalogueOf(repo: Repository, built: Built | undefined): Promise<Built> {
  if (built !== undefined) return built;
  const listing = await listPacks(join(repo.commonDir, 'objects'), repo.idBytes);
  if (listing.unread.length > 0) throw new GitError('not all of the store can be listed');
  return buildCatalogue(listing, repo.idBytes, { threads: 1 });
}

/**
 * Hands every tree of the store to `reader`: those in packs with what they are made of, a base before what is made of it; all
 * others whole.
 * @throws GitError if one cannot be read, or is none; Incomplete if `signal` aborts.
 */
export async function readAllTrees(
  repo: Repository,
  built: Built,
  reader: EntryReader,
  signal: AbortSignal,
): Promise<void> {
  const families = new TreeFamilies(built.catalogue, reader, undefined, ownMemory(built.shared.memory, 0));
  try {
    await families.walk(built.roots, signal);
  } finally {
    families.close();
  }
  await readOthers(repo, built, families.left, reader, undefined, signal);
}

/**
 * Reads whole, through git, what stands in no family that could be walked: `left`, strays, and all that is loose. Commits go
 * to `commits`, if somebody wants them.
 */
export async function readOthers(
  repo: Repository,
  { catalogue, strays }: Built,
  left: readonly number[],
  reader: EntryReader,
  commits: CommitSink | undefined,
  signal: AbortSignal,
): Promise<void> {
  const others = new Set([...left, ...strays].map(object => catalogue.hex(object)));
  for (let object = catalogue.packed; object < catalogue.count; object++) {
    if ((catalogue.flags[object]! & AGAIN) === 0) others.add(catalogue.hex(object));
  }
  const types = await typesOf(repo, others, signal);
  if (types.size < others.size) throw new GitError('git does not know all that is stored');
  const read = commits === undefined ? ['tree'] : ['tree', 'commit'];
  const rest = new Set([...others].filter(oid => read.includes(types.get(oid)!)));
  const failed = await readBytes(repo, rest, signal, (oid, type, bytes) => {
    const object = catalogue.find(Buffer.from(oid, 'hex'));
    if (type === 'tree')
      reader.read(object, { memory: bytes, at: 0, length: bytes.length }, undefined, undefined, true);
    else commits?.take(object, bytes, 0, bytes.length);
  });
  if (failed.length > 0) throw new GitError('an object cannot be read', failed[0]!.why);
  if (!reader.wellFormed) throw new GitError('a tree is malformed');
}
