/**
 * What an event of GitHub asks to be scanned. Pure. Only object ids, ref names and flags are taken from the payload; never
 * its list of commits, which is cut at 2,048 and empty for a new branch.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows
 */
import { UsageError } from '../errors.ts';

/** What to scan, and why, in words for the receipt and the summary. */
export type Ask =
  | { readonly kind: 'nothing'; readonly why: string }
  | { readonly kind: 'everything'; readonly why: string }
  | { readonly kind: 'tree'; readonly why: string }
  | {
      readonly kind: 'commits';
      readonly why: string;
      readonly head: string;
      /** What was there before. Absent: the ref is new. */
      readonly base?: string;
      /** True if commits of `base` may have been thrown away: they stay downloadable by their id, so they are scanned, too. */
      readonly bothSides: boolean;
      /** Full name of the ref that was pushed, or of the one by which `head` can be fetched. */
      readonly ref?: string;
      /** The branch against which a new ref is compared; absent if the ref is that branch. */
      readonly defaultBranch?: string;
    };

const ZERO = /^0+$/;
const OID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
/** Characters that git allows in no ref name (git-check-ref-format(1)). */
const REF = /^refs\/(?!.*(?:\.\.|\/\/|@\{))[^\x00-\x20\x7f~^:?*[\\]+(?<![./])$/;

/**
 * @param name the event's name, `GITHUB_EVENT_NAME`.
 * @param payload the parsed file at `GITHUB_EVENT_PATH`.
 * @throws UsageError if a payload lacks what the event always has.
 */
export function askOf(name: string, payload: unknown): Ask {
  switch (name) {
    case 'push':
      return pushed(payload);
    case 'pull_request':
    case 'pull_request_target':
      return pullRequest(name, payload);
    case 'merge_group': {
      const head = oidAt(payload, 'merge_group', 'head_sha');
      const base = oidAt(payload, 'merge_group', 'base_sha');
      return { kind: 'commits', why: 'merge group', head, base, bothSides: false };
    }
    case 'schedule':
    case 'workflow_dispatch':
      return { kind: 'everything', why: `${name}: everything that is stored` };
    default:
      return { kind: 'tree', why: `${/^[a-z_]{1,40}$/.test(name) ? name : 'unknown event'}: the files of HEAD` };
  }
}

function pushed(payload: unknown): Ask {
  const ref = refAt(payload, 'ref');
  const before = oidAt(payload, 'before');
  const head = oidAt(payload, 'after');
  const isNew = ZERO.test(before);
  if (ZERO.test(head)) return { kind: 'nothing', why: `${ref} was deleted, so nothing was published` };
  const defaultBranch = branchAt(payload, 'repository', 'default_branch');
  const compared = defaultBranch === undefined || ref === `refs/heads/${defaultBranch}` ? {} : { defaultBranch };
  if (isNew) return { kind: 'commits', why: `push of the new ${ref}`, head, bothSides: false, ref, ...compared };
  // Only words: whether anything was thrown away, git tells.
  const why = `${at(payload, 'forced') === true ? 'forced push' : 'push'} to ${ref}`;
  return { kind: 'commits', why, head, base: before, bothSides: true, ref, ...compared };
}

function pullRequest(name: string, payload: unknown): Ask {
  const head = oidAt(payload, 'pull_request', 'head', 'sha');
  const base = oidAt(payload, 'pull_request', 'base', 'sha');
  const number = at(payload, 'pull_request', 'number') ?? at(payload, 'number');
  const ref = typeof number === 'number' && Number.isInteger(number) ? { ref: `refs/pull/${number}/head` } : {};
  return { kind: 'commits', why: `${name} ${number ?? ''}`.trim(), head, base, bothSides: false, ...ref };
}

function at(value: unknown, ...path: readonly string[]): unknown {
  let here = value;
  for (const key of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, key)) return undefined;
    here = (here as Record<string, unknown>)[key];
  }
  return here;
}

function oidAt(payload: unknown, ...path: readonly string[]): string {
  const oid = at(payload, ...path);
  if (typeof oid === 'string' && OID.test(oid)) return oid;
  throw new UsageError(`the event's payload has no object id at ${path.join('.')}; set the inputs base and head`);
}

function refAt(payload: unknown, ...path: readonly string[]): string {
  const ref = at(payload, ...path);
  if (typeof ref === 'string' && REF.test(ref)) return ref;
  throw new UsageError(`the event's payload has no ref name at ${path.join('.')}; set the inputs base and head`);
}

function branchAt(payload: unknown, ...path: readonly string[]): string | undefined {
  const branch = at(payload, ...path);
  return typeof branch === 'string' && REF.test(`refs/heads/${branch}`) ? branch : undefined;
}
