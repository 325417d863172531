/** From inputs and event to the request of a scan, with what the clone lacks fetched before. */
import { statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from '../errors.ts';
import { typesOf } from '../git/refs.ts';
import { openRepository, type Repository } from '../git/repository.ts';
import { resolveRange } from '../git/revisions.ts';
import type { Unread } from '../model.ts';
import type { ScanRequest } from '../settings.ts';
import { type Ask, askOf } from './event.ts';
import { remoteOf } from './fetch.ts';
import type { Inputs } from './inputs.ts';
import { fetchMissing, isPartial } from './partial.ts';
import { type EventRange, orFiles, rangeOf, supply, treeOf } from './range.ts';

export interface Prepared {
  /** Absent: the event published nothing. */
  readonly request?: ScanRequest;
  /** What is scanned and why, for a person. */
  readonly words: string;
  /** Facts for the receipt. */
  readonly notes: readonly string[];
  /** In scope and not to be had. */
  readonly unread: readonly Unread[];
  /** Top of the working tree, if there is one. */
  readonly root: string | undefined;
}

/** @throws UsageError if inputs or event mean nothing; GitError if git refuses the repository. */
export async function prepare(inputs: Inputs, workspace: string, env: NodeJS.ProcessEnv): Promise<Prepared> {
  const none = { notes: [], unread: [], root: undefined };
  const ask = await whatToScan(inputs, env);
  if (ask?.kind === 'nothing') return { ...none, words: ask.why };
  const folder = join(workspace, inputs.path);
  const isFolder = statSync(folder, { throwIfNoEntry: false })?.isDirectory();
  if (isFolder === undefined)
    throw new UsageError(`the input path names ${folder}, which is not there: check out first`);
  if (!isFolder) throw new UsageError(`the input path names ${folder}, which is no folder: use include`);
  const found = await openRepository(folder);
  const { root } = found;
  const { signal } = new AbortController();
  const remote = remoteOf(env, inputs.token);
  const supplied = ask && (await supply(found, ask, remote, signal));
  const { repo, notes } = supplied ?? { repo: found, notes: [] };
  const range =
    ask === undefined
      ? await rangeOfInputs(repo, inputs, signal)
      : ask.kind === 'commits'
        ? await rangeOf(repo, ask, signal)
        : ask.kind === 'tree'
          ? { objects: await treeOf(repo, 'HEAD', signal), words: ask.why, unread: [] }
          : { objects: 'everything' as const, words: ask.why, unread: [] };
  const { objects, words } = range;
  const unread = [...range.unread, ...(supplied?.unread ?? [])];
  const problem = remote && (await isPartial(repo, signal)) && (await fetchMissing(repo, objects, remote, signal));
  const more = problem ? [`what the partial clone lacks could not be fetched: ${problem}`] : [];
  const request: ScanRequest = objects === 'everything' ? { scope: 'scan' } : { scope: 'range', objects };
  return { root, request, words, unread, notes: [...notes, ...more] };
}

/** From the input base to the input head, which is HEAD if it is empty. A base of zeros, as of a new branch, excludes nothing. */
async function rangeOfInputs(repo: Repository, { base, head }: Inputs, signal: AbortSignal): Promise<EventRange> {
  const revision = base === '' ? head || 'HEAD' : `${base}..${head || 'HEAD'}`;
  const named = await resolveRange(repo, [revision], signal);
  const types = await typesOf(repo, new Set([...named.wants, ...named.haves]), signal);
  const lost = named.wants.find(oid => !types.has(oid));
  if (lost !== undefined) throw new UsageError(`${lost} is not in this clone: set fetch-depth: 0`);
  const haves = named.haves.filter(oid => types.has(oid));
  const all = haves.length < named.haves.length ? ': base is not here, so all of its history' : '';
  const words = `inputs base and head: ${revision}${all}`;
  return { ...(await orFiles(repo, { wants: named.wants, haves }, words, signal)), unread: [] };
}

/** What the event asks for, or the inputs in its place; undefined for the range that they name. */
async function whatToScan(inputs: Inputs, env: NodeJS.ProcessEnv): Promise<Ask | undefined> {
  if (inputs.mode === 'range' || inputs.base !== '' || inputs.head !== '') return undefined;
  if (inputs.mode === 'full') return { kind: 'everything', why: 'mode full: everything that is stored' };
  if (inputs.mode === 'files') return { kind: 'tree', why: 'mode files: the files of HEAD' };
  const { GITHUB_EVENT_NAME: name = '', GITHUB_EVENT_PATH: path = '' } = env;
  if (name === '' || path === '') throw new UsageError('GITHUB_EVENT_NAME and GITHUB_EVENT_PATH are not set: set mode');
  const text = await readFile(path, 'utf8').catch(() => {
    throw new UsageError('the file at GITHUB_EVENT_PATH cannot be read');
  });
  return askOf(name, parse(text));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError('the file at GITHUB_EVENT_PATH is not JSON');
  }
}
