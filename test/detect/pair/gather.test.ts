import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gather } from '../../../src/detect/pair/gather.ts';
import type { Occurrence } from '../../../src/model.ts';
import { accessKeyId, rng, secretAccessKey, sessionToken } from '../../generate/aws.ts';
import { candidate, credential, seen } from '../../generate/occurrence.ts';

const random = rng(11);
const ID = accessKeyId({ rng: random, prefix: 'AKIA' });
const OTHER_ID = accessKeyId({ rng: random, prefix: 'AKIA' });
const SECRET = secretAccessKey(random);
const OTHER_SECRET = secretAccessKey(random);
const SESSION_ID = accessKeyId({ rng: random, prefix: 'ASIA' });
const TOKEN = sessionToken(random, { issuedAt: Date.UTC(2024, 2, 2) });

const pair = credential({ accessKeyId: ID, secretAccessKey: SECRET });
const loneId = credential({ accessKeyId: ID });
const loneSecret = credential({ secretAccessKey: SECRET });

describe('one credential is one finding', () => {
  test('an id seen alone joins the place where it is seen with its secret', () => {
    const [draft, ...rest] = gather([seen(loneId, { path: 'b' }), seen(pair, { path: 'a' })]);
    expect(rest).toEqual([]);
    expect(draft?.credential.parts.secretAccessKey?.value.reveal()).toBe(SECRET);
    expect(draft?.sightings.map(one => one.path)).toEqual(['a', 'b']);
  });

  test('a secret seen alone belongs to the finding that has it with its id', () => {
    const drafts = gather([seen(loneSecret, { path: 'b' }), seen(pair, { path: 'a' })]);
    expect(drafts.map(one => one.sightings.map(place => place.path))).toEqual([['a', 'b']]);
  });

  test('a secret seen alone stays a finding of its own if no id is known', () => {
    const drafts = gather([seen(loneSecret), seen(credential({ accessKeyId: OTHER_ID }))]);
    expect(drafts.map(one => one.credential.kind).sort()).toEqual(['aws-access-key', 'aws-secret-access-key']);
  });

  test('a session token seen alone belongs to the session that has it', () => {
    const triple = credential({ accessKeyId: SESSION_ID, secretAccessKey: SECRET, sessionToken: TOKEN });
    const drafts = gather([seen(triple, { path: 'a' }), seen(credential({ sessionToken: TOKEN }), { path: 'b' })]);
    expect(drafts).toHaveLength(1);
    expect(drafts[0]?.sightings).toHaveLength(2);
  });

  test('an id seen alone belongs to the SES password that names it', () => {
    const value = candidate('value', 'B'.padEnd(44, 'x'), { kind: 'aws-ses-smtp-password' });
    const mail = credential({ accessKeyId: ID, value }, { kind: 'aws-ses-smtp-password' });
    expect(gather([seen(loneId, { path: 'a' }), seen(mail, { path: 'b' })]).map(one => one.credential.kind)).toEqual([
      'aws-ses-smtp-password',
    ]);
  });

  test('a key with its secret stays a finding of its own beside an SES password of the same id', () => {
    const value = candidate('value', 'B'.padEnd(44, 'x'), { kind: 'aws-ses-smtp-password' });
    const mail = credential({ accessKeyId: ID, value }, { kind: 'aws-ses-smtp-password' });
    const far = credential({ accessKeyId: ID, secretAccessKey: SECRET }, { pairing: 'far' });
    expect(gather([seen(far), seen(mail, { line: 2 })])).toHaveLength(2);
  });

  test('parts that different places know are put together', () => {
    const without = credential({ accessKeyId: SESSION_ID, secretAccessKey: SECRET });
    const token = credential({ accessKeyId: SESSION_ID, sessionToken: TOKEN });
    const [draft] = gather([seen(without, { path: 'a' }), seen(token, { path: 'b' })]);
    expect(Object.keys(draft?.credential.parts ?? {}).sort()).toEqual([
      'accessKeyId',
      'secretAccessKey',
      'sessionToken',
    ]);
  });
});

describe('one id with different secrets', () => {
  const structured = credential({ accessKeyId: ID, secretAccessKey: SECRET }, { pairing: 'structure' });
  const far = credential({ accessKeyId: ID, secretAccessKey: OTHER_SECRET }, { pairing: 'far' });

  test('keeps the pair with the better evidence and mentions the other', () => {
    const [draft, ...rest] = gather([seen(far, { path: 'a' }), seen(structured, { path: 'b' })]);
    expect(rest).toEqual([]);
    expect(draft?.credential.parts.secretAccessKey?.value.reveal()).toBe(SECRET);
    expect(draft?.reasons.join(' ')).toMatch(/Another secret access key was seen/);
    expect(draft?.sightings).toHaveLength(2);
  });

  test('never prefers a placeholder to a real one', () => {
    const fake = credential({ accessKeyId: ID, secretAccessKey: OTHER_SECRET }, { class: 'placeholder' });
    const [draft] = gather([seen(fake), seen(loneId, { line: 9 })]);
    expect(draft?.credential.class).toBe('live');
  });

  test('a secret that two ids claim goes to the one with the better evidence', () => {
    const wrong = credential({ accessKeyId: OTHER_ID, secretAccessKey: SECRET }, { pairing: 'far' });
    const drafts = gather([
      seen(wrong, { path: 'a' }),
      seen(structured, { path: 'b' }),
      seen(loneSecret, { path: 'c' }),
    ]);
    const owner = drafts.find(one => one.sightings.some(place => place.path === 'c'));
    expect(owner?.credential.parts.accessKeyId?.value.reveal()).toBe(ID);
  });
});

