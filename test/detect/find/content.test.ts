import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isArchive, scanContent } from '../../../src/detect/find/content.ts';
import { ContentStream } from '../../../src/detect/find/content-stream.ts';
import type { ContentScan } from '../../../src/model.ts';
import { accessKeyId, secretAccessKey as fakeSecret, type Rng, rng as random } from '../../generate/aws.ts';

const fakeId = (rng: Rng) => accessKeyId({ rng, prefix: 'AKIA' });

/** What a scan says, with the values in the clear: they are fake. */
function told(scan: ContentScan) {
  return {
    ...scan,
    credentials: scan.credentials.map(one => ({
      ...one,
      parts: Object.fromEntries(
        Object.entries(one.parts).map(([role, part]) => [role, { ...part, value: part.value.reveal() }]),
      ),
    })),
  };
}

function streamed(bytes: Buffer, cuts: readonly number[]) {
  const stream = new ContentStream();
  let at = 0;
  for (const cut of cuts) {
    stream.push(Buffer.from(bytes.subarray(at, at + cut)));
    at += cut;
  }
  stream.push(Buffer.from(bytes.subarray(at)));
  return { scan: stream.end(), stream };
}

test('finds a key at the place where it stands', () => {
  const id = fakeId(random(1));
  const { scan, stream } = streamed(Buffer.from(`one\ntwo ${id}\n`), [2, 5]);
  expect(scan.credentials.map(one => one.parts.accessKeyId?.value.reveal())).toEqual([id]);
  expect(stream.positionOf(scan.credentials[0]!)).toEqual({ line: 2, column: 5 });
});

test('gives the same result for a content of several zones, whole or in pieces', () => {
  const next = random(2);
  const noise = Buffer.from(Array.from({ length: 2_200_000 }, () => 32 + Math.floor(next() * 60)));
  const zone = 1 << 20;
  for (const at of [10, zone - 70, zone - 25, zone - 10, zone - 1, zone, zone + 1, 2 * zone - 5, noise.length - 90]) {
    const bytes = Buffer.from(noise);
    bytes.write(`\n${fakeId(next)} secret_key=${fakeSecret(next)}\n`, at, 'latin1');
    const whole = scanContent(bytes);
    expect(whole.credentials.some(one => one.parts.accessKeyId?.start === at + 1)).toBe(true);
    for (const cuts of [[], [1], [zone], Array.from({ length: 290 }, () => 7919)]) {
      expect(told(streamed(bytes, cuts).scan)).toEqual(told(whole));
    }
  }
});

test('gives the same result in any chunking', () => {
  fc.assert(
    fc.property(
      fc.integer(),
      fc.array(fc.oneof(fc.constant('id'), fc.constant('secret'), fc.constant('named'), fc.nat(300)), {
        maxLength: 12,
      }),
      fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 40 }),
      fc.boolean(),
      (seed, plan, cuts, packed) => {
        const next = random(seed);
        const text = plan
          .map(part => {
            if (part === 'id') return ` ${fakeId(next)} `;
            if (part === 'secret') return `"${fakeSecret(next)}"\n`;
            if (part === 'named') return `aws_secret_access_key = ${fakeSecret(next)}\n`;
            return String.fromCharCode(...Array.from({ length: part }, () => Math.floor(next() * 256)));
          })
          .join('');
        const bytes = packed ? gzipSync(Buffer.from(text, 'latin1')) : Buffer.from(text, 'latin1');
        expect(told(streamed(bytes, cuts).scan)).toEqual(told(scanContent(bytes)));
      },
    ),
    { numRuns: 2000 },
  );
});

test('stops at a bound and says so when a content is nothing but keys', { timeout: 120_000 }, () => {
  const next = random(3);
  const bytes = Buffer.from(Array.from({ length: 100_001 }, () => fakeId(next)).join('\n'));
  const scan = scanContent(bytes);
  expect(scan.unread.map(one => one.class)).toEqual(['candidate-bound']);
  expect(scan.credentials.length).toBe(100_000);
  const pieces = streamed(bytes, [1000, 70_000]).scan;
  expect(pieces.unread).toEqual(scan.unread);
  expect(pieces.credentials.map(one => one.at)).toEqual(scan.credentials.map(one => one.at));
});

test('tells a Git LFS pointer', () => {
  const oid = 'ab'.repeat(32);
  const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize 12345\n`;
  expect(scanContent(Buffer.from(pointer)).lfsPointer).toBe(oid);
  // git-lfs takes these, too: line ends of Windows, and the names that it had before.
  expect(scanContent(Buffer.from(pointer.replaceAll('\n', '\r\n'))).lfsPointer).toBe(oid);
  for (const name of ['https://hawser.github.com/spec/v1', 'http://git-media.io/v/2'])
    expect(scanContent(Buffer.from(pointer.replace(/https:.*/, name))).lfsPointer).toBe(oid);
  expect(scanContent(Buffer.from(pointer.replace('v1', 'v3'))).lfsPointer).toBeUndefined();
  expect(scanContent(Buffer.from(`${pointer}${' '.repeat(1024)}`)).lfsPointer).toBeUndefined();
  expect(scanContent(Buffer.from(`x${pointer}`)).lfsPointer).toBeUndefined();
});

test('calls a content an archive by its first bytes', () => {
  expect(isArchive(gzipSync('x'))).toBe(true);
  expect(isArchive(Buffer.from('plain text'))).toBe(false);
  expect(isArchive(Buffer.alloc(0))).toBe(false);
});
