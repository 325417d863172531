import { expect, test } from 'vitest';
import { accessKeyId, rng, secretAccessKey, sessionToken } from './aws.ts';

test('the same seed gives the same credentials, another seed others', () => {
  expect(secretAccessKey(rng(7))).toBe(secretAccessKey(rng(7)));
  expect(secretAccessKey(rng(7))).not.toBe(secretAccessKey(rng(8)));
});

test('a key id of the new format encodes its account as the published bounds say', () => {
  const id = (account: string) => accessKeyId({ rng: rng(1), prefix: 'AKIA', account });
  expect(id('000000000000').slice(4, 12)).toBe('QAAAAAAA');
  expect(id('999999999999').slice(4, 12)).toBe('6RVFFB77');
  expect(id('029608264753').slice(4, 12)).toBe('QNZGKIQY');
});

test('a key id of the old format has I or J in front and A or Q at the end', () => {
  for (let seed = 0; seed < 200; seed++)
    expect(accessKeyId({ rng: rng(seed), prefix: 'ASIA', format: 'old' })).toMatch(/^ASIA[IJ][A-Z2-7]{14}[AQ]$/);
});

test('session tokens begin as the ones that STS gives', () => {
  const issuedAt = Date.UTC(2024, 2, 2);
  expect(sessionToken(rng(1), { issuedAt })).toMatch(/^IQoJb3JpZ2luX2VjE[A-P]/);
  expect(sessionToken(rng(1), { issuedAt, type: 23 })).toMatch(/^FwoGZXIvYXdzE[A-P]/);
  expect(sessionToken(rng(1), { issuedAt, type: 21 })).toMatch(/^FQoDYXdzE[A-P]/);
});
