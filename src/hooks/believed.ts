/**
 * Leaks in what the remote is believed to have, as far as a push has it too. They do not stop the push, but they are told:
 * the remote may have been cleaned since it was last fetched. Old history is read once; what was read whole is remembered by
 * the ids of its tips, with the leaks found there (masked, one line each), and costs nothing the next time.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { askGit } from '../git/process.ts';
import { typesOf } from '../git/refs.ts';
import type { Repository } from '../git/repository.ts';
import type { Finding, ScanResult } from '../model.ts';
import { redaction } from '../report/redact.ts';
import type { ScanRequest } from '../settings.ts';
import { decides } from '../verdict.ts';
import { VERSION } from '../version.ts';
import { homeOf } from './copy.ts';
import { writeWhole } from './file.ts';
import { summaryOf } from './message.ts';
import type { PushRange } from './push-range.ts';

export interface Believed {
  /** One line for each leak that the push has and the remote is believed to have. */
  readonly leaks: readonly string[];
  /** Things in there that could not be read. */
  readonly unread: number;
}

interface Leak {
  readonly line: string;
  readonly fingerprint: string;
  /** Commits that it was seen in first. Empty: it is in no commit. */
  readonly commits: readonly string[];
}

/** What was read before. Only good for the version that read it. */
interface Memory {
  readonly version: string;
  readonly tips: readonly string[];
  readonly leaks: readonly Leak[];
}

/** The pipeline. */
export type Scan = (request: ScanRequest) => Promise<ScanResult>;

/** The severity from which on a credential stops a push. */
export const BLOCKS_FROM = 'medium';

const MOST_TIPS = 500;
/** Milliseconds after which a person is told what takes so long. */
const PATIENCE_MS = 1500;

/**
 * Looks at everything that `range` wants, and leaves out only because it is believed to be at the remote.
 * @param known findings of the push that are told anyway.
 * @param onWait is called if it takes longer than a person expects.
 */
export async function believedLeaks(
  repo: Repository,
  range: PushRange,
  known: readonly Finding[],
  scan: Scan,
  onWait: () => void,
): Promise<Believed> {
  if (range.believed.length === 0) return { leaks: [], unread: 0 };
  const memory = await recall(repo);
  const tips = await edgeOf(repo, range);
  const haves = [...range.haves, ...memory.tips];
  let { leaks } = memory;
  let unread = 0;
  if ((await commitsIn(repo, tips, haves, 1)).length > 0) {
    const timer = setTimeout(onWait, PATIENCE_MS);
    const cwd = repo.root ?? repo.gitDir;
    const { findings, receipt } = await scan({ scope: 'range', cwd, objects: { wants: tips, haves } });
    clearTimeout(timer);
    unread = receipt.objects.failed.length;
    leaks = merged(leaks, leaksOf(findings));
    if (receipt.complete)
      remember(repo, { version: VERSION, tips: [...new Set([...memory.tips, ...tips])].slice(-MOST_TIPS), leaks });
  }
  if (leaks.length === 0) return { leaks: [], unread };
  const pushed = new Set(await commitsIn(repo, range.wants, range.haves));
  const told = new Set(known.map(finding => finding.fingerprint));
  const here = leaks.filter(
    leak => !told.has(leak.fingerprint) && (leak.commits.length === 0 || leak.commits.some(one => pushed.has(one))),
  );
  return { leaks: here.map(leak => leak.line), unread };
}

/** The commits at which the push meets what the remote is believed to have. */
async function edgeOf(repo: Repository, { wants, haves, believed }: PushRange): Promise<readonly string[]> {
  const input = [...wants, ...[...haves, ...believed].map(oid => `^${oid}`), ''].join('\n');
  const output = await askGit(repo.place, ['rev-list', '--boundary', '--stdin'], { input });
  const listed = output.toString().split('\n').slice(0, -1);
  const fresh = new Set(listed.filter(line => !line.startsWith('-')));
  const edge = listed.filter(line => line.startsWith('-')).map(line => line.slice(1));
  // A want that is itself at the remote is neither listed nor on the edge. `--no-walk` peels tags, and leaves out blobs.
  const peeled = await askGit(repo.place, ['rev-list', '--no-walk', '--stdin'], { input: [...wants, ''].join('\n') });
  const tops = peeled.toString().split('\n').slice(0, -1);
  return [...new Set([...edge, ...tops.filter(oid => !fresh.has(oid))])];
}

async function commitsIn(
  repo: Repository,
  wants: readonly string[],
  haves: readonly string[],
  most?: number,
): Promise<readonly string[]> {
  if (wants.length === 0) return [];
  const input = [...wants, ...haves.map(oid => `^${oid}`), ''].join('\n');
  const limit = most === undefined ? [] : [`--max-count=${most}`];
  const output = await askGit(repo.place, ['rev-list', ...limit, '--stdin'], { input });
  return output.toString().split('\n').slice(0, -1);
}

function leaksOf(findings: readonly Finding[]): readonly Leak[] {
  const redact = redaction(findings, false);
  return findings
    .filter(finding => decides(finding, BLOCKS_FROM, true))
    .map(finding => ({
      line: summaryOf(finding, redact),
      fingerprint: finding.fingerprint,
      commits: [...new Set(finding.sightings.map(one => one.commit).filter(one => one !== undefined))],
    }));
}

function merged(old: readonly Leak[], fresh: readonly Leak[]): readonly Leak[] {
  const byLine = new Map(old.map(leak => [leak.line, leak]));
  for (const leak of fresh) byLine.set(leak.line, leak);
  return [...byLine.values()];
}

async function recall(repo: Repository): Promise<Memory> {
  const nothing: Memory = { version: VERSION, tips: [], leaks: [] };
  const path = pathOf(repo);
  if (!existsSync(path)) return nothing;
  let read: unknown;
  try {
    read = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    // A memory that cannot be read is none: everything is read again.
    return nothing;
  }
  if (!isMemory(read) || read.version !== VERSION) return nothing;
  const stored = await typesOf(repo, new Set(read.tips), new AbortController().signal);
  return { ...read, tips: read.tips.filter(oid => stored.has(oid)) };
}

/** Only beside an installed copy: a hook that is run by hand leaves nothing behind. */
function remember(repo: Repository, memory: Memory): void {
  if (!existsSync(homeOf(repo.commonDir))) return;
  const text = `${JSON.stringify(memory)}\n`;
  writeWhole(pathOf(repo), Buffer.from(text).toString('latin1'), 0o600);
}

function pathOf(repo: Repository): string {
  return join(homeOf(repo.commonDir), 'believed.json');
}

function isMemory(read: unknown): read is Memory {
  if (typeof read !== 'object' || read === null) return false;
  const { version, tips, leaks } = read as Partial<Record<keyof Memory, unknown>>;
  const oids = (list: unknown): boolean =>
    Array.isArray(list) && list.every(one => typeof one === 'string' && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(one));
  const isLeak = (leak: Partial<Record<keyof Leak, unknown>> | null) =>
    typeof leak?.line === 'string' && typeof leak.fingerprint === 'string' && oids(leak.commits);
  return typeof version === 'string' && oids(tips) && Array.isArray(leaks) && leaks.every(isLeak);
}