describe('places', () => {
  test('one line of one file is one sighting, two lines are two', () => {
    const [draft] = gather([seen(pair, { column: 40 }), seen(loneId, { column: 3 }), seen(loneId, { line: 2 })]);
    expect(draft?.sightings.map(one => [one.line, one.column])).toEqual([
      [1, 3],
      [2, 1],
    ]);
  });

  test('a file in the index and in the working tree are two sightings', () => {
    const [draft] = gather([seen(pair, { where: 'index' }), seen(pair)]);
    expect(draft?.sightings.map(one => one.where)).toEqual(['worktree', 'index']);
  });

  test('two groups of versions of one path become one sighting from the older commit on', () => {
    const history = { where: 'history', path: 'a' } as const;
    const young = seen(pair, {
      ...history,
      commit: 'b'.repeat(40),
      committedAt: 2000,
      line: 4,
      versions: 3,
      state: 'head',
    });
    const old = seen(loneId, {
      ...history,
      commit: 'c'.repeat(40),
      committedAt: 1000,
      line: 7,
      versions: 2,
      state: 'history',
    });
    const [draft] = gather([young, old]);
    expect(draft?.sightings).toEqual([{ ...old.sighting, versions: 5, state: 'head' }]);
  });

  test('a harmless document decides only if every place is one, a telling one if any is', () => {
    const logged = credential({ accessKeyId: ID }, { form: 'audit-log' });
    expect(gather([seen(logged)])[0]?.form).toBe('audit-log');
    expect(gather([seen(logged), seen(loneId, { line: 2 })])[0]?.form).toBeUndefined();
    expect(gather([seen(logged), seen(pair, { path: 'Downloads/rootkey.csv' })])[0]?.form).toBe('root-key-export');
  });
});

test('a credential of one string has the lifetime of its kind if detection leaves it open', () => {
  const value = candidate('value', 'x'.repeat(60), { kind: 'aws-ecr-token' });
  const [draft] = gather([seen(credential({ value }, { lifetime: 'unknown' }))]);
  expect(draft?.credential.lifetime).toBe('temporary');
});

test('of two claimed expiries the later one counts', () => {
  const triple = { accessKeyId: SESSION_ID, secretAccessKey: SECRET, sessionToken: TOKEN };
  const [draft] = gather([
    seen(credential(triple, { facts: { expiresAt: 1000 } })),
    seen(credential(triple, { facts: { expiresAt: 2000 } }), { line: 2 }),
  ]);
  expect(draft?.credential.facts.expiresAt).toBe(2000);
});

test('any order of the same occurrences gives the same drafts', () => {
  const credentials = [
    pair,
    loneId,
    loneSecret,
    credential({ accessKeyId: ID, secretAccessKey: OTHER_SECRET }, { pairing: 'far' }),
    credential({ accessKeyId: OTHER_ID, secretAccessKey: SECRET }, { pairing: 'far' }),
    credential({ accessKeyId: SESSION_ID, secretAccessKey: SECRET, sessionToken: TOKEN }),
    credential({ sessionToken: TOKEN }, { shadowed: ['taskRoleArn'] }),
  ];
  const occurrences: Occurrence[] = credentials.flatMap((one, at) => [
    seen(one, { path: `file-${at % 3}`, line: at }),
    seen(one, {
      where: 'history',
      path: `file-${at % 2}`,
      committedAt: 1000 * at,
      commit: `${at}`.repeat(40),
      versions: at,
    }),
  ]);
  const told = (list: readonly Occurrence[]) => gather(list).map(flat);
  const expected = told(occurrences);
  fc.assert(
    fc.property(fc.shuffledSubarray(occurrences, { minLength: occurrences.length }), shuffled => {
      expect(told(shuffled)).toEqual(expected);
    }),
  );
});

function flat({ fingerprint, credential: one, sightings, reasons, form }: ReturnType<typeof gather>[number]): unknown {
  const values = Object.values(one.parts).map(part => part.value.reveal());
  return { fingerprint, values, sightings, reasons, form, pairing: one.pairing, shadowed: one.shadowed };
}
