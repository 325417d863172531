import { deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { scanContent } from '../../../src/detect/find/content.ts';
import { ContentStream } from '../../../src/detect/find/content-stream.ts';
import type { ContentScan } from '../../../src/model.ts';
import { makeTar, makeZip } from '../../generate/archives.ts';
import { noise } from '../../generate/noise.ts';
import { bytes as randomBytes, rng } from '../../generate/random.ts';
import { FORMS } from '../../generate/written.ts';
import { inPieces, KEY, NOTHING, TEXT, told } from './told.ts';

/** Text that deflate does not keep as it is, in which the key stands. */
const filler = (seed: number) => randomBytes(rng(seed), 700).toString('hex').replace(/.{40}/g, '$&\n');
const LONG = Buffer.from(`${filler(5)}\n${TEXT}${filler(6)}`);
const GZIP = gzipSync(LONG);
const inText = (packed: Buffer, form = 'a Terraform argument') => FORMS[form]!(packed.toString('base64'));
const only = (via: string) => ({ found: [[via, undefined]], unread: [], opaque: 0 });

describe('a key is found in a gzip that is written as base64 in', () => {
  test.for(Object.entries(FORMS))('%s, in Latin-1 and in UTF-16', ([name, form]) => {
    const text = `first\n${form(GZIP.toString('base64'))}`;
    const via = name === 'a Helm release' ? 'base64 > base64 > gzip' : 'base64 > gzip';
    expect(told(scanContent(Buffer.from(text)))).toEqual(only(via));
    expect(told(scanContent(Buffer.from(text, 'utf16le')))).toEqual(only(`utf-16 > ${via}`));
  });

  test('a line of its own, at the start and at the end of a content', () => {
    expect(told(scanContent(Buffer.from(GZIP.toString('base64'))))).toEqual(only('base64 > gzip'));
  });
});

describe('a key is found, written as base64, in', () => {
  test.for<[string, Buffer, string]>([
    ['a zip', makeZip([{ name: 'a/b', bytes: LONG }]), 'base64 > zip:a/b'],
    ['a zlib stream', deflateSync(LONG), 'base64 > zlib'],
    ['a zlib stream at its fastest', deflateSync(LONG, { level: 1 }), 'base64 > zlib'],
    ['a zlib stream at its best', deflateSync(LONG, { level: 9 }), 'base64 > zlib'],
    ['a short zlib stream', deflateSync(TEXT), 'base64 > zlib'],
    ['a tar.gz', gzipSync(makeTar([{ name: 'b', bytes: LONG }])), 'base64 > gzip > tar:b'],
    ['a gzip of what is written so itself', gzipSync(inText(gzipSync(LONG))), 'base64 > gzip > base64 > gzip'],
    [
      'a zip in base64 twice',
      Buffer.from(makeZip([{ name: 'b', bytes: LONG }]).toString('base64')),
      'base64 > base64 > zip:b',
    ],
  ])('%s', ([, packed, via]) => {
    expect(told(scanContent(Buffer.from(inText(packed))))).toEqual(only(via));
  });

  test('a member of an archive, which says where there', () => {
    const zip = makeZip([{ name: 'values.tf', bytes: `a\nb\n${inText(GZIP)}` }]);
    const scan = scanContent(zip);
    expect(told(scan).found).toEqual([['zip:values.tf > base64 > gzip', '3:23']]);
  });
});

test('a key that is packed stands, for a person, where the base64 begins', () => {
  const text = Buffer.from(`a\nb\n${inText(GZIP)}`);
  const stream = new ContentStream();
  stream.push(text);
  const [one] = stream.end().credentials;
  expect(stream.positionOf(one!)).toEqual({ line: 3, column: 23 });
  expect(text.toString('latin1', one!.start, one!.start + 4)).toBe('H4sI');
});

test('the same is found in whatever pieces a content comes, and of whatever length it is', () => {
  const long = Buffer.concat([
    Buffer.alloc((1 << 20) - 500, 'filler\n'),
    Buffer.from(inText(GZIP, 'a YAML block of lines')),
    Buffer.alloc(1 << 20, 'filler\n'),
    Buffer.from(inText(GZIP, 'a JSON string in JSON')),
    noise(rng(3), 4000),
  ]);
  const whole = told(scanContent(long));
  expect(whole.found.length).toBe(2);
  for (const size of [4096, 65_536, (1 << 20) + 7]) expect(told(inPieces(long, size)), `${size}`).toEqual(whole);
  const short = long.subarray((1 << 20) - 600, (1 << 20) + 4000);
  const found = told(scanContent(short));
  expect(found.found.length).toBe(1);
  for (const size of [1, 7, 100]) expect(told(inPieces(short, size)), `${size}`).toEqual(found);
});

test('two that follow each other without padding are two', () => {
  let packed = GZIP;
  // A length that needs no padding.
  for (let i = 0; packed.length % 3 !== 0; i++) packed = gzipSync(Buffer.concat([LONG, Buffer.alloc(i, 'x')]));
  const base64 = packed.toString('base64');
  expect(told(scanContent(Buffer.from(`["${base64}",\n"${base64}"]`))).found.length).toBe(2);
});

describe('what is no packed content says nothing:', () => {
  test.for<[string, string]>([
    ['a head inside of a longer run of base64', `x = "ab${GZIP.toString('base64')}"`],
    ['a word that begins like one', 'H4sI is what it begins with, UEsDB is another'],
    [
      'a word that begins like a zlib stream, of which many do',
      'eJwithoutMeaningAtAll = eNormousAndLongAndNothingElse',
    ],
    ['a head with flags that gzip does not have', `"H4sI/wAAAAAAAAP${'A'.repeat(200)}"`],
  ])('%s', ([, text]) => {
    expect(told(scanContent(Buffer.from(text)))).toEqual(NOTHING);
  });
});

describe('what cannot be opened is counted:', () => {
  const opaque = (scan: ContentScan) => ({ opaque: scan.opaque, unread: scan.unread.length });
  test.for<[string, Buffer]>([
    ['a gzip that is damaged', Buffer.concat([GZIP.subarray(0, 400), randomBytes(rng(9), 400)])],
    ['a gzip that is cut off', GZIP.subarray(0, 500)],
    ['xz', Buffer.concat([Buffer.from('fd377a585a000004', 'hex'), randomBytes(rng(7), 90)])],
    ['zstd', Buffer.concat([Buffer.from('28b52ffd', 'hex'), randomBytes(rng(7), 90)])],
    ['bzip2', Buffer.concat([Buffer.from('BZh91AY&SY'), randomBytes(rng(7), 90)])],
  ])('%s', ([, packed]) => {
    expect(opaque(scanContent(Buffer.from(inText(packed))))).toEqual({ opaque: 1, unread: 0 });
  });
});

describe('what goes beyond a bound is unread', () => {
  test('if more is written inside each other than is opened', () => {
    let packed = GZIP;
    for (let i = 0; i < 4; i++) packed = gzipSync(inText(packed));
    expect(told(scanContent(Buffer.from(inText(packed)))).unread.map(([why]) => why)).toEqual(['archive-bound']);
  });

  test('if it unpacks to more than may be unpacked, in one and in all of them', () => {
    const bomb = gzipSync(Buffer.alloc(40 << 20));
    const one = Buffer.from(inText(bomb));
    expect(told(scanContent(one)).unread).toEqual([['archive-bound', 'base64 > gzip']]);
    const many = Buffer.concat(Array.from({ length: 40 }, () => Buffer.from(inText(gzipSync(Buffer.alloc(1 << 20))))));
    expect(told(scanContent(many)).unread.length).toBeGreaterThan(0);
  });

  test('if there are more heads than are followed, in linear time', { timeout: 60_000 }, () => {
    const heads = Buffer.from('"KLUv/QAAAAAAAAAAAAAAAAAA"\n'.repeat(20_000));
    expect(told(scanContent(heads)).unread.length).toBe(1);
    expect(told(inPieces(heads, 10_000)).unread.length).toBe(1);
  });
});

test('the key of the examples is nowhere in plain sight', () => {
  expect(GZIP.toString('base64')).not.toContain(KEY);
});
