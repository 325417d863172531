/** Reads every stored tree once, of most only what differs from the tree that it is a delta of. */
import { GitError } from '../../errors.ts';
import { readBytes } from '../bytes.ts';
import { type Built, buildCatalogue } from '../pack/build.ts';
import { AGAIN } from '../pack/catalogue.ts';
import { listPacks } from '../pack/listing.ts';
import { Version } from '../pack/version.ts';
import { typesOf } from '../refs.ts';
import type { Repository } from '../repository.ts';
import type { Links } from './links.ts';
import type { Reading } from './reading.ts';
import { readOnThreads } from './reading-threads.ts';
import { type Search, Things } from './things.ts';

/** What a store holds. */
export interface ReadStore {
  readonly things: Things;
  readonly links: Links;
}

/**
 * What all trees of the store hold, as far as it matters for a search; and its commits, if they are wanted.
 * @param known the catalogue of the store, if there is one. What came into the store since is not in it.
 * @throws GitError if one cannot be read, or is none; Incomplete if `signal` aborts.
 */
export async function readStore(
  repo: Repository,
  search: Search,
  commits: boolean,
  known: Built | undefined,
  signal: AbortSignal,
): Promise<ReadStore> {
  const built = known ?? (await catalogueOf(repo));
  const things = new Things(built.catalogue, search);
  const reading = await readOnThreads(built, things, commits, signal);
  await readOthers(repo, built, reading, commits, signal);
  return { things, links: reading.links };
}

async function catalogueOf(repo: Repository): Promise<Built> {
  const listing = await listPacks(repo.objectFolders, repo.idBytes);
  if (listing.unread.length > 0) throw new GitError('not all of the store can be listed');
  return buildCatalogue(listing, repo.idBytes, { threads: 1 });
}

/** Reads whole, through git, what stands in no family that could be walked, and all that is loose. */
async function readOthers(
  repo: Repository,
  { catalogue, strays }: Built,
  reading: Reading,
  commits: boolean,
  signal: AbortSignal,
): Promise<void> {
  const others = new Set([...reading.left, ...strays].map(object => catalogue.hex(object)));
  for (let object = catalogue.packed; object < catalogue.count; object++) {
    if ((catalogue.flags[object]! & AGAIN) === 0) others.add(catalogue.hex(object));
  }
  const types = await typesOf(repo, others, signal);
  if (types.size < others.size) throw new GitError('git does not know all that is stored');
  const read = commits ? ['tree', 'commit'] : ['tree'];
  const rest = new Set([...others].filter(oid => read.includes(types.get(oid)!)));
  const failed = await readBytes(repo, rest, signal, (oid, type, bytes) => {
    const object = catalogue.find(Buffer.from(oid, 'hex'));
    reading.visit(new Version(object, type, bytes, 0, bytes.length), undefined, true);
  });
  if (failed.length > 0) throw new GitError('an object cannot be read', failed[0]!.why);
  if (!reading.wellFormed) throw new GitError('a tree is malformed');
}
