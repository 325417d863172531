/**
 * Says whether history is whole: what stored objects name and the store has not is missing, beyond a shallow edge, or
 * of no interest because nothing reachable needs it. Only git can tell which, and is asked only if there is anything to tell.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Books } from '../receipt.ts';
import { streamGit } from './process.ts';
import type { ReaderReport } from './reader.ts';
import type { Repository } from './repository.ts';

/** Missing objects that are named one by one; of more only the number is told. */
const MOST_NAMED = 20;

/** Enters into the books what is missing from the history that `report` was read from. */
export async function checkComplete(
  repo: Repository,
  report: ReaderReport,
  books: Books,
  signal: AbortSignal,
): Promise<void> {
  for (const [, name] of report.submodules)
    books.note(`submodule ${name} was not scanned: it is a repository of its own`);
  const absent = new Map(report.absent);
  if (repo.shallow) {
    const edge = await shallowEdge(repo);
    books.unread({
      class: 'shallow',
      what: 'history',
      why: `the clone is shallow: what lies before ${edge} commit${edge === 1 ? '' : 's'} is not here`,
    });
  }
  if (absent.size === 0) return;
  const missing = await missingObjects(repo, books, signal);
  for (const oid of missing) absent.delete(oid);
  for (const oid of missing.slice(0, MOST_NAMED)) {
    books.unread({
      class: 'missing',
      what: `${report.absent.get(oid) ?? 'object'} ${oid}`,
      why: 'it is reachable and not stored',
    });
  }
  if (missing.length > MOST_NAMED) {
    books.unread({
      class: 'missing',
      what: `${missing.length - MOST_NAMED} more objects`,
      why: 'they are reachable and not stored',
    });
  }
  const rest = absent.size;
  if (rest > 0 && !repo.shallow) books.note(`${rest} objects that only unreachable objects name are not stored`);
}

async function shallowEdge(repo: Repository): Promise<number> {
  const text = await readFile(join(repo.commonDir, 'shallow'), 'latin1').catch(() => '');
  return text.split('\n').filter(Boolean).length;
}

/** Every reachable object that is not stored. */
async function missingObjects(repo: Repository, books: Books, signal: AbortSignal): Promise<string[]> {
  const missing: string[] = [];
  let rest = '';
  const args = ['rev-list', '--objects', '--missing=print', '--all', '--reflog', '--indexed-objects'];
  const end = await streamGit(
    repo.place,
    args,
    piece => {
      const lines = (rest + piece.toString('latin1')).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) if (line.startsWith('?')) missing.push(line.slice(1));
    },
    { signal },
  );
  if (end.problem !== undefined) {
    books.unread({ class: 'missing', what: 'reachable objects', why: `git cannot walk them: ${end.problem}` });
  }
  return missing;
}
