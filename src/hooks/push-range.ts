/**
 * What a push would publish, as object ids: everything that is reachable from `wants`, and not from what the remote has. Two
 * kinds of knowledge of the remote are kept apart. `haves` are the ids that the remote itself named for this push, so they
 * are true. `believed` are tracking refs: true when they were last fetched. A remote from which a leak was purged since then
 * does not have it any more, and pushing it back must not go unseen. Pure.
 */
import type { PushLine } from './push-lines.ts';

export interface TrackingRef {
  /** Full name: `refs/remotes/<remote>/…`. */
  readonly name: string;
  readonly oid: string;
}

export interface PushRange {
  /** Ids of commits, tags, trees or blobs, each once. Empty: the push publishes nothing. */
  readonly wants: readonly string[];
  /** What the remote has: it said so, and the object is here. */
  readonly haves: readonly string[];
  /** What the remote had when it was last asked. Never holds one of `haves`. */
  readonly believed: readonly string[];
}

/** Every object id that git's lines name on the remote's side: whether they are here is for git to say. */
export function remoteOids(lines: readonly PushLine[]): readonly string[] {
  return unique(lines.map(line => line.remoteOid).filter(oid => oid !== undefined));
}

/**
 * The range of a push.
 * @param present which of `remoteOids(lines)` are stored here.
 * @param tracking the tracking refs of the remote that is pushed to; none if it is none that is configured.
 * @param trackedAs the tracking refs that a ref of this remote is kept in.
 */
export function pushRange(
  lines: readonly PushLine[],
  present: ReadonlySet<string>,
  tracking: readonly TrackingRef[],
  trackedAs: (remoteRef: string) => readonly string[],
): PushRange {
  const wants = unique(lines.map(line => line.localOid).filter(oid => oid !== undefined));
  const haves = remoteOids(lines).filter(oid => present.has(oid));
  const now = new Map(lines.flatMap(line => trackedAs(line.remoteRef).map(name => [name, line.remoteOid] as const)));
  // Where the remote has just said what its branch is, the tracking ref of that branch is news of yesterday. Only if the
  // branch moved to something that was never fetched does the old one still tell what is probably below it.
  const current = tracking.filter(ref => !now.has(ref.name) || isUnknown(now.get(ref.name), present));
  const believed = unique(current.map(ref => ref.oid)).filter(oid => !haves.includes(oid));
  return { wants, haves, believed };
}

function isUnknown(oid: string | undefined, present: ReadonlySet<string>): boolean {
  return oid !== undefined && !present.has(oid);
}

/** The refs among `refs` that belong to `remote`, and not to another remote whose longer name begins with it. */
export function trackingRefsOf(
  remote: string,
  refs: readonly TrackingRef[],
  remotes: readonly string[],
): readonly TrackingRef[] {
  const prefix = `refs/remotes/${remote}/`;
  const longer = remotes.filter(name => name.startsWith(`${remote}/`)).map(name => `refs/remotes/${name}/`);
  return refs.filter(({ name }) => name.startsWith(prefix) && !longer.some(other => name.startsWith(other)));
}

function unique(oids: readonly string[]): readonly string[] {
  return [...new Set(oids)];
}
