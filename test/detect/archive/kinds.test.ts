import { deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { isArchive, scanContent } from '../../../src/detect/find/content.ts';
import { makeAr, makeTar, makeZip } from '../../generate/archives.ts';
import { noise } from '../../generate/noise.ts';
import { bytes as randomBytes, rng } from '../../generate/random.ts';
import { inPieces, inside, NOTHING, TEXT, told } from './told.ts';

const latin1 = (text: string) => Buffer.from(text, 'latin1');
const long = `${'a-long-name-'.repeat(4)}b`;
/** More than decides by itself, and that does not shrink away. */
const LONG_TEXT = `${TEXT}${noise(rng(3), 9000).toString('hex')}`;

describe('a key in an archive is found at its place in the member:', () => {
  test.for<[string, Buffer, string]>([
    [
      'an extension of Chrome',
      Buffer.concat([latin1('Cr24\x03\0\0\0\x04\0\0\0abcd'), makeZip([{ name: 'b', bytes: TEXT }])]),
      'zip:b',
    ],
    [
      'ar',
      makeAr([
        { name: 'a', bytes: 'odd' },
        { name: 'b', bytes: TEXT },
      ]),
      'ar:b',
    ],
    [
      'ar with long names',
      makeAr([
        { name: `${long}b`, bytes: 'x' },
        { name: long, bytes: TEXT },
      ]),
      `ar:${long}`,
    ],
    ['ar with names as BSD has them', makeAr([{ name: long, bytes: TEXT }], true), `ar:${long}`],
    [
      'a Debian package',
      makeAr([
        { name: 'debian-binary', bytes: '2.0\n' },
        { name: 'data.tar.gz', bytes: gzipSync(makeTar([{ name: './b', bytes: TEXT }])) },
      ]),
      'ar:data.tar.gz > gzip > tar:./b',
    ],
    ...[1, 3, 6, 9].map((level): [string, Buffer, string] => [
      `zlib, level ${level}`,
      deflateSync(LONG_TEXT, { level }),
      'zlib',
    ]),
    ['short zlib', deflateSync(TEXT), 'zlib'],
    ['a loose object of git', deflateSync(`blob ${TEXT.length}\0${TEXT}`, { level: 1 }), 'zlib'],
  ])('%s', ([, bytes, via]) => {
    const { found, ...rest } = told(scanContent(bytes));
    expect(found).toEqual(inside(via).found);
    expect(rest).toEqual({ unread: [], opaque: 0 });
    expect(told(inPieces(bytes, 100))).toEqual(inside(via));
    expect(isArchive(bytes)).toBe(true);
  });
});

test('what is damaged or packed by another method is opaque, and its plain bytes are scanned', () => {
  const ar = makeAr([
    { name: 'b', bytes: TEXT },
    { name: 'c', bytes: 'c' },
  ]);
  const magics = {
    bzip2: 'BZh9',
    xz: '\xfd7zXZ\0',
    lzma: '\x5d\0\0\x80\0',
    lzip: 'LZIP',
    lzop: '\x89LZO\0',
    compress: '\x1f\x9d\x90',
    zstd: '\x28\xb5\x2f\xfd',
    pzstd: '\x50\x2a\x4d\x18',
    lz4: '\x04\x22\x4d\x18',
    'old lz4': '\x02\x21\x4c\x18',
    '7z': '7z\xbc\xaf\x27\x1c',
    rar: 'Rar!\x1a\x07\0',
    rar5: 'Rar!\x1a\x07\x01\0',
    cab: 'MSCF\0\0\0\0',
    rpm: '\xed\xab\xee\xdb',
    squashfs: 'hsqs',
    parquet: 'PAR1\x15',
    avro: 'Obj\x01',
    arrow: 'ARROW1\0\0',
    pdf: '%PDF-1.7\n',
  };
  const cases: [string, Buffer][] = [
    ...Object.entries(magics).map(([name, magic]): [string, Buffer] => [
      name,
      Buffer.concat([latin1(`${magic} `), Buffer.from(TEXT)]),
    ]),
    ['ar that is cut off in a member', ar.subarray(0, 8 + 60 + TEXT.length - 1)],
    ['ar that is cut off in a header', ar.subarray(0, -10)],
    ['ar with a broken header', Buffer.concat([ar, Buffer.alloc(60, 'x')])],
  ];
  for (const [name, bytes] of cases) {
    const { found, opaque } = told(scanContent(bytes));
    expect([found.length, opaque], name).toEqual([1, 1]);
    expect(told(inPieces(bytes, 64))).toEqual(told(scanContent(bytes)));
  }
  const zlib = deflateSync(LONG_TEXT);
  const damaged = Buffer.from(zlib);
  damaged.fill(0xff, 900, 960);
  for (const bytes of [zlib.subarray(0, -1), zlib.subarray(0, 1000), damaged])
    expect(told(scanContent(bytes)).opaque).toBe(1);
});

test('what only begins like a zlib stream is none', () => {
  const cases = ['x^', 'x^2 + y^2 = 1\n', `x^3 ${'+ a x^2 + b x '.repeat(60)}`, 'x\x9c', 'x\x9cshort'];
  for (let seed = 1; seed <= 300; seed++) {
    const random = rng(seed);
    cases.push(`x^${noise(random, 3000).toString('latin1')}`.replaceAll(/AKIA|ASIA/g, ''));
    cases.push(`x\x9c${randomBytes(random, 600).toString('latin1')}`);
  }
  const wrong = cases.filter(text => isArchive(latin1(text)));
  expect(wrong).toEqual([]);
  for (const text of cases.slice(0, 5)) expect(told(scanContent(latin1(text)))).toEqual(NOTHING);
});
