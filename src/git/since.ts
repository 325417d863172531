/** Understands `--since`: a revision, or a date. Whatever clocks say, a commit with a newer one below it counts as newer. */
import { UsageError } from '../errors.ts';
import { askGit } from './process.ts';
import type { Repository } from './repository.ts';
import { type ObjectRange, resolveRevision } from './revisions.ts';

const DAY_MS = 86_400_000;
const SPAN: Readonly<Record<string, number>> = {
  day: DAY_MS,
  week: 7 * DAY_MS,
  month: 31 * DAY_MS,
  year: 366 * DAY_MS,
};

/**
 * The range from `since` to `tips`.
 * @throws UsageError if `since` is neither a date (2026-11-22, 2026-11-22T10:00Z, `3 weeks ago`) nor a revision.
 */
export async function sinceRange(
  repo: Repository,
  tips: Iterable<string>,
  since: string,
  signal: AbortSignal,
  now = Date.now(),
): Promise<ObjectRange> {
  const wants = [...tips];
  const time = parseDate(since, now);
  if (time === undefined) return { wants, haves: [await revisionOf(repo, since, signal)] };
  // A day of grace: what is today here may be tomorrow in UTC. Beyond it nothing would be read, and that would seem clean.
  if (time > now + DAY_MS) throw new UsageError(`--since takes a date that has been; ${since} lies ahead`);
  const input = [...wants, ''].join('\n');
  const args = ['rev-list', '--topo-order', '--reverse', '--timestamp', '--parents', '--stdin'];
  const text = (await askGit(repo.place, args, { input, signal })).toString('latin1');
  return { wants, haves: newestOld(text, time / 1000) };
}

async function revisionOf(repo: Repository, since: string, signal: AbortSignal): Promise<string> {
  try {
    return await resolveRevision(repo, since, signal);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError(`--since takes a date (2026-11-22, '3 weeks ago') or a revision; ${error.message}`);
  }
}

/** Of the commits older than `seconds` all of whose ancestors are older, those that a newer one stands on, and old tips. */
function newestOld(lines: string, seconds: number): string[] {
  const old = new Set<string>();
  const below = new Set<string>();
  for (const line of lines.split('\n')) {
    const [time, id = '', ...parents] = line.split(' ');
    if (id === '') continue;
    if (Number(time) < seconds && parents.every(parent => old.has(parent))) {
      old.add(id);
      for (const parent of parents) below.add(parent);
    }
  }
  return [...old].filter(id => !below.has(id));
}

/** Milliseconds, or undefined if it is no date. */
export function parseDate(text: string, now: number): number | undefined {
  const ago = /^(\d{1,5})[ .](day|week|month|year)s?[ .]ago$/.exec(text);
  if (ago) return now - Number(ago[1]) * SPAN[ago[2]!]!;
  if (!/^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?)?$/.test(text)) return undefined;
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw new UsageError(`--since takes a date such as 2026-11-22; ${text} is none`);
  return time;
}
