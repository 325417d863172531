import { describe, expect, test } from 'vitest';
import { gather } from '../../../src/detect/pair/gather.ts';
import { pairAcross } from '../../../src/detect/pair/pair-across.ts';
import type { Occurrence, Sighting } from '../../../src/model.ts';
import { accessKeyId, rng, secretAccessKey, sessionToken } from '../../generate/aws.ts';
import { candidate, credential, seen } from '../../generate/occurrence.ts';

const random = rng(23);
const keyId = () => accessKeyId({ rng: random, prefix: 'AKIA' });
const sessionId = () => accessKeyId({ rng: random, prefix: 'ASIA' });
const anId = (place: Partial<Sighting>, id = keyId()) => seen(credential({ accessKeyId: id }), place);
const aSecret = (place: Partial<Sighting>) => seen(credential({ secretAccessKey: secretAccessKey(random) }), place);
const aToken = (place: Partial<Sighting>, account?: string) => {
  const value = sessionToken(random, { issuedAt: Date.UTC(2024, 2, 2) });
  const facts = { issuedAt: Date.UTC(2024, 2, 2), ...(account && { account }) };
  return seen(credential({ sessionToken: candidate('sessionToken', value, { facts }) }), place);
};
const randomSecret = (place: Partial<Sighting>) =>
  seen(
    credential({ secretAccessKey: candidate('secretAccessKey', secretAccessKey(random), { basis: 'entropy' }) }),
    place,
  );
const inCommit = (path: string, letter = 'a'): Partial<Sighting> => ({
  where: 'history',
  path,
  commit: letter.repeat(40),
});

const across = (...occurrences: Occurrence[]) => pairAcross(gather(occurrences));
const shapes = (...occurrences: Occurrence[]) =>
  across(...occurrences)
    .map(one => Object.keys(one.credential.parts).sort().join('+'))
    .sort();

describe('an id in one file and a secret in another', () => {
  test('of the same folder are one finding, of lower confidence, and shown as such', () => {
    const [draft, ...rest] = across(anId({ path: 'conf/id.txt' }), aSecret({ path: 'conf/secret.txt' }));
    expect(rest).toEqual([]);
    expect(draft?.credential).toMatchObject({ pairing: 'across', confidence: 'medium', kind: 'aws-access-key' });
    expect(draft?.sightings.map(one => one.path)).toEqual(['conf/id.txt', 'conf/secret.txt']);
    expect(draft?.credential.reasons.join(' ')).toMatch(/another file of the same folder/);
  });

  test('of the same commit are one finding', () => {
    expect(shapes(anId(inCommit('a/id')), aSecret(inCommit('b/secret')))).toEqual(['accessKeyId+secretAccessKey']);
  });

  test('keep the fingerprint of the id', () => {
    const id = anId({ path: 'a' });
    expect(across(id, aSecret({ path: 'b' }))[0]?.fingerprint).toBe(gather([id])[0]?.fingerprint);
  });

  test.for<readonly [string, Partial<Sighting>, Partial<Sighting>]>([
    ['of different folders', { path: 'a/id' }, { path: 'b/secret' }],
    ['of different commits', inCommit('a/id', 'a'), inCommit('a/secret', 'b')],
    ['of the working tree and of a commit', { path: 'a/id' }, inCommit('a/secret')],
  ])('%s stay apart', ([, one, other]) => {
    expect(shapes(anId(one), aSecret(other))).toEqual(['accessKeyId', 'secretAccessKey']);
  });
});

describe('only where there is no doubt which', () => {
  test('two ids beside one secret stay apart', () => {
    expect(shapes(anId({ path: 'a' }), anId({ path: 'b' }), aSecret({ path: 'c' }))).toEqual([
      'accessKeyId',
      'accessKeyId',
      'secretAccessKey',
    ]);
  });

  test('a secret that two folders offer to two ids stays apart', () => {
    const secret = credential({ secretAccessKey: secretAccessKey(random) });
    const drafts = shapes(
      anId({ path: 'a/id' }),
      seen(secret, { path: 'a/secret' }),
      anId({ path: 'b/id' }),
      seen(secret, { path: 'b/secret' }),
    );
    expect(drafts).toEqual(['accessKeyId', 'accessKeyId', 'secretAccessKey']);
  });

  test('an id to which two folders offer a secret each stays apart', () => {
    const id = keyId();
    const drafts = shapes(
      anId({ path: 'a/id' }, id),
      aSecret({ path: 'a/secret' }),
      anId({ path: 'b/id' }, id),
      aSecret({ path: 'b/secret' }),
    );
    expect(drafts).toEqual(['accessKeyId', 'secretAccessKey', 'secretAccessKey']);
  });

  test('ids and secrets that are paired already do not disturb', () => {
    const paired = credential({ accessKeyId: keyId(), secretAccessKey: secretAccessKey(random) });
    expect(shapes(seen(paired, { path: 'c' }), anId({ path: 'a' }), aSecret({ path: 'b' }))).toEqual([
      'accessKeyId+secretAccessKey',
      'accessKeyId+secretAccessKey',
    ]);
  });

  test('an example is no partner', () => {
    const example = seen(credential({ accessKeyId: keyId() }, { class: 'example' }), { path: 'a' });
    expect(shapes(example, aSecret({ path: 'b' }))).toEqual(['accessKeyId', 'secretAccessKey']);
  });

  test('an id in an audit log is no partner', () => {
    const logged = seen(credential({ accessKeyId: keyId() }, { form: 'audit-log' }), { path: 'a' });
    expect(shapes(logged, aSecret({ path: 'b' }))).toEqual(['accessKeyId', 'secretAccessKey']);
  });

  test('a secret that only its randomness speaks for needs a file named for credentials', () => {
    expect(shapes(anId({ path: 'a' }), randomSecret({ path: 'table.js' }))).toEqual(['accessKeyId', 'secretAccessKey']);
    expect(shapes(anId({ path: 'a' }), randomSecret({ path: 'aws-secret.txt' }))).toEqual([
      'accessKeyId+secretAccessKey',
    ]);
  });
});

describe('temporary keys', () => {
  test('take a session token from another file too', () => {
    expect(shapes(anId({ path: 'a' }, sessionId()), aSecret({ path: 'b' }), aToken({ path: 'c' }))).toEqual([
      'accessKeyId+secretAccessKey+sessionToken',
    ]);
  });

  test('do not take a token of another account', () => {
    const id = candidate('accessKeyId', sessionId(), { facts: { account: '212345678903' } });
    const half = credential({ accessKeyId: id, secretAccessKey: secretAccessKey(random) });
    expect(shapes(seen(half, { path: 'a' }), aToken({ path: 'b' }, '312345678903'))).toHaveLength(2);
    expect(shapes(seen(half, { path: 'a' }), aToken({ path: 'b' }, '212345678903'))).toHaveLength(1);
  });

  test('a long-term key takes no session token, and is not in the way of one that does', () => {
    const pair = credential({ accessKeyId: keyId(), secretAccessKey: secretAccessKey(random) });
    expect(shapes(seen(pair, { path: 'a' }), aToken({ path: 'b' }))).toHaveLength(2);
    const half = credential({ accessKeyId: sessionId(), secretAccessKey: secretAccessKey(random) });
    expect(shapes(seen(pair, { path: 'a' }), aToken({ path: 'b' }), seen(half, { path: 'c' }))).toEqual([
      'accessKeyId+secretAccessKey',
      'accessKeyId+secretAccessKey+sessionToken',
    ]);
  });
});
