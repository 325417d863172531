import { expect, test } from 'vitest';
import { mask } from '../../src/report/mask.ts';
import { Secret } from '../../src/secret.ts';
import { accessKeyId, rng, secretAccessKey } from '../generate/aws.ts';

test('an id shows its prefix and its last four characters', () => {
  const id = accessKeyId({ rng: rng(5), prefix: 'AKIA' });
  expect(mask('accessKeyId', new Secret(id))).toBe(`AKIA…${id.slice(-4)}`);
});

test.for(['secretAccessKey', 'sessionToken', 'value'] as const)('of a %s nothing is shown but its length', role => {
  expect(mask(role, new Secret(secretAccessKey(rng(6))))).toBe('[40 characters]');
});

test('an id that does not look like one is not shown', () => {
  expect(mask('accessKeyId', new Secret('A'.repeat(8)))).toBe('[8 characters]');
  expect(mask('accessKeyId', new Secret(`AKIA${'x'.repeat(16)}`))).toBe('[20 characters]');
});
