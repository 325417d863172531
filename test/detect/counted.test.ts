/** Values whose length stands before them, with the mark of what comes next right behind: as compilers and serialisers write them. */
import { describe, expect, test } from 'vitest';
import { scanContent } from '../../src/detect/find/content.ts';
import { accessKeyId, rng, secretAccessKey, sessionToken } from '../generate/aws.ts';

const random = rng(77);
const issuedAt = Date.UTC(2026, 0, 1);
const account = '472883646017';
const rows: readonly (readonly string[])[] = [0, 1, 2, 3, 4, 5].flatMap(() => [
  [accessKeyId({ rng: random, prefix: 'AKIA' }), secretAccessKey(random)],
  [
    accessKeyId({ rng: random, prefix: 'ASIA', account }),
    secretAccessKey(random),
    sessionToken(random, { issuedAt, account }),
  ],
]);

const bytes = (...of: readonly (string | Buffer | readonly number[])[]): Buffer =>
  Buffer.concat(of.map(one => (typeof one === 'string' ? Buffer.from(one, 'latin1') : Buffer.from(one))));
const bigEndian = (count: number): number[] => [count >> 8, count & 255];
const littleEndian = (count: number): number[] => [count & 255, count >> 8, 0, 0];

const writers: Record<string, (value: string) => Buffer> = {
  'a constant of Python 3': value =>
    value.length < 256 ? bytes('z', [value.length], value) : bytes('a', littleEndian(value.length), value),
  'an interned constant of Python 2': value => bytes('t', littleEndian(value.length), value),
  'a pickle': value => bytes('X', littleEndian(value.length), value, 'q', [2]),
  'a serialised object of Java': value => bytes('t', bigEndian(value.length), value),
  'a class of Java': value => bytes([1], bigEndian(value.length), value),
  'a property list': value =>
    value.length < 256 ? bytes('_', [16, value.length], value) : bytes('_', [17], bigEndian(value.length), value),
};

/** The values of every credential in `content`. */
function found(content: Buffer): string[][] {
  return scanContent(content).credentials.map(({ parts }) =>
    [parts.accessKeyId, parts.secretAccessKey, parts.sessionToken].flatMap(one => one?.value.reveal() ?? []),
  );
}

describe.each(Object.entries(writers))('%s', (_, write) => {
  test('is found whole and paired, whatever stands behind it', () => {
    for (const values of rows) expect(found(bytes([0, 1], ...values.map(write), write('us-east-1')))).toEqual([values]);
  });
});

test('finds an id between the columns of a row of SQLite, which nothing separates', () => {
  for (const [id] of rows) {
    const row = bytes([60, 1, 5, 0, 21, 53, 31], 'prod', id as string, 'us-east-1');
    expect(found(row)).toEqual([[id]]);
  }
});

test('takes nothing for an id that letters touch in a text, or that has none of the digits in a binary', () => {
  const id = accessKeyId({ rng: random, prefix: 'AKIA' });
  expect(found(bytes('prod', id, 'us'))).toEqual([]);
  const protein = `AKIAQ${'LMNPSTVWY'.repeat(2)}`.slice(0, 20);
  expect(found(bytes([0, 1, 2], 'MS', protein, 'LLV', [0]))).toEqual([]);
});
