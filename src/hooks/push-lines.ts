/**
 * What git tells a pre-push hook on stdin, one line for each ref that the push would update (githooks(5), "pre-push"):
 * `<local ref> SP <local oid> SP <remote ref> SP <remote oid> LF`. Pure: never asks git anything, never trusts a name.
 */
import { UsageError } from '../errors.ts';

/** One ref that the push would update. Names are text from a repository: escape them before printing. */
export interface PushLine {
  /** What was typed: a full ref, `HEAD~1`, `HEAD^{/fix a bug}`, `(delete)`. Never resolve it. */
  readonly localRef: string;
  /** `undefined`: the ref is to be deleted. */
  readonly localOid: string | undefined;
  readonly remoteRef: string;
  /** What the remote itself says that it has there. `undefined`: the ref is new. */
  readonly remoteOid: string | undefined;
}

/** From the right, because only the local ref may hold spaces. Ids have 40 digits, or 64 in a SHA-256 repository. */
const LINE = /^(.+) ([0-9a-f]{40}|[0-9a-f]{64}) ([^ ]+) ([0-9a-f]{40}|[0-9a-f]{64})$/s;
const ZERO = /^0+$/;

/**
 * Reads all lines. No input is a push of nothing. Names are decoded as UTF-8; bytes that are not become U+FFFD.
 * @throws UsageError if any line is not of git's form: then nobody knows what the push would publish.
 */
export function parsePushLines(input: Buffer): readonly PushLine[] {
  return input
    .toString('utf8')
    .split('\n')
    .filter(line => line !== '')
    .map((line, index) => parseLine(line, index + 1));
}

function parseLine(line: string, number: number): PushLine {
  const match = LINE.exec(line);
  const [, localRef, localOid, remoteRef, remoteOid] = match ?? [];
  if (localRef === undefined || localOid === undefined || remoteRef === undefined || remoteOid === undefined)
    throw new UsageError(`line ${number} of the hook's input is not of the form that git writes (see githooks(5))`);
  if (localOid.length !== remoteOid.length)
    throw new UsageError(`line ${number} of the hook's input names object ids of two lengths`);
  return { localRef, localOid: idOrZero(localOid), remoteRef, remoteOid: idOrZero(remoteOid) };
}

function idOrZero(oid: string): string | undefined {
  return ZERO.test(oid) ? undefined : oid;
}
