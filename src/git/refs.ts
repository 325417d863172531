/**
 * Lists refs twice: as git tells them, and as the ref files have them. git leaves out broken refs with exit status 0, and an
 * output that was cut looks like a short list; the files know better. Only object ids of this list ever go back to git.
 */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
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
  /** True if the types are told: then every object is stored. */
  readonly typed: boolean;
  readonly problem: string | undefined;
}

const NAMES = '%(objectname) %(refname)';
const NAMES_AND_TYPES = '%(objectname) %(objecttype) %(refname)';

/** The refs that git lists. */
export async function nameRefs(repo: Repository, signal: AbortSignal): Promise<NamedRefs> {
  const list = (format: string) => collectGit(repo.place, ['for-each-ref', `--format=${format}`], { signal });
  const width = repo.idBytes * 2;
  const { output, end } = await list(NAMES_AND_TYPES);
  if (end.problem === undefined) {
    return { refs: linesOf(output).map(line => typedRef(line, width)), typed: true, problem: undefined };
  }
  // To know a type git opens the object, and dies on the first ref whose object is gone.
  const plain = await list(NAMES);
  const refs = linesOf(plain.output).map(line => {
    return { oid: line.slice(0, width), name: line.slice(width + 1), type: undefined };
  });
  return { refs, typed: false, problem: plain.end.problem };
}

function linesOf(output: Buffer): string[] {
  return output.toString().split('\n').slice(0, -1);
}

function typedRef(line: string, width: number): Ref {
  const end = line.indexOf(' ', width + 1);
  return { oid: line.slice(0, width), name: line.slice(end + 1), type: line.slice(width + 1, end) };
}

/** The same refs as they are stored, with what could not be told of them, and what HEADs are at. */
export async function describeRefs(
  repo: Repository,
  { refs, typed: areTyped, problem }: NamedRefs,
  signal: AbortSignal,
): Promise<RefList> {
  const unread: Unread[] = [];
  const notes: string[] = [];
  if (problem !== undefined) unread.push({ class: 'git', what: 'refs', why: problem });
  const listed = new Set(refs.map(ref => ref.name));
  const [ofHead, ofOthers]: [Unread[], Unread[]] = [[], []];
  const [own, { types, head }, others] = await together(
    ownRefs(repo, unread),
    areTyped
      ? headAmong(repo, refs, ofHead, signal)
      : typesAndHead(repo, new Set(refs.map(ref => ref.oid)), ofHead, signal),
    otherHeads(repo, ofOthers),
  );
  for (const [name, content] of own) {
    if (listed.has(name)) continue;
    if (content.startsWith('ref: ')) notes.push(`the symbolic ref ${name} points at nothing`);
    else unread.push({ class: 'git', what: name, why: 'git does not list this ref' });
  }
  const typed = types === undefined ? refs : refs.map(ref => ({ ...ref, type: types.get(ref.oid) }));
  for (const ref of typed) {
    if (ref.type === undefined)
      unread.push({ class: 'missing', what: ref.name, why: `its object ${ref.oid} is not stored` });
  }
  return { refs: typed, unread: [...unread, ...ofHead, ...ofOthers], notes, head, otherHeads: others };
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
  return oids.size === 0 ? new Map() : typesIn((await askTypes(repo, [...oids], signal)).lines);
}

/** What git says of each of some objects, a line each. */
async function askTypes(repo: Repository, names: readonly string[], signal: AbortSignal) {
  const args = [...NO_DOUBT, 'cat-file', '--batch-check=%(objectname) %(objecttype)', '--buffer'];
  const { output, end } = await collectGit(repo.place, args, { input: `${names.join('\n')}\n`, signal });
  return { lines: output.toString('latin1').split('\n').slice(0, -1), end };
}

function typesIn(lines: readonly string[]): Map<string, string> {
  const types = new Map<string, string>();
  for (const line of lines) {
    const [oid = '', type = ''] = line.split(' ');
    if (type !== '' && type !== 'missing' && type !== 'ambiguous') types.set(oid, type);
  }
  return types;
}

/** Types of the stored ones among `oids`, and the commit that HEAD is at: one question, as long as HEAD is nothing unusual. */
async function typesAndHead(
  repo: Repository,
  oids: ReadonlySet<string>,
  unread: Unread[],
  signal: AbortSignal,
): Promise<{ readonly types: Map<string, string>; readonly head: string | undefined }> {
  const { lines, end } = await askTypes(repo, [...oids, HEAD_COMMIT], signal);
  const isWhole = end.problem === undefined && lines.length === oids.size + 1;
  const head = isWhole ? /^([0-9a-f]+) commit$/.exec(lines.at(-1)!)?.[1] : undefined;
  const isPlain = head?.length === repo.idBytes * 2;
  return { types: typesIn(lines), head: isPlain ? head : await headCommit(repo, unread, signal) };
}

/** The commit that HEAD is at: nearly always that of a branch that was listed, which the file `HEAD` names. */
async function headAmong(
  repo: Repository,
  refs: readonly Ref[],
  unread: Unread[],
  signal: AbortSignal,
): Promise<{ readonly types: undefined; readonly head: string | undefined }> {
  // What cannot be read is for git to tell.
  const text = await readSmallFile(join(repo.gitDir, 'HEAD')).catch(() => '');
  const name = /^ref: (refs\/\S+)\n$/.exec(Buffer.from(text, 'latin1').toString())?.[1];
  const branch = name === undefined ? undefined : refs.find(ref => ref.name === name && ref.type === 'commit');
  return { types: undefined, head: branch?.oid ?? (await headCommit(repo, unread, signal)) };
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
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'ENOENT')
      unread.push({ class: 'unreadable', what: 'worktrees', why: `the folder cannot be listed (${code})` });
    return [];
  });
  const heads = [join(repo.commonDir, 'HEAD'), ...names.map(name => join(folder, name, 'HEAD'))];
  const texts = await Promise.all(heads.map(file => textOf(file, file, unread)));
  return texts.map(text => text.trim()).filter(text => /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text));
}

/** Names and contents of refs as gitrepository-layout has them: `packed-refs`, and files under `refs/`. */
async function ownRefs(repo: Repository, unread: Unread[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const packed = await textOf(join(repo.commonDir, 'packed-refs'), 'packed-refs', unread);
  for (const line of Buffer.from(packed, 'latin1').toString().split('\n')) {
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
    const code = error instanceof Error && 'code' in error ? error.code : 'unknown';
    unread.push({ class: 'unreadable', what, why: `the file cannot be read (${code})` });
    return '';
  });
}

async function walkRefs(folder: string, name: string, found: Map<string, string>, unread: Unread[]): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
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
