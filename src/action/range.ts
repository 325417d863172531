/**
 * From what an event asks to object ids that are stored here. git works the range out; what the clone lacks is fetched if that
 * may be done, and named as unread if not. A range is never smaller than what the event published.
 */
import { GitError, UsageError } from '../errors.ts';
import { collectGit } from '../git/process.ts';
import { typesOf } from '../git/refs.ts';
import { openRepository, type Repository } from '../git/repository.ts';
import { type ObjectRange, resolveRange, resolveRevision } from '../git/revisions.ts';
import { shallowEdge } from '../git/shallow.ts';
import type { Unread } from '../model.ts';
import type { Ask } from './event.ts';
import { type Depth, EVERYTHING, fetchInto, type Remote } from './fetch.ts';

export interface EventRange {
  readonly objects: ObjectRange;
  /** For a person: which commits, and why these. */
  readonly words: string;
  readonly commits: number;
  /** In scope and not to be had. */
  readonly unread: readonly Unread[];
}

export type CommitsAsked = Extract<Ask, { kind: 'commits' }>;

/** How much of a shallow clone's past is fetched, step by step: most events need a little, and a long history takes minutes. */
const DEPTHS: readonly Depth[] = [200, 2000, 'all'];

/**
 * Fetches what `ask` needs and the clone lacks.
 * @returns the repository as it is then, and what a reader of the receipt should know.
 */
export async function supply(
  repo: Repository,
  ask: Ask,
  remote: Remote | undefined,
  signal: AbortSignal,
): Promise<{ readonly repo: Repository; readonly notes: readonly string[] }> {
  let here = repo;
  for (const depth of repo.shallow && ask.kind === 'commits' ? DEPTHS : (['all'] as const)) {
    const refs = await lacking(here, ask, signal);
    if (refs === undefined || remote === undefined) break;
    let problem = await fetchInto(here, remote, refs, depth, signal);
    if (problem !== undefined && ask.kind === 'commits' && ask.ref !== undefined) {
      // A server need not give out a commit by its id, and gives one that no ref leads to only as long as it has it.
      const { head, ref } = ask;
      const byName = refs.map(one => (one === head ? ref : one));
      problem = await fetchInto(here, remote, byName, depth, signal);
    }
    if (problem !== undefined) return { repo: here, notes: [`what the clone lacks could not be fetched: ${problem}`] };
    here = await openRepository(here.place.cwd);
  }
  return { repo: here, notes: [] };
}

/** Refspecs and ids to fetch; undefined if all is here. */
async function lacking(repo: Repository, ask: Ask, signal: AbortSignal): Promise<readonly string[] | undefined> {
  if (ask.kind === 'everything') {
    return repo.shallow ? EVERYTHING : undefined;
  }
  if (ask.kind !== 'commits') return undefined;
  const oids = [ask.head, ...(ask.base === undefined ? [] : [ask.base])];
  const here = await typesOf(repo, new Set(oids), signal);
  const branch = ask.base === undefined ? ask.defaultBranch : undefined;
  const known = branch === undefined || (await tipOf(repo, branch, signal)) !== undefined;
  const missing = [...oids.filter(oid => !here.has(oid)), ...(known ? [] : [tracking(branch)])];
  if (missing.length === 0 && !(await touchesEdge(repo, (await chosen(repo, ask, signal)).objects, signal)))
    return undefined;
  // Of a shallow clone all sides are asked for again, so that they meet.
  return repo.shallow ? [...oids, ...(branch === undefined ? [] : [tracking(branch)])] : missing;
}

function tracking(branch: string): string {
  return `+refs/heads/${branch}:refs/remotes/origin/${branch}`;
}

/**
 * The objects that `ask` means, of what is here.
 * @throws UsageError if the head itself is not here.
 */
export async function rangeOf(repo: Repository, ask: CommitsAsked, signal: AbortSignal): Promise<EventRange> {
  const types = await typesOf(repo, new Set([ask.head]), signal);
  if (!types.has(ask.head)) {
    throw new UsageError(`${ask.head} is not in this clone and could not be fetched: set fetch-depth: 0`);
  }
  const { objects, words, unread } = await chosen(repo, ask, signal);
  const commits = (await commitsIn(repo, objects, signal)).length;
  if (commits > 0 || types.get(ask.head) === 'tag') return { objects, words, commits, unread };
  // Nothing new by its commits: then its files are looked at, for a green run has always looked at something.
  return {
    objects: await treeOf(repo, ask.head, signal),
    words: `${words}: no new commit, so its files`,
    commits,
    unread,
  };
}

/** The files of `commit` as they are in it. */
export async function treeOf(repo: Repository, commit: string, signal: AbortSignal): Promise<ObjectRange> {
  return { wants: [await resolveRevision(repo, `${commit}^{tree}`, signal)], haves: [] };
}

async function chosen(
  repo: Repository,
  ask: CommitsAsked,
  signal: AbortSignal,
): Promise<{ readonly objects: ObjectRange; readonly words: string; readonly unread: readonly Unread[] }> {
  const { head, base, forced, why } = ask;
  const known = base !== undefined && (await typesOf(repo, new Set([base]), signal)).has(base);
  if (base !== undefined && known) {
    // Of a forced push both sides: what was thrown away can still be downloaded by its id.
    const dots = forced ? '...' : '..';
    const objects = forced ? await resolveRange(repo, [`${base}...${head}`], signal) : { wants: [head], haves: [base] };
    return { objects, words: `${why}: ${short(base)}${dots}${short(head)}`, unread: [] };
  }
  const branch = ask.defaultBranch;
  const tip = branch === undefined ? undefined : await tipOf(repo, branch, signal);
  const against = tip === undefined ? 'all of its history' : `what ${branch} does not have`;
  return {
    objects: { wants: [head], haves: tip === undefined ? [] : [tip] },
    words: `${why}: ${short(head)}, ${against}`,
    unread: base === undefined ? [] : [lost(base)],
  };
}

function lost(base: string): Unread {
  const why = 'it is what the ref was at before; it is not in this clone and could not be fetched: set fetch-depth: 0';
  return { class: 'missing', what: `commit ${base}`, why };
}

/** The id that the default branch was last seen at; undefined if the clone does not know it. */
async function tipOf(repo: Repository, branch: string, signal: AbortSignal): Promise<string | undefined> {
  const { output, end } = await collectGit(
    repo.place,
    ['for-each-ref', '--format=%(objectname)', `refs/remotes/origin/${branch}`],
    { signal },
  );
  if (end.problem !== undefined) throw new GitError('git for-each-ref failed', end.problem);
  return output.toString('latin1').split('\n')[0] || undefined;
}

async function touchesEdge(repo: Repository, objects: ObjectRange, signal: AbortSignal): Promise<boolean> {
  const edge = await shallowEdge(repo);
  return edge.size > 0 && (await commitsIn(repo, objects, signal)).some(commit => edge.has(commit));
}

async function commitsIn(repo: Repository, { wants, haves }: ObjectRange, signal: AbortSignal): Promise<string[]> {
  const input = [...wants, ...haves.map(oid => `^${oid}`), ''].join('\n');
  const { output, end } = await collectGit(repo.place, ['rev-list', '--stdin'], { input, signal });
  if (end.problem !== undefined) throw new GitError('git rev-list failed', end.problem);
  return output.toString('latin1').split('\n').filter(Boolean);
}

function short(oid: string): string {
  return oid.slice(0, 10);
}
