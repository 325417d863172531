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
  /** In scope and not to be had. */
  readonly unread: readonly Unread[];
}

export type CommitsAsked = Extract<Ask, { kind: 'commits' }>;

/** How much of a shallow clone's past is fetched, step by step: most events need a little, and a long history takes minutes. */
const DEPTHS: readonly Depth[] = [200, 2000, 'all'];

export interface Supplied {
  /** As it is after the fetch. */
  readonly repo: Repository;
  /** What a reader of the receipt should know. */
  readonly notes: readonly string[];
  /** In scope, and nobody knows whether it is here. */
  readonly unread: readonly Unread[];
}

/** Fetches what `ask` needs and the clone lacks, or may lack. */
export async function supply(
  repo: Repository,
  ask: Ask,
  remote: Remote | undefined,
  signal: AbortSignal,
): Promise<Supplied> {
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
    if (problem !== undefined) {
      const notes = [`what the clone lacks could not be fetched: ${problem}`];
      const alone = ask.kind === 'everything' && (await trackingRefs(here, signal)).length < 2;
      return { repo: here, notes, unread: alone ? [UNKNOWN_REFS] : [] };
    }
    here = await openRepository(here.place.cwd);
  }
  return { repo: here, notes: [], unread: [] };
}

/** Of a clone with one tracking ref nobody can tell whether the server has only that branch. */
const UNKNOWN_REFS: Unread = {
  class: 'missing',
  what: 'other branches and tags',
  why: 'one branch is checked out here, and the server could not be asked for others: set fetch-depth: 0',
};

/** Refspecs and ids to fetch; undefined if all is here. */
async function lacking(repo: Repository, ask: Ask, signal: AbortSignal): Promise<readonly string[] | undefined> {
  // A short history is whole even in a checkout of one branch: only the server knows of others.
  if (ask.kind === 'everything') return EVERYTHING;
  if (ask.kind !== 'commits') return undefined;
  const oids = [ask.head, ...(ask.base === undefined ? [] : [ask.base])];
  const here = await typesOf(repo, new Set(oids), signal);
  const branch = ask.base === undefined ? ask.defaultBranch : undefined;
  const known = branch === undefined || (await tipsOf(repo, branch, signal)).length > 0;
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
  const isTag = types.get(ask.head) === 'tag';
  const looked = isTag ? { objects, words } : await orFiles(repo, objects, words, signal);
  return { ...looked, unread };
}

/**
 * `objects`, if they hold a commit. Else what is wanted is looked at as it is, of a commit its files: a green run has always
 * looked at something.
 */
export async function orFiles(
  repo: Repository,
  objects: ObjectRange,
  words: string,
  signal: AbortSignal,
): Promise<{ readonly objects: ObjectRange; readonly words: string }> {
  if ((await commitsIn(repo, objects, signal)).length > 0) return { objects, words };
  const types = await typesOf(repo, new Set(objects.wants), signal);
  const asFiles = (oid: string) => (types.get(oid) === 'commit' ? resolveRevision(repo, `${oid}^{tree}`, signal) : oid);
  const wants = await Promise.all(objects.wants.map(asFiles));
  return { objects: { wants: [...new Set(wants)], haves: [] }, words: `${words}: no new commit, so its files` };
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
  const { head, base, bothSides, why, defaultBranch } = ask;
  const known = base !== undefined && (await typesOf(repo, new Set([base]), signal)).has(base);
  if (base !== undefined && known) {
    const forward = { wants: [head], haves: [base] };
    const objects = bothSides ? await bothSidesOf(repo, base, head, defaultBranch, signal) : forward;
    const dots = objects.wants.length > 1 ? '...' : '..';
    return { objects, words: `${why}: ${short(base)}${dots}${short(head)}`, unread: [] };
  }
  const haves = await tipsOf(repo, defaultBranch, signal);
  const against = haves.length === 0 ? 'all of its history' : `what ${defaultBranch} does not have`;
  return {
    objects: { wants: [head], haves },
    words: `${why}: ${short(head)}, ${against}`,
    unread: base === undefined ? [] : [lost(base)],
  };
}

/**
 * What was brought from `base` to `head`, and what was thrown away on the way: it can still be downloaded by its id. A tag may
 * move to or from what is no commit; then both are taken without what the default branch has.
 */
async function bothSidesOf(
  repo: Repository,
  base: string,
  head: string,
  defaultBranch: string | undefined,
  signal: AbortSignal,
): Promise<ObjectRange> {
  const areCommits = await Promise.all([base, head].map(oid => isCommit(repo, oid, signal)));
  if (areCommits.includes(false))
    return { wants: [...new Set([head, base])], haves: await tipsOf(repo, defaultBranch, signal) };
  const { haves } = await resolveRange(repo, [`${base}...${head}`], signal);
  return { wants: haves.includes(base) ? [head] : [head, base], haves };
}

/** True if `oid` names a commit, or is a tag of one. */
async function isCommit(repo: Repository, oid: string, signal: AbortSignal): Promise<boolean> {
  const args = ['rev-parse', '--verify', '--quiet', `${oid}^{commit}`];
  return (await collectGit(repo.place, args, { signal })).end.status === 0;
}

function lost(base: string): Unread {
  const why = 'it is what the ref was at before; it is not in this clone and could not be fetched: set fetch-depth: 0';
  return { class: 'missing', what: `commit ${base}`, why };
}

/** The id that the default branch was last seen at; none if the clone does not know it, or it is not to be compared with. */
async function tipsOf(repo: Repository, branch: string | undefined, signal: AbortSignal): Promise<string[]> {
  if (branch === undefined) return [];
  const refs = await trackingRefs(repo, signal);
  return refs.filter(({ name }) => name === `refs/remotes/origin/${branch}`).map(({ oid }) => oid);
}

/** What the clone knows of the server's branches. */
async function trackingRefs(repo: Repository, signal: AbortSignal) {
  const args = ['for-each-ref', '--format=%(objectname) %(refname)', 'refs/remotes/'];
  const { output, end } = await collectGit(repo.place, args, { signal });
  if (end.problem !== undefined) throw new GitError('git for-each-ref failed', end.problem);
  const lines = output.toString().split('\n').slice(0, -1);
  return lines.map(line => ({ oid: line.slice(0, 2 * repo.idBytes), name: line.slice(2 * repo.idBytes + 1) }));
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
