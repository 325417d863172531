import { describe, expect, test } from 'vitest';
import { scanContent } from '../../../src/detect/find/content.ts';
import { bytes as randomBytes, rng } from '../../generate/random.ts';
import { lzf, makeRdb } from '../../generate/rdb.ts';
import { inPieces, inside, NOTHING, TEXT, told } from './told.ts';

const words = (seed: number) => randomBytes(rng(seed), 40).toString('hex').repeat(3);
const value = Buffer.from(`${TEXT}${words(1)}`);

describe('a key is found in a value that Redis has packed', () => {
  test.for<[string, readonly Buffer[]]>([
    ['alone', [value]],
    ['among others', [Buffer.from(words(2)), value, Buffer.from(words(3))]],
    ['of some length', [Buffer.from(`${TEXT}${'word '.repeat(5000)}`)]],
    ['of much length', [Buffer.from(`${TEXT}${words(4).repeat(900)}`)]],
    ['of one byte over and over', [Buffer.concat([Buffer.from(TEXT), Buffer.alloc(3000, 'x')])]],
  ])('%s', ([, values]) => {
    const dump = makeRdb(values);
    expect(told(scanContent(dump))).toEqual(inside('rdb'));
    expect(told(inPieces(dump, 100))).toEqual(inside('rdb'));
  });
});

test('what Redis keeps as it is stands in the dump as it is', () => {
  const dump = Buffer.concat([
    Buffer.from('REDIS0011\0\x03key'),
    Buffer.of(TEXT.length),
    Buffer.from(TEXT),
    Buffer.of(0xff),
  ]);
  expect(told(scanContent(dump))).toEqual({ ...NOTHING, found: [['', undefined]] });
});

test('what merely looks as if something packed began there is passed over', () => {
  for (let seed = 1; seed <= 50; seed++) {
    const random = rng(seed);
    const noise = randomBytes(random, 3000).map(byte => (random() < 0.1 ? 0xc3 : byte));
    const dump = Buffer.concat([makeRdb([]).subarray(0, 11), noise, makeRdb([value]).subarray(11)]);
    const { found, unread, opaque } = told(scanContent(dump));
    expect([unread, opaque], `seed ${seed}`).toEqual([[], 0]);
    expect(found.length, `seed ${seed}`).toBe(1);
  }
});

test('a hostile dump ends at a bound, in time', { timeout: 30_000 }, () => {
  const bomb = lzf(Buffer.alloc(20 << 20));
  const head = Buffer.of(0xc3, 0x80, 0, 0, 0, 0, 0x80, 0, 0, 0, 0);
  head.writeUInt32BE(bomb.length, 2);
  head.writeUInt32BE(20 << 20, 7);
  const one = Buffer.concat([head, bomb]);
  const dump = Buffer.concat([Buffer.from('REDIS0009'), ...Array<Buffer>(30).fill(one)]);
  expect(told(scanContent(dump)).unread).toEqual([['archive-bound', 'rdb']]);
  // Each byte begins what is right but for its last instruction.
  const nearly = Buffer.concat([Buffer.from('REDIS0009'), Buffer.alloc(4 << 20, Buffer.of(0xc3, 0x80, 0, 0x20, 0, 0))]);
  expect(told(scanContent(nearly)).found).toEqual([]);
});
