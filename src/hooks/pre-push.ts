/**
 * Decides whether a push may go: what it would publish and the remote does not have is scanned. It asks no network and changes
 * nothing; a push of which anything could not be read does not go.
 */
import { realpathSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { GitError, Incomplete } from '../errors.ts';
import { askGit, askGitAsUser, collectGit } from '../git/process.ts';
import { typesOf } from '../git/refs.ts';
import { NotARepository, openRepository, type Repository } from '../git/repository.ts';
import { together } from '../git/together.ts';
import { forTerminal } from '../report/escape/terminal.ts';
import { redaction } from '../report/redact.ts';
import { unreadOf } from '../report/repair.ts';
import { decides } from '../verdict.ts';
import { BLOCKS_FROM, believedLeaks, type Scan } from './believed.ts';
import { isFetched } from './fetched.ts';
import { pushLines } from './message.ts';
import { type PushLine, parsePushLines } from './push-lines.ts';
import { type PushRange, pushRange, remoteOids, type TrackingRef, trackingRefsOf } from './push-range.ts';
import { readRemotes, remoteAt, trackedAs } from './remote.ts';
import { standingsOf } from './standing.ts';

export interface Push {
  /** Where git runs the hook. */
  readonly cwd: string;
  /** The hook's arguments: the remote's name and URL, both the URL if the remote has no name. */
  readonly remote: string;
  readonly url: string;
  /** git's lines. */
  readonly input: Buffer;
}

export interface PushVerdict {
  /** 0: the push may go. 1: it would publish a credential. 2: not everything could be read. */
  readonly status: 0 | 1 | 2;
  /** What a person has to know, without line feeds. */
  readonly lines: readonly string[];
}

/**
 * Judges a push.
 * @param scan the pipeline.
 * @param say is called with one line if the person has to wait.
 * @throws UsageError for lines that are not git's; GitError if git fails before anything could be scanned.
 */
export async function judgePush(push: Push, scan: Scan, say: (line: string) => void): Promise<PushVerdict> {
  const updates = parsePushLines(push.input);
  const published = updates.filter(line => line.localOid !== undefined);
  if (published.length === 0) return { status: 0, lines: [] };
  const repo = await openPushed(push.cwd);
  const range = await rangeOf(repo, push, updates);
  const { findings: inObjects, receipt } = await scan({
    scope: 'range',
    cwd: repo.root ?? repo.gitDir,
    objects: { wants: range.wants, haves: [...range.haves, ...range.believed] },
  });
  if (receipt.objects.expected === 0 && (await hasObjects(repo, range)))
    throw new Incomplete('the scan read nothing, but git knows of objects that the push would publish', 'internal');
  const { findingsInNames } = await import('./ref-names.ts');
  const findings = [...inObjects, ...(await findingsInNames(published, Date.now()))];
  const blocking = findings.filter(finding => decides(finding, BLOCKS_FROM, true));
  const lesser = findings.filter(
    finding => !blocking.includes(finding) && finding.severity !== 'info' && !finding.suppressed,
  );
  const remote = nameOf(push);
  // A push that is stopped comes again; then is time enough for the past.
  const believed =
    blocking.length > 0
      ? { leaks: [], unread: 0 }
      : await believedLeaks(repo, range, findings, scan, () =>
          say(`keysift: reading what ${forTerminal(remote)} is believed to have; this is done once`),
        );
  const lines = pushLines({
    remote,
    blocking,
    lesser,
    believed,
    unread: unreadOf(receipt),
    redact: redaction(findings, false),
    standing: await standingsOf(repo.place, blocking.length > 0 ? published : []),
    tag: onlyTag(published),
  });
  return { status: !receipt.complete ? 2 : blocking.length > 0 ? 1 : 0, lines };
}

/** Whether git sees anything that is wanted and not had. An empty scan is believed only if git agrees. */
async function hasObjects(repo: Repository, { wants, haves, believed }: PushRange): Promise<boolean> {
  const input = [...wants, ...[...haves, ...believed].map(oid => `^${oid}`), ''].join('\n');
  return (await askGit(repo.place, ['rev-list', '--objects', '--max-count=1', '--stdin'], { input })).length > 0;
}

/**
 * The repository that is pushed from. git runs a hook in its working tree, but with `--git-dir` it may stay anywhere, and names
 * the repository in the environment.
 */
async function openPushed(cwd: string): Promise<Repository> {
  const [answer, found] = await together(
    askGitAsUser(cwd, ['rev-parse', '--absolute-git-dir']),
    repositoryAround(cwd).catch((error: unknown) => ({ error })),
  );
  const named = answer?.toString().replace(/\n$/, '');
  if (named === undefined || named === '') throw new GitError('git does not say which repository is pushed from');
  const gitDir = realpathSync(named);
  if (found !== undefined && 'error' in found) throw found.error;
  if (found?.gitDir === gitDir) return found;
  const other = basename(gitDir) === '.git' ? await repositoryAround(dirname(gitDir)) : undefined;
  if (other?.gitDir === gitDir) return other;
  return openRepository(gitDir);
}

async function repositoryAround(folder: string): Promise<Repository | undefined> {
  try {
    return await openRepository(folder);
  } catch (error) {
    if (error instanceof NotARepository) return undefined;
    throw error;
  }
}

async function rangeOf(repo: Repository, push: Push, lines: readonly PushLine[]): Promise<PushRange> {
  const root = repo.root ?? repo.gitDir;
  const [config, refs] = await together(readRemotes(root), remoteRefs(repo));
  const remote = remoteAt(push.remote, push.url, config, root);
  const names = config.remotes.map(one => one.name);
  const tracking = remote === undefined ? [] : trackingRefsOf(remote, refs, names);
  const named = new Set([...remoteOids(lines), ...tracking.map(ref => ref.oid)]);
  const present = await typesOf(repo, named, new AbortController().signal);
  const stored = tracking.filter(ref => present.has(ref.oid));
  const refspecs = config.remotes.find(one => one.name === remote)?.fetch ?? [];
  // As well as by git's own choice: fewer refs only mean that more is scanned.
  const usual = `refs/heads/*:refs/remotes/${remote}/*`;
  return pushRange(lines, new Set(present.keys()), stored, ref => trackedAs(ref, [...refspecs, usual]));
}

/**
 * Every tracking ref that git lists and that was written by a fetch or a push. Whatever git says of refs that it cannot list:
 * fewer refs only mean that more is scanned. A symbolic ref, as `origin/HEAD` of a clone, is no news of its own: what it leads to
 * is listed if it is a tracking ref, and may be anything else, such as the branch that is pushed.
 */
async function remoteRefs(repo: Repository): Promise<readonly TrackingRef[]> {
  // Names of refs have no blanks.
  const format = '--format=%(objectname) %(refname) %(symref)';
  const { output } = await collectGit(repo.place, ['for-each-ref', format, 'refs/remotes/']);
  return output
    .toString()
    .split('\n')
    .slice(0, -1)
    .flatMap(line => {
      const [oid = '', name = '', leadsTo] = line.split(' ');
      return leadsTo === '' ? [{ oid, name }] : [];
    })
    .filter(ref => isFetched(repo.commonDir, ref.name));
}

function onlyTag(lines: readonly PushLine[]): string | undefined {
  const tags = lines.map(line => line.remoteRef).filter(name => name.startsWith('refs/tags/'));
  return tags.length === 1 ? tags[0]?.slice('refs/tags/'.length) : undefined;
}

/** The remote as a person knows it. A URL may carry a password, which is nobody's business. */
function nameOf({ remote }: Push): string {
  return remote.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/]*@/i, '$1');
}
