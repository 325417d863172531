/**
 * Expired for sure, or may still be valid? Pure: `now` is an argument. Nothing is called expired that any reading of the
 * facts lets live.
 */
import type { Kind } from '../../model.ts';
import type { Draft } from '../pair/gather.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/**
 * The longest life that a temporary credential of a kind can have, in milliseconds. A pre-signed URL (its own query says) and
 * an SSO token (a refresh token outlives it) have no bound of their own.
 * STS: 36 h, https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_request.html
 * Bedrock: 12 h, https://docs.aws.amazon.com/bedrock/latest/userguide/api-keys-how.html
 * ECR: 12 h, https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry_auth.html
 * CodeArtifact: 12 h, https://docs.aws.amazon.com/codeartifact/latest/ug/tokens-authentication.html
 * RDS: 15 min, https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.html
 * EKS: 15 min, the presigned request is refused after that (aws-iam-authenticator, "API Authorization from Outside a Cluster")
 */
const LONGEST_LIFE: Readonly<Partial<Record<Kind, number>>> = {
  'aws-access-key': 36 * HOUR,
  'aws-session-token': 36 * HOUR,
  'aws-secret-access-key': 36 * HOUR,
  'aws-bedrock-short-term-key': 12 * HOUR,
  'aws-ecr-token': 12 * HOUR,
  'aws-codeartifact-token': 12 * HOUR,
  'aws-eks-token': 15 * MINUTE,
  'aws-rds-token': 15 * MINUTE,
};

export interface LifetimeOptions {
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: number;
  /** True in a scan of history only: there, and not in what somebody is about to push, commit dates are believed. */
  readonly historyBound: boolean;
}

/** What the time says of a draft. */
export interface Time {
  /** True: proven expired. False: an expiry is known and lies ahead. Absent: not known. */
  readonly expired?: boolean;
  readonly issuedAt?: number;
  /** An expiry that is written down, not a bound. */
  readonly expiresAt?: number;
  /** One sentence. */
  readonly why: string;
}

/** Whether `draft` is proven expired at `now`, and why. */
export function timeOf(draft: Draft, { now, historyBound }: LifetimeOptions): Time {
  const { kind, lifetime, facts } = draft.credential;
  const { issuedAt } = facts;
  if (lifetime === 'long-term') return { ...(issuedAt !== undefined && { issuedAt }), why: lastsUntilRevoked(draft) };
  if (lifetime === 'unknown') {
    return { why: 'Nothing tells whether it is long-term or temporary, so it has to be taken for long-term.' };
  }
  const issued = issuedAt === undefined ? {} : { issuedAt };
  const { expiresAt } = facts;
  // An expiry before the issue time is not this credential's.
  if (expiresAt !== undefined && (issuedAt === undefined || expiresAt >= issuedAt)) {
    const expired = expiresAt < now;
    return { ...issued, expiresAt, expired, why: `It ${expired ? 'expired' : 'expires'} at ${utc(expiresAt)}.` };
  }
  const life = facts.longestLifeMs ?? LONGEST_LIFE[kind];
  if (life === undefined)
    return { ...issued, why: 'It is temporary, and its expiry is not written where it was found.' };
  if (issuedAt !== undefined) return bounded(`It was issued ${utc(issuedAt)}`, issuedAt, life, now, issued);
  const committedAt = historyBound ? firstCommitted(draft) : undefined;
  if (committedAt !== undefined) return bounded(`It was committed ${utc(committedAt)}`, committedAt, life, now, issued);
  return { why: `It is temporary and lives at most ${duration(life)}, but nothing says when it was issued.` };
}

function bounded(what: string, from: number, life: number, now: number, issued: { issuedAt?: number }): Time {
  const expired = from + life < now;
  return expired
    ? { ...issued, expired, why: `${what} and lives at most ${duration(life)}, so it has expired.` }
    : { ...issued, why: `${what} and lives at most ${duration(life)}, so it may be valid until ${utc(from + life)}.` };
}

/**
 * The earliest commit that holds the part which was issued last: an id may be older than the token beside it now. Only
 * commits that can be true count: none before AWS existed.
 */
function firstCommitted(draft: Draft): number | undefined {
  const { parts } = draft.credential;
  const role = (['sessionToken', 'secretAccessKey', 'value', 'accessKeyId'] as const).find(one => parts[one]);
  const value = role && parts[role]?.value;
  if (!role || !value) return undefined;
  const times = draft.occurrences
    .filter(one => one.credential.parts[role]?.value.equals(value))
    .flatMap(one => one.sighting.committedAt ?? [])
    .filter(time => time >= FIRST_SESSION);
  return times.length === 0 ? undefined : Math.min(...times);
}

/** AWS STS was announced on 2011-08-03; a commit that claims to be older and holds a session's credentials has a wrong date. */
const FIRST_SESSION = Date.UTC(2011, 7, 3);

function lastsUntilRevoked({ credential }: Draft): string {
  return credential.kind === 'aws-bedrock-api-key'
    ? 'It is long-term: it lasts for the days that its maker chose, or for ever, unless it is deactivated.'
    : 'It is long-term: it does not expire until somebody deactivates or deletes it.';
}

/** `2024-03-02 14:05 UTC`. */
function utc(time: number): string {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return 'an impossible time';
  return `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

function duration(ms: number): string {
  if (ms >= 48 * HOUR) return `${Math.round(ms / (24 * HOUR))} days`;
  return ms >= HOUR ? `${Math.round(ms / HOUR)} h` : `${Math.round(ms / MINUTE)} min`;
}
