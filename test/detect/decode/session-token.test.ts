import { expect, test } from 'vitest';
import { decodeSessionToken } from '../../../src/detect/decode/session-token.ts';
import { rng, sessionToken, type TokenType } from '../../generate/aws.ts';

const issuedAt = Date.UTC(2024, 2, 2, 9, 15, 23);

test.each([33, 2] as const)('reads account, region and issue time of a token of type %i', type => {
  const token = sessionToken(rng(1), { issuedAt, type, account: '029608264753', region: 'us-gov-west-1' });
  expect(decodeSessionToken(token)).toEqual({
    version: 2,
    type,
    issuedAt,
    account: '029608264753',
    region: 'us-gov-west-1',
    counterAgrees: true,
  });
});

test.each([23, 21] as const)('reads the issue time of a token of type %i, which holds no account', type => {
  const opened = decodeSessionToken(sessionToken(rng(2), { issuedAt, type }));
  expect(opened).toMatchObject({ version: 1, type, issuedAt });
  expect(opened?.account).toBeUndefined();
});

test('reads a token of type 1 as it reads one of type 21', () => {
  const bytes = Buffer.from(sessionToken(rng(3), { issuedAt, type: 21 }), 'base64');
  bytes[0] = 1;
  expect(decodeSessionToken(bytes.toString('base64'))).toMatchObject({ version: 1, type: 1, issuedAt });
});

test('reads a token with and without its padding', () => {
  for (const sealedBytes of [500, 501, 502]) {
    const token = sessionToken(rng(4), { issuedAt, sealedBytes });
    expect(decodeSessionToken(token.replace(/=+$/, ''))).toEqual(decodeSessionToken(token));
    expect(decodeSessionToken(token)).toBeDefined();
  }
});

test('reads 2,000 tokens of every type', () => {
  const types: TokenType[] = [33, 2, 23, 21];
  for (let seed = 0; seed < 2000; seed++) {
    const type = types[seed % 4] ?? 33;
    expect(decodeSessionToken(sessionToken(rng(seed), { issuedAt, type }))?.issuedAt).toBe(issuedAt);
  }
});

test('does not read a token that lacks its end', () => {
  const token = sessionToken(rng(5), { issuedAt });
  for (const length of [20, 100, 101, 500, token.length - 12]) {
    expect(decodeSessionToken(token.slice(0, length))).toBeUndefined();
  }
});

test('does not read the head of a token with made up text behind it', () => {
  const head = sessionToken(rng(6), { issuedAt }).slice(0, 17);
  expect(decodeSessionToken(`${head}${'Example'.repeat(60)}`)).toBeUndefined();
});

test('does not read a token whose region, account or time cannot be', () => {
  expect(decodeSessionToken(sessionToken(rng(7), { issuedAt, region: 'moon-1' }))).toBeUndefined();
  expect(decodeSessionToken(sessionToken(rng(7), { issuedAt, account: '12345678901x' }))).toBeUndefined();
  expect(decodeSessionToken(sessionToken(rng(7), { issuedAt: Date.UTC(2001, 0) }))).toBeUndefined();
});

test('says when the hourly counter contradicts the issue time, and still reads the token', () => {
  const bytes = Buffer.from(sessionToken(rng(8), { issuedAt, type: 23 }), 'base64');
  const counterAt = 1 + 2 + 'er/aws'.length + 1;
  bytes[counterAt] = (bytes[counterAt] ?? 0) ^ 0x40;
  expect(decodeSessionToken(bytes.toString('base64'))).toMatchObject({ issuedAt, counterAgrees: false });
});

test('never throws, whatever the bytes', () => {
  const random = rng(9);
  const token = Buffer.from(sessionToken(rng(10), { issuedAt }), 'base64');
  for (let round = 0; round < 3000; round++) {
    const broken = Buffer.from(token);
    for (let hit = 0; hit < 3; hit++) broken[Math.floor(random() * 160)] = Math.floor(random() * 256);
    expect(() => decodeSessionToken(broken.toString('base64'))).not.toThrow();
  }
});
