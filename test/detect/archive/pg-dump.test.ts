import { describe, expect, test } from 'vitest';
import { scanContent } from '../../../src/detect/find/content.ts';
import { makePgDump } from '../../generate/archives.ts';
import { bytes as randomBytes, rng } from '../../generate/random.ts';
import { inPieces, inside, KEY, NOTHING, TEXT, told } from './told.ts';

const hex = (seed: number) => Buffer.from(randomBytes(rng(seed), 9000).toString('hex').replace(/.{60}/g, '$&\n'));
const rows = Buffer.concat([Buffer.from(TEXT), hex(1)]);
const tables = [hex(2), rows, hex(3)];

describe('a key is found in the rows of a table of', () => {
  test.for<[string, Buffer]>([
    ['a dump of PostgreSQL 15', makePgDump(tables)],
    ['a dump with large chunks', makePgDump(tables, { chunk: 1 << 20 })],
    ['a dump of a machine with long numbers', makePgDump(tables, { wide: true })],
    ['a dump of PostgreSQL 16 and later', makePgDump(tables, { minor: 16 })],
  ])('%s', ([, dump]) => {
    expect(told(scanContent(dump))).toEqual(inside('pg-dump:3346.dat'));
    expect(told(inPieces(dump, 1000))).toEqual(inside('pg-dump:3346.dat'));
  });
});

test('what stands before the rows is content, too', () => {
  const dump = Buffer.concat([makePgDump([hex(1)]), Buffer.from(` ${KEY} `)]);
  expect(told(scanContent(dump))).toEqual({ ...NOTHING, found: [['', undefined]] });
});

test('rows that are packed in another way are counted', () => {
  for (const algorithm of [2, 3])
    expect(told(scanContent(makePgDump(tables, { minor: 16, algorithm })))).toEqual({ ...NOTHING, opaque: 1 });
});

test('a dump that is cut off, or damaged, tells what it has, and that something is missing', () => {
  const dump = makePgDump([Buffer.concat([rows, hex(4)])]);
  expect(told(scanContent(dump.subarray(0, dump.length - 3000)))).toEqual({ ...inside('pg-dump:3345.dat'), opaque: 1 });
  const damaged = Buffer.from(dump);
  damaged.fill(0xff, 9000, 9010);
  expect(told(scanContent(damaged)).opaque).toBe(1);
});

test('chunks that lead nowhere, again and again, take no more than linear time', { timeout: 20_000 }, () => {
  const one = Buffer.from([0, 2, 0, 0, 0, 0x78, 0x9c]);
  const dump = Buffer.concat([makePgDump([]), ...Array<Buffer>(300_000).fill(one), Buffer.alloc(64, 0xff)]);
  expect(told(scanContent(dump))).toEqual(NOTHING);
});
