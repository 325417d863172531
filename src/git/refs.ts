/**
 * Lists refs twice: as git tells them, and as the ref files have them. git leaves out broken refs with exit status 0, and an
 * output that was cut looks like a short list; the files know better. Only object ids of this list ever go back to git.
 */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from '../errors.ts';
import type { Unread } from '../model.ts';
import { collectGit } from './process.ts';
import type { Repository } from './repository.ts';
import { readSmallFile } from './small-file.ts';
import { together } from './together.ts';

export interface Ref {
  readonly name: string;
  readonly oid: string;
  /** Type of the object it names; undefined if that is not stored. */
  readonly type: string | undefined;
}

export interface RefList {
  readonly refs: readonly Ref[];
  readonly unread: readonly Unread[];
  readonly notes: readonly string[];
  /** The commit that HEAD is at; undefined if there is none yet. */
  readonly head: string | undefined;
  /** Commits that other working trees of the repository are at. */
  readonly otherHeads: readonly string[];
}

/** What git lists before anything is read: so what it names is stored by then. */
export interface NamedRefs {
  readonly refs: readonly Ref[];
  readonly problem: string | undefined;
}

/** Without the type there is nothing between two blanks. */
const NAMES = '%(objectname)  %(refname)';
const NAMES_AND_TYPES = '%(objectname) %(objecttype) %(refname)';

/** The refs that git lists. */
export async function nameRefs(repo: Repository, signal: AbortSignal): Promise<NamedRefs> {
  const list = (format: string) => collectGit(repo.place, ['for-each-ref', `--format=${format}`], { signal });
  const all = await list(NAMES_AND_TYPES);
  if (all.end.problem === undefined) return { refs: refsIn(all.output, repo), problem: undefined };
  // To know a type git opens the object, and dies on the first ref whose object is gone.
  const { output, end } = await list(NAMES);
  const refs = refsIn(output, repo);
  const types = await typesOf(repo, new Set(refs.map(ref => ref.oid)), signal);
  return { refs: refs.map(ref => ({ ...ref, type: types.get(ref.oid) })), problem: end.problem };
}

function refsIn(output: Buffer, { idBytes }: Repository): Ref[] {
  const lines = output.toString().split('\n').slice(0, -1);
  return lines.map(line => {
    const end = line.indexOf(' ', idBytes * 2 + 1);
    return { oid: line.slice(0, idBytes * 2), name: line.slice(end + 1), type: line.slice(idBytes * 2 + 1, end) };
  });
}

/** The same refs as they are stored, with what could not be told of them, and what HEADs are at. */
export async function describeRefs(
  repo: Repository,
  { refs, problem }: NamedRefs,
  signal: AbortSignal,
): Promise<RefList> {
  const unread: Unread[] = [];
  const notes: string[] = [];
  if (problem !== undefined) unread.push({ class: 'git', what: 'refs', why: problem });
  const listed = new Set(refs.map(ref => ref.name));
  const [ofHead, ofOthers]: [Unread[], Unread[]] = [[], []];
  const [own, head, others] = await together(
    ownRefs(repo, listed, unread),
    headAmong(repo, refs, ofHead, signal),
    otherHeads(repo, ofOthers),
  );
  for (const [name, content] of own) {
    if (listed.has(name)) continue;
    if (content.startsWith('ref: ')) notes.push(`the symbolic ref ${name} points at nothing`);
    else unread.push({ class: 'git', what: name, why: 'git does not list this ref' });
  }
  for (const ref of refs) {
    if (ref.type === undefined)
      unread.push({ class: 'missing', what: ref.name, why: `its object ${ref.oid} is not stored` });
  }
  return { refs, unread: [...unread, ...ofHead, ...ofOthers], notes, head, otherHeads: others };
}

/** What history is reachable from: every ref but the stash, and what working trees are at. */
export function tipsOf(refs: RefList) {
  const stored = refs.refs.filter(ref => ref.name !== 'refs/stash' && ref.type !== undefined);
  const heads = [...refs.otherHeads, ...(refs.head === undefined ? [] : [refs.head])];
  const of = (type: string) => stored.filter(ref => ref.type === type).map(ref => ref.oid);
  return {
    all: new Set([...stored.map(ref => ref.oid), ...heads]),
    commits: new Set([...of('commit'), ...heads]),
    tags: new Set(of('tag')),
  };
}

