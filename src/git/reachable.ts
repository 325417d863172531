/** Lists reachable objects by `git rev-list --objects`, those that are not stored among them, and makes sure that the list was not cut. */
import { GitError } from '../errors.ts';
import type { Unread } from '../model.ts';
import { askGit, streamGit } from './process.ts';
import type { Repository } from './repository.ts';
import type { ObjectRange } from './revisions.ts';

export interface Reachable {
  /** Reachable and not stored. */
  readonly missing: readonly string[];
  readonly unread: readonly Unread[];
}

/** Missing objects that are named one by one; of more only the number is told. */
const MOST_NAMED = 20;

/** Every object that is reachable from `wants` and not from `haves`. */
export async function listRange(
  repo: Repository,
  range: ObjectRange,
  signal: AbortSignal,
): Promise<{ readonly oids: ReadonlySet<string>; readonly unread: readonly Unread[] }> {
  const oids = new Set<string>();
  const input = [...range.wants, ...range.haves.map(oid => `^${oid}`), ''].join('\n');
  const { missing, unread } = await walk(repo, ['--stdin'], input, oid => oids.add(oid), signal);
  return { oids, unread: [...unread, ...missingAsUnread(missing, () => 'object')] };
}

/** What refs, reflogs and the index reach and the store has not. */
export async function listMissing(repo: Repository, signal: AbortSignal): Promise<Reachable> {
  return walk(repo, ['--all', '--reflog', '--indexed-objects'], undefined, () => {}, signal);
}

/** Missing objects as the receipt names them. */
export function missingAsUnread(missing: readonly string[], kindOf: (oid: string) => string): Unread[] {
  const why = 'it is reachable and not stored (a partial clone, or a damaged one)';
  // git has them in an order of its own, which is not that of another version, or of another way to find them.
  const named = [...missing]
    .sort()
    .slice(0, MOST_NAMED)
    .map(oid => ({ class: 'missing' as const, what: `${kindOf(oid)} ${oid}`, why }));
  const more = missing.length - named.length;
  return more > 0 ? [...named, { class: 'missing', what: `${more} more objects`, why }] : named;
}

async function walk(
  repo: Repository,
  selection: readonly string[],
  input: string | undefined,
  onOid: (oid: string) => void,
  signal: AbortSignal,
): Promise<Reachable> {
  const args = ['rev-list', '--objects', '--missing=print', ...selection];
  const options = { signal, ...(input !== undefined && { input }) };
  const width = repo.idBytes * 2;
  const missing: string[] = [];
  let count = 0;
  let rest = '';
  const listing = streamGit(
    repo.place,
    args,
    piece => {
      const lines = (rest + piece.toString('latin1')).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (line.startsWith('?')) missing.push(line.slice(1, width + 1));
        else {
          count++;
          onOid(line.slice(0, width));
        }
      }
    },
    options,
  );
  // A range is counted while it is listed. Of everything there is, that may not be needed.
  const counting = input === undefined ? undefined : countAgain(repo, args, options);
  const [end, early] = await Promise.all([listing, counting]);
  if (end.problem !== undefined) return { missing, unread: [failed(end.problem)] };
  // Missing objects make the scan incomplete as it is: then a cut list adds nothing worth another walk.
  if (input === undefined && missing.length > 0) return { missing, unread: [] };
  if (rest !== '' || count !== (early ?? (await countAgain(repo, args, options))))
    return { missing, unread: [failed('its list ended early')] };
  return { missing, unread: [] };
}

function failed(why: string): Unread {
  return { class: 'git', what: 'the list of reachable objects', why: `git rev-list failed: ${why}` };
}

/** The length of the same list, counted by another run of git: a cut list has no sign of its own. */
async function countAgain(
  repo: Repository,
  args: readonly string[],
  options: { readonly input?: string; readonly signal: AbortSignal },
): Promise<number> {
  try {
    // Before the number it names what is missing, too.
    const answer = (await askGit(repo.place, [...args, '--count'], options))
      .toString('latin1')
      .replace(/^\?.*\n/gm, '');
    return /^\d+\n$/.test(answer) ? Number(answer) : -1;
  } catch (error) {
    if (error instanceof GitError) return -1; // The caller tells of a list that cannot be trusted.
    throw error;
  }
}
