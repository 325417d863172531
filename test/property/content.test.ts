/**
 * T30: what the scan of one content promises, whatever its bytes: the same findings in whatever pieces they come, every key at
 * its place, and no exception. Contents of less and of more than a zone, plain and packed.
 */
import { deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isArchive, scanContent, scanFound } from '../../src/detect/find/content.ts';
import { ContentStream } from '../../src/detect/find/content-stream.ts';
import { findAll, findCandidates } from '../../src/detect/find/find.ts';
import { ZONE } from '../../src/detect/find/zones.ts';
import { pairCandidates } from '../../src/detect/pair/pair.ts';
import type { Candidate, ContentScan, Credential } from '../../src/model.ts';
import { makeAr, makeTar, makeZip } from '../generate/archives.ts';
import { accessKeyId } from '../generate/aws.ts';
import { encodedTwice } from '../generate/encoded-twice.ts';
import { contentWithLeaks, noise, planted } from '../generate/noise.ts';
import { makeCpio } from '../generate/packages.ts';
import { integer, oneOf, type Rng, bytes as randomBytes, rng } from '../generate/random.ts';
import { someWritten } from '../generate/written.ts';
import { makeXz } from '../generate/xz.ts';
import { makeZstd } from '../generate/zstd.ts';

const LONG = process.env.KEYSIFT_LONG === '1';
const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 });

/** A credential without what a stream alone adds, values in the clear: they are fake. */
function told({ shadowed: _, parts, ...rest }: Credential) {
  const clear = Object.entries(parts).map(([role, part]: [string, Candidate]) => [
    role,
    { ...part, value: part.value.reveal() },
  ]);
  return { ...rest, parts: Object.fromEntries(clear) };
}

const toldAll = ({ credentials, ...rest }: ContentScan) => ({ ...rest, credentials: credentials.map(told) });

/** Pushes `bytes` in pieces of random sizes, from one byte to more than a zone, in a buffer that is used again. */
function streamed(random: Rng, bytes: Buffer) {
  const stream = new ContentStream(oneOf(random, [0, bytes.length, bytes.length >> 1, bytes.length * 2]));
  const most = oneOf(random, bytes.length > ZONE ? [4096, 65_536, ZONE + 7] : [1, 3, 64, 1000, 65_536]);
  const piece = Buffer.alloc(most);
  for (let at = 0; at < bytes.length; ) {
    const size = bytes.copy(piece, 0, at, at + integer(random, 1, most));
    stream.push(piece.subarray(0, size));
    piece.fill(0x41, 0, size);
    at += size;
  }
  return { scan: stream.end(), stream };
}

/** More than a zone: leaks and noise at and around the borders of zones, where the cuts are, and cheap filler elsewhere. */
function large(random: Rng): Buffer {
  const filler = oneOf(random, [
    randomBytes(random, 3000),
    Buffer.from('name: value\n  - item, "text"\n'),
    Buffer.from('x'),
  ]);
  const bytes = Buffer.alloc(integer(random, ZONE + 1, ZONE * 2 + 40_000), filler);
  for (let pieces = integer(random, 1, 8); pieces > 0; pieces--) {
    const shape = random();
    const piece =
      shape < 0.7
        ? planted(random)
        : shape < 0.8
          ? oneOf(random, [someWritten, encodedTwice])(random)
          : noise(random, 4000);
    const border = ZONE * integer(random, 1, 2);
    const near = oneOf(random, [piece.length + 2, 600, 9000, 20_000]);
    piece.copy(bytes, Math.min(bytes.length, Math.max(0, border + integer(random, -near, near))));
  }
  return bytes;
}

function packed(random: Rng, bytes: Buffer): Buffer {
  const entries = [
    { name: 'a', bytes },
    { name: 'b/c', bytes: planted(random) },
  ];
  const kind = integer(random, 0, 9);
  const script = Buffer.concat([Buffer.from('#!/bin/sh\n'), planted(random), Buffer.from('\n')]);
  if (kind === 0) return gzipSync(bytes);
  if (kind === 6) return deflateSync(bytes);
  if (kind === 7) return makeAr(entries);
  if (kind === 8) return makeXz([bytes]);
  if (kind === 9) return makeZstd(makeCpio(entries));
  if (kind === 4) return Buffer.concat([script, gzipSync(bytes)]);
  if (kind === 5) return makeZip(entries, { prefix: script, comment: 'c'.repeat(integer(random, 0, 0xffff)) });
  if (kind === 1) return makeZip(entries);
  if (kind === 2) return makeTar(entries);
  return gzipSync(makeTar(entries));
}

