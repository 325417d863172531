import { describe, expect, test } from 'vitest';
import { type LifetimeOptions, type Time, timeOf } from '../../../src/detect/grade/lifetime.ts';
import { gather } from '../../../src/detect/pair/gather.ts';
import type { Facts, Kind, Occurrence } from '../../../src/model.ts';
import { accessKeyId, rng, secretAccessKey, sessionToken } from '../../generate/aws.ts';
import { candidate, credential, seen } from '../../generate/occurrence.ts';

const HOUR = 3_600_000;
const ISSUED = Date.UTC(2024, 2, 2, 10);
const random = rng(17);
const triple = {
  accessKeyId: accessKeyId({ rng: random, prefix: 'ASIA' }),
  secretAccessKey: secretAccessKey(random),
  sessionToken: sessionToken(random, { issuedAt: ISSUED }),
};
const pair = { accessKeyId: accessKeyId({ rng: random, prefix: 'AKIA' }), secretAccessKey: triple.secretAccessKey };

function time(occurrences: readonly Occurrence[], options: Partial<LifetimeOptions>): Time {
  const [draft] = gather(occurrences);
  if (!draft) throw new Error('nothing gathered');
  return timeOf(draft, { now: ISSUED, historyBound: false, ...options });
}

const session = (facts: Facts = {}) => credential(triple, { facts });
const oneString = (kind: Kind, facts: Facts = {}) =>
  credential({ value: candidate('value', 'x'.repeat(60), { kind }) }, { kind, lifetime: 'temporary', facts });
const committed = (committedAt: number) => ({ where: 'history', commit: 'a'.repeat(40), committedAt }) as const;

describe('a session whose token tells when it was issued', () => {
  const issued = [seen(session({ issuedAt: ISSUED }))];

  test('has expired 36 hours later, and the sentence says from what that follows', () => {
    const { expired, why } = time(issued, { now: ISSUED + 36 * HOUR + 1 });
    expect(expired).toBe(true);
    expect(why).toBe('It was issued 2024-03-02 10:00 UTC and lives at most 36 h, so it has expired.');
  });

  test('may still be valid before that', () => {
    const { expired, why } = time(issued, { now: ISSUED + 36 * HOUR });
    expect(expired).toBeUndefined();
    expect(why).toMatch(/may be valid until 2024-03-03 22:00 UTC/);
  });

  test('a narrower longest life counts instead', () => {
    const narrow = [seen(session({ issuedAt: ISSUED, longestLifeMs: HOUR }))];
    expect(time(narrow, { now: ISSUED + HOUR + 1 }).expired).toBe(true);
  });

  test('an expiry beside it wins, in both directions', () => {
    const late = [seen(session({ issuedAt: ISSUED, expiresAt: ISSUED + 40 * HOUR }))];
    expect(time(late, { now: ISSUED + 39 * HOUR }).expired).toBe(false);
    const early = [seen(session({ issuedAt: ISSUED, expiresAt: ISSUED + HOUR }))];
    expect(time(early, { now: ISSUED + 2 * HOUR })).toMatchObject({ expired: true, expiresAt: ISSUED + HOUR });
  });

  test('an expiry before it was issued is not its own', () => {
    const forged = [seen(session({ issuedAt: ISSUED, expiresAt: ISSUED - HOUR }))];
    expect(time(forged, { now: ISSUED + HOUR }).expired).toBeUndefined();
  });
});

describe('a session that does not tell', () => {
  test('is bounded by the date of its commit in a scan of history', () => {
    const { expired, why } = time([seen(session(), committed(ISSUED))], {
      now: ISSUED + 37 * HOUR,
      historyBound: true,
    });
    expect(expired).toBe(true);
    expect(why).toMatch(/^It was committed 2024-03-02 10:00 UTC/);
  });

  test('is not, in what somebody is about to push: a commit date can be forged', () => {
    expect(time([seen(session(), committed(ISSUED))], { now: ISSUED + 37 * HOUR }).expired).toBeUndefined();
  });

  test('is bounded by the first of its commits', () => {
    const both = [seen(session(), { ...committed(ISSUED + 90 * HOUR), path: 'b' }), seen(session(), committed(ISSUED))];
    expect(time(both, { now: ISSUED + 91 * HOUR, historyBound: true }).expired).toBe(true);
  });

  test('is not bounded by a commit that has its id only', () => {
    const idBefore = seen(credential({ accessKeyId: triple.accessKeyId }), { ...committed(ISSUED), path: 'b' });
    const both = [idBefore, seen(session(), committed(ISSUED + 90 * HOUR))];
    expect(time(both, { now: ISSUED + 91 * HOUR, historyBound: true }).expired).toBeUndefined();
  });

  test('is not bounded by a commit that claims to be older than AWS sessions', () => {
    expect(time([seen(session(), committed(0))], { now: ISSUED, historyBound: true }).expired).toBeUndefined();
  });

  test('has no commit to go by in the working tree', () => {
    const { expired, why } = time([seen(session())], { now: ISSUED, historyBound: true });
    expect(expired).toBeUndefined();
    expect(why).toMatch(/nothing says when it was issued/);
  });
});

describe('other kinds', () => {
  test.for<readonly [Kind, number]>([
    ['aws-bedrock-short-term-key', 12],
    ['aws-ecr-token', 12],
    ['aws-codeartifact-token', 12],
    ['aws-eks-token', 0.25],
    ['aws-rds-token', 0.25],
    ['aws-session-token', 36],
  ])('%s lives at most %d hours', ([kind, hours]) => {
    const issued = [seen(oneString(kind, { issuedAt: ISSUED }))];
    expect(time(issued, { now: ISSUED + hours * HOUR + 1 }).expired).toBe(true);
    expect(time(issued, { now: ISSUED + hours * HOUR }).expired).toBeUndefined();
  });

  test.for<Kind>(['aws-presigned-url', 'aws-sso-token'])('%s expires only where its expiry is written', kind => {
    const old = [seen(oneString(kind, { issuedAt: ISSUED }), committed(ISSUED))];
    expect(time(old, { now: ISSUED + 9999 * HOUR, historyBound: true }).expired).toBeUndefined();
    expect(time([seen(oneString(kind, { expiresAt: ISSUED }))], { now: ISSUED + 1 }).expired).toBe(true);
  });

  test('a long-term key never expires by time', () => {
    const { expired, why } = time([seen(credential(pair, { facts: { expiresAt: ISSUED } }), committed(ISSUED))], {
      now: ISSUED + 9999 * HOUR,
      historyBound: true,
    });
    expect(expired).toBeUndefined();
    expect(why).toMatch(/does not expire until somebody deactivates/);
  });

  test('a secret alone is taken for long-term', () => {
    const alone = [seen(credential({ secretAccessKey: triple.secretAccessKey }), committed(ISSUED))];
    expect(time(alone, { now: ISSUED + 9999 * HOUR, historyBound: true }).expired).toBeUndefined();
  });

  test('a time that no calendar has does not throw', () => {
    expect(time([seen(session({ expiresAt: 1e300 }))], {}).why).toMatch(/an impossible time/);
  });
});
