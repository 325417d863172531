import { expect, test } from 'vitest';
import { readSignedQuery } from '../../../src/detect/decode/presigned.ts';
import { parseBasicTime, parseIsoTime } from '../../../src/detect/decode/time.ts';
import { rng } from '../../generate/aws.ts';
import { presignedUrl, presignedUrlV2, signedQuery } from '../../generate/whole.ts';

const HOUR_MS = 3_600_000;
const facts = { account: '029608264753', region: 'eu-north-1', issuedAt: Date.UTC(2024, 2, 2, 9, 15, 23) };

test('reads who signed a query, for where, from when to when', () => {
  const url = presignedUrl(rng(1), facts, 900, true);
  expect(readSignedQuery(url.slice(url.indexOf('?') + 1))).toMatchObject({
    version: 4,
    region: 'eu-north-1',
    service: 's3',
    issuedAt: facts.issuedAt,
    expiresAt: facts.issuedAt + 900_000,
    signed: true,
  });
});

test.each([
  ['HTML', '&amp;'],
  ['JSON', '\\u0026'],
])('reads a query that is escaped for %s', (_language, ampersand) => {
  const query = signedQuery(rng(2), facts, { service: 's3', seconds: 60 }).replaceAll('&', ampersand);
  expect(readSignedQuery(query)).toMatchObject({ issuedAt: facts.issuedAt, token: { account: facts.account } });
});

test('reads a query whose values are escaped twice', () => {
  const query = signedQuery(rng(3), facts, { service: 's3', seconds: 60 }).replaceAll('%', '%25');
  expect(readSignedQuery(query)?.token?.issuedAt).toBe(facts.issuedAt);
});

test('lets a signature end with the session that made it', () => {
  const query = signedQuery(rng(4), facts, { service: 's3', seconds: 7 * 86_400 });
  expect(readSignedQuery(query)?.expiresAt).toBe(facts.issuedAt + 36 * HOUR_MS);
});

test('reads a query of Signature Version 2', () => {
  const url = presignedUrlV2(rng(5), facts, Date.UTC(2030, 0, 1));
  expect(readSignedQuery(url.slice(url.indexOf('?') + 1))).toMatchObject({
    version: 2,
    expiresAt: Date.UTC(2030, 0, 1),
    signed: true,
  });
});

test('says that a masked signature is none', () => {
  const query = signedQuery(rng(6), facts, { service: 's3', seconds: 60 }).replace(
    /Signature=.*/,
    'Signature=REDACTED',
  );
  expect(readSignedQuery(query)?.signed).toBe(false);
});

test.each(['', 'a=b&c=d', 'X-Amz-Credential=&X-Amz-Date=x', 'AWSAccessKeyId=AKIA&Expires=never', '%%%=%zz&=&=='])(
  'reads nothing in what is no signed query: %s',
  query => {
    expect(readSignedQuery(query)).toBeUndefined();
  },
);

test('reads times as AWS writes them, and refuses those that are none', () => {
  const time = Date.UTC(2024, 1, 29, 9, 15, 23);
  expect(parseBasicTime('20240229T091523Z')).toBe(time);
  expect(parseIsoTime('2024-02-29T09:15:23UTC')).toBe(time);
  expect(parseIsoTime('2024-02-29T09:15:23.123456Z')).toBe(time);
  expect(parseIsoTime('2024-02-29T11:15:23+02:00')).toBe(time);
  expect(parseBasicTime('20230229T091523Z')).toBeUndefined();
  expect(parseIsoTime('2024-13-01T00:00:00Z')).toBeUndefined();
  expect(parseIsoTime('yesterday')).toBeUndefined();
});
