/**
 * Partial clones (`filter:` of actions/checkout) lack contents that git would fetch one by one when it meets them. keysift lets
 * git fetch nothing by itself, so what a range lacks is asked for here, in batches.
 */
import { GitError } from '../errors.ts';
import { collectGit } from '../git/process.ts';
import type { Repository } from '../git/repository.ts';
import type { ObjectRange } from '../git/revisions.ts';
import { EVERYTHING, fetchInto, type Remote } from './fetch.ts';

/** Ids in one fetch: 20 kB of arguments. */
const BATCH = 500;
/** With trees missing, what lies in them is known only once they are here: one round for each level. */
const ROUNDS = 30;

/** True if the repository's configuration says that it was cloned in part (git-scm.com/docs/partial-clone). */
export async function isPartial(repo: Repository, signal: AbortSignal): Promise<boolean> {
  const { output } = await collectGit(repo.place, ['config', '--get-regexp', '^remote\\..*\\.promisor$'], { signal });
  return output.length > 0;
}

/**
 * Fetches the objects of `range`, or all, that a partial clone lacks.
 * @returns why it failed; undefined if it did not. What is still missing then, the scan of the range tells.
 */
export async function fetchMissing(
  repo: Repository,
  range: ObjectRange | 'everything',
  remote: Remote,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (range === 'everything') return fetchInto(repo, remote, EVERYTHING, 'again', signal);
  let before = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    const missing = await missingIn(repo, range, signal);
    // Trees that came may name more than was missing before; that nothing came at all ends it.
    if (missing.length === 0 || (round > 0 && missing.length === before)) return undefined;
    before = missing.length;
    for (let at = 0; at < missing.length; at += BATCH) {
      const problem = await fetchInto(repo, remote, missing.slice(at, at + BATCH), 'all', signal);
      if (problem !== undefined) return problem;
    }
  }
  return undefined;
}

async function missingIn(repo: Repository, { wants, haves }: ObjectRange, signal: AbortSignal): Promise<string[]> {
  const input = [...wants, ...haves.map(oid => `^${oid}`), ''].join('\n');
  const args = ['rev-list', '--objects', '--missing=print', '--stdin'];
  const { output, end } = await collectGit(repo.place, args, { input, signal });
  if (end.problem !== undefined) throw new GitError('git rev-list failed', end.problem);
  return output
    .toString('latin1')
    .split('\n')
    .filter(line => line.startsWith('?'))
    .map(line => line.slice(1));
}
