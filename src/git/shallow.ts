/** The edge of a shallow clone: commits whose parents were not fetched (gitrepository-layout, `shallow`). */
import { join } from 'node:path';
import type { Unread } from '../model.ts';
import type { Repository } from './repository.ts';
import { readSmallFile } from './small-file.ts';

/** Ids of the commits at the edge; none in a full clone. */
export async function shallowEdge(repo: Repository): Promise<ReadonlySet<string>> {
  if (!repo.shallow) return new Set();
  const text = await readSmallFile(join(repo.commonDir, 'shallow'));
  return new Set(text.split('\n').filter(Boolean));
}

/** What of `commits` has its past beyond the edge, as unread; nothing if all that they lead to is here. */
export async function beyondEdge(repo: Repository, commits: Iterable<string>): Promise<Unread[]> {
  const edge = await shallowEdge(repo);
  let count = 0;
  for (const commit of commits) if (edge.has(commit)) count++;
  if (count === 0) return [];
  const what = `what lies before ${count} commit${count === 1 ? '' : 's'}`;
  return [
    {
      class: 'shallow',
      what,
      why: 'the clone is shallow: run git fetch --unshallow (in a workflow set fetch-depth: 0)',
    },
  ];
}