/** Types of the stored ones among `oids`. */
export async function typesOf(
  repo: Repository,
  oids: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<Map<string, string>> {
  const types = new Map<string, string>();
  if (oids.size === 0) return types;
  const args = [...NO_DOUBT, 'cat-file', '--batch-check=%(objectname) %(objecttype)', '--buffer'];
  const { output } = await collectGit(repo.place, args, { input: `${[...oids].join('\n')}\n`, signal });
  for (const line of output.toString('latin1').split('\n').slice(0, -1)) {
    const [oid = '', type = ''] = line.split(' ');
    if (type !== '' && type !== 'missing' && type !== 'ambiguous') types.set(oid, type);
  }
  return types;
}

/** The commit that HEAD is at: nearly always that of a branch that was listed, which the file `HEAD` names. */
async function headAmong(
  repo: Repository,
  refs: readonly Ref[],
  unread: Unread[],
  signal: AbortSignal,
): Promise<string | undefined> {
  // What cannot be read is for git to tell.
  const text = await readSmallFile(join(repo.gitDir, 'HEAD')).catch(() => '');
  const name = /^ref: (refs\/\S+)\n$/.exec(Buffer.from(text, 'latin1').toString())?.[1];
  const branch = name === undefined ? undefined : refs.find(ref => ref.name === name && ref.type === 'commit');
  return branch?.oid ?? headCommit(repo, unread, signal);
}

const HEAD_COMMIT = 'HEAD^{commit}';
/** A branch called HEAD is no doubt about what HEAD is. */
export const NO_DOUBT = ['-c', 'core.warnAmbiguousRefs=false'];

/** The commit that HEAD is at, undefined if there is none yet. */
export async function headCommit(repo: Repository, unread: Unread[], signal: AbortSignal): Promise<string | undefined> {
  const args = [...NO_DOUBT, 'rev-parse', '--verify', '--quiet', HEAD_COMMIT];
  const { output, end } = await collectGit(repo.place, args, { signal });
  const oid = output.toString('latin1');
  if (end.problem === undefined && /^[0-9a-f]+\n$/.test(oid) && oid.length === repo.idBytes * 2 + 1) return oid.trim();
  // An unborn branch is told by status 1 and no words.
  if (end.status !== 1 || end.complaints.length > 0) {
    unread.push({ class: 'git', what: 'HEAD', why: end.problem ?? 'git rev-parse answered out of form' });
  }
  return undefined;
}

async function otherHeads(repo: Repository, unread: Unread[]): Promise<string[]> {
  const folder = join(repo.commonDir, 'worktrees');
  const names = await readdir(folder).catch((error: unknown) => {
    const code = codeOf(error);
    if (code !== 'ENOENT')
      unread.push({ class: 'unreadable', what: 'worktrees', why: `the folder cannot be listed (${code})` });
    return [];
  });
  const heads = [join(repo.commonDir, 'HEAD'), ...names.map(name => join(folder, name, 'HEAD'))];
  const texts = await Promise.all(heads.map(file => textOf(file, file, unread)));
  return texts.map(text => text.trim()).filter(text => /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text));
}

/**
 * Names and contents of refs as gitrepository-layout has them: `packed-refs`, and files under `refs/`. Of the packed ones only
 * those that are not `listed`.
 */
async function ownRefs(repo: Repository, listed: ReadonlySet<string>, unread: Unread[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const packed = await textOf(join(repo.commonDir, 'packed-refs'), 'packed-refs', unread);
  const nameAt = repo.idBytes * 2 + ' '.length;
  for (const line of Buffer.from(packed, 'latin1').toString().split('\n')) {
    if (listed.has(line.slice(nameAt))) continue;
    const match = /^[0-9a-f]{40,64} (refs\/.+)$/.exec(line);
    if (match) found.set(match[1]!, line);
  }
  await walkRefs(join(repo.commonDir, 'refs'), 'refs', found, unread);
  if (repo.gitDir === repo.commonDir) return found;
  // A linked working tree has these for itself; those under the common directory are the main one's.
  for (const name of found.keys()) if (/^refs\/(?:bisect|worktree|rewritten)\//.test(name)) found.delete(name);
  await walkRefs(join(repo.gitDir, 'refs'), 'refs', found, unread);
  return found;
}

/** The text of one of git's files, empty if there is none; what cannot be read is told. */
async function textOf(path: string, what: string, unread: Unread[]): Promise<string> {
  return readSmallFile(path).catch((error: unknown) => {
    unread.push({ class: 'unreadable', what, why: `the file cannot be read (${codeOf(error)})` });
    return '';
  });
}

async function walkRefs(folder: string, name: string, found: Map<string, string>, unread: Unread[]): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    const code = codeOf(error);
    if (code !== 'ENOENT')
      unread.push({ class: 'unreadable', what: name, why: `the folder cannot be listed (${code})` });
    return [];
  });
  for (const entry of entries) {
    const path = join(folder, entry.name);
    const ref = `${name}/${entry.name}`;
    if (entry.isDirectory()) await walkRefs(path, ref, found, unread);
    // A file where git has a folder of refs says that they are stored otherwise (reftable): then there is nothing to compare.
    else if (entry.isFile() && ref !== 'refs/heads' && !entry.name.endsWith('.lock'))
      found.set(ref, await textOf(path, ref, unread));
  }
}
