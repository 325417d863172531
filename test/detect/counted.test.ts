/** Values whose length stands before them, with the mark of what comes next right behind: as compilers and serialisers write them. */
import { describe, expect, test } from 'vitest';
import { scanContent } from '../../src/detect/find/content.ts';
import { accessKeyId, rng, secretAccessKey, sessionToken } from '../generate/aws.ts';
import { row } from '../generate/rows.ts';

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
  'a text of CBOR': value =>
    value.length < 24
      ? bytes([0x60 + value.length], value)
      : value.length < 256
        ? bytes([0x78, value.length], value)
        : bytes([0x79], bigEndian(value.length), value),
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

describe('a row of SQLite', () => {
  const [id, secret] = rows[0] as readonly [string, string];
  const columns: readonly (readonly (string | number | null)[])[] = [
    [id, secret],
    [secret, id],
    ['prod', id, secret],
    ['production', 17, id, secret, 'eu-west-1', null],
    [id, secret, '2024-05-05 10:11:12'],
    [id, 'somebody', 3.5, secret],
    [1, 2, 3, 4, 5, 6, 7, 'name', id, secret, 'x'.repeat(30)],
    [null, 'a note of more than a hundred characters: '.padEnd(140, 'x'), id, secret],
  ];

  test.each(columns.map(one => [one.map(two => String(two).length).join(', '), one] as const))(
    'is found and paired, with columns of %s characters',
    (_, values) => {
      for (const number of [1, 200, 70_000]) {
        const content = bytes('\0\0', row(number, values), row(number - 1, ['other', 1]));
        expect(found(content)).toEqual([[id, secret]]);
      }
    },
  );

  test('has its secret found by the name in the column before', () => {
    const content = bytes('\0', row(2, ['aws_secret_access_key', secret]), row(1, ['aws_access_key_id', id]), '\0');
    expect(found(content)).toEqual([[id, secret]]);
  });

  test('tells an id that has none of the digits from a word by its column', () => {
    const old = `AKIA${'XDMBZKFPYXHXJGHI'}`;
    expect(found(bytes('\0', row(1, ['prod', old, secret]), '\0'))).toEqual([[old, secret]]);
    expect(found(bytes('\0\x01\x02\x03prod', old, 'words', '\0'))).toEqual([]);
  });

  test('of which the length is not right is none', () => {
    const one = row(1, ['key', secret.slice(0, 1) + secret]);
    expect(found(bytes('\0', one, '\0'))).toEqual([]);
    const cut = bytes('\0', [93, 1, 5, 21, 53, 51, 93], 'prod', id, '2024-05-05 10:11:12', secret);
    expect(found(cut)).toEqual([[id]]);
  });
});

describe('an id that words touch, as in what Go and Rust compile,', () => {
  const [one, other] = [rows[0]?.[0] as string, rows[2]?.[0] as string];

  test('is found, also if another one does', () => {
    expect(found(bytes('use of a closed pipe', one, 'unexpected '))).toEqual([[one]]);
    expect(found(bytes('x509: too long', one, other, 'unexpected '))).toEqual([[one], [other]]);
    expect(found(bytes(one, 'us'))).toEqual([[one]]);
  });

  test('is found with its secret right behind, whatever follows', () => {
    for (const [id, secret] of rows.filter(one => one.length === 2) as [string, string][])
      for (const after of ['', '\n', ' of ', 'called `Option::unwrap()`', 'Error'])
        expect(found(bytes('\0src/main.rs', id, secret, after, '\0'))).toEqual([[id, secret]]);
  });

  test('is none if capitals or digits do: nothing says then where it begins and ends', () => {
    for (const [before, after] of [
      ['X', 'us'],
      ['prod7', 'us'],
      ['prod', 'US'],
      ['prod', '9x'],
    ] as const)
      expect(found(bytes(before, one, after))).toEqual([]);
  });

  test('is none in text that is base64, or if it has none of the digits that words have not', () => {
    const base64 = `${'aGVsbG8gd29ybGQhIEhl'.repeat(2)}x${one}bG8gd29ybGQhIEhlbGxv${'aGVsbG8'.repeat(3)}`;
    expect(found(bytes(base64))).toEqual([]);
    expect(found(bytes('the', `AKIA${'QUITEALONGWORDIN'}`, 'text'))).toEqual([]);
  });
});

test('takes nothing for an id that has none of the digits in a binary', () => {
  const protein = `AKIAQ${'LMNPSTVWY'.repeat(2)}`.slice(0, 20);
  expect(found(bytes([0, 1, 2], 'MS', protein, 'LLV', [0]))).toEqual([]);
});
