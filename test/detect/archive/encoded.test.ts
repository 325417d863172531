import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { scanContent } from '../../../src/detect/find/content.ts';
import type { ContentScan } from '../../../src/model.ts';
import { accessKeyId, rng, secretAccessKey } from '../../generate/aws.ts';
import { inPieces } from './told.ts';

const random = rng(8);
const ID = accessKeyId({ rng: random, prefix: 'AKIA' });
const SECRET = secretAccessKey(random);
const FILE = `[default]\naws_access_key_id = ${ID}\naws_secret_access_key = ${SECRET}\n`;

const base64 = (plain: string | Buffer) => Buffer.from(plain as string).toString('base64');
const lines = (plain: string, width: number) => (plain.match(new RegExp(`.{1,${width}}`, 'g')) ?? []).join('\n');

/** What was found: the kind of each, what it is made of, and in what. */
function told(scan: ContentScan): string[] {
  expect(scan.unread).toEqual([]);
  return scan.credentials.map(one => {
    const parts = Object.entries(one.parts).map(([role, part]) => {
      expect([ID, SECRET]).toContain(part?.value.reveal());
      return role;
    });
    return `${parts.join(' + ')}, ${one.confidence}, in ${one.via.join(' > ')}`;
  });
}

const PAIR = 'accessKeyId + secretAccessKey, high, in';

describe('what is encoded twice is found:', () => {
  test.for<[string, string, string]>([
    ['a file', base64(base64(FILE)), 'base64 > base64'],
    ['a file in lines, both times', lines(base64(lines(base64(FILE), 76)), 64), 'base64 > base64'],
    ['a file, three times', base64(base64(base64(FILE))), 'base64 > base64 > base64'],
    ['a value in JSON that is encoded', base64(JSON.stringify({ file: base64(FILE) })), 'base64 > base64'],
    ['a gzip in JSON that is encoded', base64(JSON.stringify({ b: base64(gzipSync(FILE)) })), 'base64 > base64 > gzip'],
    ['a script for PowerShell', base64(Buffer.from(`$x = "${base64(FILE)}"`, 'utf16le')), 'base64 > utf-16 > base64'],
  ])('%s, in Latin-1 and in UTF-16', ([, text, via]) => {
    const content = `run:\n  "${text}"\n`;
    expect(told(scanContent(Buffer.from(content)))).toEqual([`${PAIR} ${via}`]);
    expect(told(scanContent(Buffer.from(content, 'utf16le')))).toEqual([`${PAIR} utf-16 > ${via}`]);
  });

  test('a secret whose name stands before what is encoded', () => {
    for (const encoding of ['latin1', 'utf16le'] as const) {
      const [one, ...more] = told(
        scanContent(Buffer.from(`data:\n  AWS_SECRET_ACCESS_KEY: ${base64(base64(SECRET))}\n`, encoding)),
      );
      expect(one).toMatch(/^secretAccessKey, high, in (?:utf-16 > )?base64 > base64$/);
      expect(more).toEqual([]);
    }
  });

  test('a secret whose id stands before what is encoded', () => {
    const text = `id: ${ID}\nkey: ${base64(base64(SECRET))}\n`;
    expect(told(scanContent(Buffer.from(text)))).toContain(`${PAIR} base64`);
  });
});

test('what is encoded twice stands, for a person, in the line of its first characters', () => {
  const text = Buffer.from(`a: 1\nb: ${base64(base64(FILE))}\n`);
  const [one] = scanContent(text).credentials;
  expect(text.subarray(0, one!.at).toString().split('\n').length).toBe(2);
});

test('values that stand one below the other are each told once, however many there are', () => {
  // Read with what stands before it, each would hold the one before, and that the one before it.
  const values = Array.from({ length: 40 }, (_, i) => `  v${i}: ${base64(base64(`${i} ${FILE}`))}\n`);
  expect(told(scanContent(Buffer.from(`data:\n${values.join('')}`))).length).toBe(40);
});

test('long lines that follow each other are each told, be they in step or not', () => {
  for (const width of [0, 1, 2, 3]) {
    const line = base64(base64(`${'#'.repeat(width)}${FILE}`)).replace(/=+$/, '');
    expect(line.length).toBeGreaterThan(170);
    expect(told(scanContent(Buffer.from(`${line}\n${line}A\n${line}AB\n`))).length, `${width}`).toBe(3);
  }
});

test('the same is told in whatever pieces a content comes, and of whatever length it is', () => {
  const one = lines(base64(`${'x,'.repeat(3000)}"${lines(base64(FILE), 76)}"`), 76);
  const long = Buffer.concat([
    Buffer.alloc((1 << 20) - 4000, 'filler\n'),
    Buffer.from(one),
    Buffer.alloc(1 << 20, 'filler\n'),
    Buffer.from(base64(base64(FILE)), 'utf16le'),
  ]);
  const whole = told(scanContent(long));
  expect(whole.length).toBe(2);
  for (const size of [4096, 65_536, (1 << 20) + 7]) expect(told(inPieces(long, size)), `${size}`).toEqual(whole);
});

test('long text in base64 in which words follow each other without a break is read in linear time', () => {
  const words = base64(`${'AKIA/path/of/a/file/with/AKIA/in/it/'.repeat(20_000)}`);
  const start = process.cpuUsage();
  expect(told(scanContent(Buffer.from(base64(words))))).toEqual([]);
  expect(process.cpuUsage(start).user).toBeLessThan(20e6);
});

test('what encodes nothing is passed over: words of a path, and one character again and again', () => {
  const text = base64(`path: "${'usr/share/Library/Application/Support/'.repeat(3)}" fill: "${'A'.repeat(400)}"`);
  expect(told(scanContent(Buffer.from(text)))).toEqual([]);
});
