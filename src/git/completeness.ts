/**
 * Says whether history is whole: what stored objects name and the store has not is missing, beyond a shallow edge, or
 * of no interest because nothing reachable needs it. Which it is takes a look at all of history, and only if there is anything to tell.
 */
import type { Books } from '../receipt.ts';
import { missingAsUnread, type Reachable } from './reachable.ts';
import type { ReaderReport } from './reader.ts';
import { typesOf } from './refs.ts';
import type { Repository } from './repository.ts';
import { beyondEdge, shallowEdge } from './shallow.ts';
import { treeOfNothing } from './tree.ts';

/**
 * Enters into the books what is missing from the history that `report` was read from.
 * @param find tells what is reachable and not stored.
 */
export async function checkComplete(
  repo: Repository,
  report: ReaderReport,
  books: Books,
  find: () => Promise<Reachable>,
  signal: AbortSignal,
): Promise<void> {
  for (const unread of await beyondEdge(repo, await shallowEdge(repo))) books.unread(unread);
  if (report.absent.size === 0) return;
  const { missing, unread } = await find();
  for (const one of unread) books.unread(one);
  for (const one of missingAsUnread(missing, oid => report.absent.get(oid) ?? 'object')) books.unread(one);
  const reachable = new Set(missing);
  const nothing = treeOfNothing(repo.idBytes);
  const rest = [...report.absent.keys()].filter(oid => !reachable.has(oid) && oid !== nothing);
  // Not missing to git, and not stored where the reader looked: then git has them from a place that nobody read.
  const elsewhere = (await typesOf(repo, new Set(rest), signal)).size;
  if (elsewhere > 0)
    books.unread({
      class: 'git',
      what: `${elsewhere} object${elsewhere === 1 ? '' : 's'}`,
      why: 'git has what was in none of the folders that were read',
    });
  if (rest.length > elsewhere && !repo.shallow)
    books.note(`${rest.length - elsewhere} objects are named only by objects that nothing reaches, and are not stored`);
}