describe('the same bytes in any pieces give the same findings', () => {
  test('if they are held whole, plain or packed', { timeout: 600_000 }, () => {
    let found = 0;
    fc.assert(
      fc.property(seeds, seed => {
        const random = rng(seed);
        const plain = contentWithLeaks(random, integer(random, 0, 6), oneOf(random, [40, 700, 12_000]));
        const shape = random();
        const bytes =
          shape < 0.3
            ? packed(random, plain)
            : shape < 0.5
              ? oneOf(random, [someWritten, encodedTwice])(random)
              : plain;
        const whole = scanContent(bytes);
        expect(toldAll(streamed(random, bytes).scan), `seed ${seed}`).toEqual(toldAll(whole));
        if (!isArchive(bytes))
          expect(toldAll(scanFound(bytes, findAll(bytes))), `seed ${seed}`).toEqual(toldAll(whole));
        found += whole.credentials.length;
      }),
      { numRuns: LONG ? 5000 : 300 },
    );
    expect(found).toBeGreaterThan(LONG ? 5000 : 300);
  });

  test('if they are looked at zone by zone, and those of one look at all of them', { timeout: 1_200_000 }, () => {
    let found = 0;
    fc.assert(
      fc.property(seeds, seed => {
        const random = rng(seed);
        const bytes = large(random);
        const { scan, stream } = streamed(random, bytes);
        const naive = pairCandidates(findCandidates(bytes), bytes);
        // What is packed and written as base64 is told by the first byte of that.
        const plain = scan.credentials.filter(one => one.end > one.start + 1);
        expect(plain.map(told), `seed ${seed}`).toEqual(naive.map(told));
        expect(toldAll(scan)).toEqual(toldAll(scanContent(bytes)));
        const placeOf = placesIn(bytes);
        const sorted = [...scan.credentials].sort((a, b) => a.at - b.at);
        expect(
          sorted.map(one => stream.positionOf(one)),
          `seed ${seed}`,
        ).toEqual(sorted.map(one => placeOf(one.at)));
        found += naive.length;
      }),
      { numRuns: LONG ? 2000 : 60 },
    );
    expect(found).toBeGreaterThan(LONG ? 2000 : 60);
  });
});

/** Line and column as a person counts them, of offsets that come in order. */
function placesIn(bytes: Buffer) {
  let [line, start] = [1, 0];
  return (at: number) => {
    for (let feed = bytes.indexOf(10, start); feed !== -1 && feed < at; feed = bytes.indexOf(10, start)) {
      line++;
      start = feed + 1;
    }
    return { line, column: at - start + 1 };
  };
}

test('a key at any offset of any noise is found there, by line and column, whole and in pieces', {
  timeout: 600_000,
}, () => {
  fc.assert(
    fc.property(seeds, seed => {
      const random = rng(seed);
      const id = accessKeyId({ rng: random, prefix: oneOf(random, ['AKIA', 'ASIA']) });
      const isLarge = random() < 0.05;
      const before = isLarge ? large(random).subarray(0, ZONE + integer(random, -30, 30)) : noise(random, 3000);
      const edge = () => Buffer.from(oneOf(random, [' ', '\n', '"', ',', '\0', '\t']));
      const head = Buffer.concat([before, edge()]);
      const bytes = Buffer.concat([head, Buffer.from(id), edge(), noise(random, 3000)]);
      const { scan, stream } = streamed(random, bytes);
      for (const { credentials } of [scan, scanContent(bytes)]) {
        const found = credentials.find(one => one.parts.accessKeyId?.start === head.length);
        expect(found?.parts.accessKeyId?.value.reveal(), `seed ${seed}`).toBe(id);
        expect(found?.parts.accessKeyId?.end, `seed ${seed}`).toBe(head.length + id.length);
        expect(found && stream.positionOf(found), `seed ${seed}`).toEqual(placesIn(bytes)(head.length));
      }
    }),
    { numRuns: LONG ? 20_000 : 400 },
  );
});

/** First bytes by which a content is taken for something that is opened. */
const MAGIC = [
  Buffer.alloc(0),
  Buffer.of(0x1f, 0x8b, 8, 0),
  Buffer.from('PK\x03\x04'),
  Buffer.from('PK\x05\x06'),
  Buffer.from('!<arch>\n'),
  Buffer.from('Cr24'),
  ...['\x01', '^', '\x9c', '\xda'].map(flags => Buffer.from(`x${flags}`, 'latin1')),
  Buffer.from('MZ'),
  Buffer.from('#!/bin/sh\n\x1f\x8b\x08\0', 'latin1'),
  Buffer.from('#!\xfd7zXZ\0', 'latin1'),
  Buffer.from('7z\xbc\xaf\x27\x1c', 'latin1'),
  Buffer.of(0xff, 0xfe),
  Buffer.from('version https://git-lfs.github.com/spec/v1\noid sha256:'),
];

describe('no bytes make a scan throw', () => {
  test('of any kind', { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(fc.constantFrom(...MAGIC), fc.uint8Array({ maxLength: 4000 }), seeds, (magic, array, seed) => {
        const bytes = Buffer.concat([magic, array]);
        expect(toldAll(streamed(rng(seed), bytes).scan)).toEqual(toldAll(scanContent(bytes)));
      }),
      { numRuns: LONG ? 10_000 : 400 },
    );
  });

  test('that were a leak or an archive before some of them were changed', { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(seeds, seed => {
        const random = rng(seed);
        const plain = contentWithLeaks(random, 4, 700);
        const bytes = Buffer.from(random() < 0.5 ? packed(random, plain) : plain);
        for (let edits = integer(random, 1, 8); edits > 0 && bytes.length > 0; edits--)
          bytes[integer(random, 0, bytes.length - 1)] = integer(random, 0, 255);
        const cut = bytes.subarray(0, integer(random, 0, bytes.length));
        expect(toldAll(streamed(random, cut).scan), `seed ${seed}`).toEqual(toldAll(scanContent(cut)));
      }),
      { numRuns: LONG ? 10_000 : 400 },
    );
  });
});
