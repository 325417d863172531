/**
 * Turns what a person types into object ids. After this only ids reach git: a revision may look like an option, and a ref's
 * name may be anything.
 */
import { UsageError } from '../errors.ts';
import { collectGit } from './process.ts';
import type { Repository } from './repository.ts';

export interface ObjectRange {
  /** Ids of commits, tags, trees or blobs. */
  readonly wants: readonly string[];
  readonly haves: readonly string[];
}

/**
 * The range that revisions stand for: `A..B`, `A...B`, `REV`, `^REV`, as in gitrevisions. An empty side is HEAD.
 * @throws UsageError if one of them names nothing, or nothing is wanted.
 */
export async function resolveRange(
  repo: Repository,
  revisions: readonly string[],
  signal: AbortSignal,
): Promise<ObjectRange> {
  const wants: string[] = [];
  const haves: string[] = [];
  for (const revision of revisions) {
    const [, left, dots, right] = /^(.*?)(\.{2,3})(.*)$/s.exec(revision) ?? [];
    if (dots !== undefined) {
      const [from, to] = await Promise.all([left, right].map(side => resolveRevision(repo, side || 'HEAD', signal)));
      wants.push(to!);
      if (dots === '..') haves.push(from!);
      else {
        wants.push(from!);
        haves.push(...(await mergeBases(repo, from!, to!, signal)));
      }
    } else if (revision.startsWith('^')) haves.push(await resolveRevision(repo, revision.slice(1), signal));
    else wants.push(await resolveRevision(repo, revision, signal));
  }
  if (wants.length === 0) throw new UsageError('name a revision to scan, such as main..HEAD');
  return { wants: [...new Set(wants)], haves: [...new Set(haves)] };
}

/**
 * The id of the object that `revision` names; of an annotated tag, the tag's own.
 * @throws UsageError if it names none.
 */
export async function resolveRevision(repo: Repository, revision: string, signal: AbortSignal): Promise<string> {
  // A branch called HEAD is no doubt about what HEAD is. Any other name of two refs is refused.
  const quiet = /^HEAD(?![\w/.-])/.test(revision) ? ['-c', 'core.warnAmbiguousRefs=false'] : [];
  const { output, end } = await collectGit(
    repo.place,
    [...quiet, 'rev-parse', '--verify', '--end-of-options', revision],
    {
      signal,
    },
  );
  const oid = output.toString('latin1').trim();
  // `^REV` is verified too, and answered with a caret; an unknown id of full length is answered as it is.
  if (end.problem === undefined && isObjectId(oid, repo)) return oid;
  const shown = revision.replace(/[^\x20-\x7e]/g, '?').slice(0, 80);
  throw new UsageError(`'${shown}' names no single object in this repository: check the spelling, or fetch it first`);
}

/** True if `text` is an object id of the repository's format, in full. */
export function isObjectId(text: string, repo: Repository): boolean {
  return text.length === repo.idBytes * 2 && /^[0-9a-f]+$/.test(text);
}

async function mergeBases(repo: Repository, a: string, b: string, signal: AbortSignal): Promise<string[]> {
  const { output, end } = await collectGit(repo.place, ['merge-base', '--all', a, b], { signal });
  // Status 1 without a word: they have nothing in common.
  if (end.problem !== undefined && (end.status !== 1 || end.complaints.length > 0)) {
    throw new UsageError(`git cannot compare ${a} and ${b}: ${end.problem}`);
  }
  return output.toString('latin1').split('\n').filter(Boolean);
}
