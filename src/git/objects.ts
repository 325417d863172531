/**
 * The plain reader: streams of `git cat-file --batch`, every object looked at where its bytes lie. It trusts neither git's list
 * of objects nor its exit status: what the store's own folders list is what must have been read.
 */
import { type IdFinder, IdTable } from './ids.ts';
import type { ReaderOptions, ReaderReport } from './reader.ts';
import { Reading } from './reading.ts';
import type { Repository } from './repository.ts';
import { listStore } from './store.ts';

/**
 * Reads every object that is stored in the repository, reachable or not. What goes wrong is in the report, with what was read
 * before; it is not thrown.
 */
export async function readAllObjects(repo: Repository, options: ReaderOptions): Promise<ReaderReport> {
  const store = await listStore(repo.objectFolders, repo.idBytes);
  const reading = new Reading(repo, store.ids, store.ids, options, options.twins !== true);
  for (const unread of store.unread) reading.fail(unread);
  await reading.readAll();
  await reading.recover();
  return reading.report();
}

/**
 * Reads the objects with the given ids (hex), each one once.
 * @param stored finds the ids of the whole store, if what is absent from it is to be told; else `absent` of the report is empty.
 */
export async function readObjects(
  repo: Repository,
  oids: Iterable<string>,
  options: ReaderOptions,
  stored?: IdFinder,
): Promise<ReaderReport> {
  const wanted = [...new Set(oids)];
  const table = new IdTable(Buffer.from([...wanted].sort().join(''), 'hex'), repo.idBytes);
  const reading = new Reading(repo, table, stored, options, false);
  if (wanted.length > 0) await reading.readList(wanted);
  await reading.recover();
  return reading.report();
}
