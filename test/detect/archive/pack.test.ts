/** Packs and bundles that git wrote, as contents. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { scanContent } from '../../../src/detect/find/content.ts';
import { makePack } from '../../generate/archives.ts';
import { integer, rng } from '../../generate/random.ts';
import { makeFolder, TestRepo } from '../../repo.ts';
import { inPieces, KEY, NOTHING, TEXT, told } from './told.ts';

const filler = (seed: number) =>
  Array.from({ length: 80 }, (_, i) => `line ${i} ${(seed * 7919 * i) % 99_991}\n`).join('');

/** A repository whose file has the key in one version of many; the others are deltas. */
function makeHistory(format: 'sha1' | 'sha256'): { repo: TestRepo; blob: string } {
  const repo = new TestRepo(makeFolder());
  repo.git('init', '-q', `--object-format=${format}`, '.');
  for (let i = 0; i < 6; i++) repo.commit(`c${i}`, { f: `${filler(1)}${i === 3 ? TEXT : ''}${i}\n` });
  return { repo, blob: repo.git('rev-parse', 'HEAD~2:f').trim() };
}

function packOf({ repo }: { repo: TestRepo }, ...options: string[]): Buffer {
  repo.git(...options.flatMap(one => ['-c', one]), 'repack', '-q', '-a', '-d', '-f');
  const folder = join(repo.dir, '.git/objects/pack');
  return readFileSync(join(folder, readdirSync(folder).find(name => name.endsWith('.pack')) ?? ''));
}

function bundleOf({ repo }: { repo: TestRepo }, ...what: string[]): Buffer {
  repo.git('bundle', 'create', '-q', 'b', ...what);
  return readFileSync(join(repo.dir, 'b'));
}

const sha1 = makeHistory('sha1');
const sha256 = makeHistory('sha256');
/** The key stands in line 82 of the file. */
const inBlob = (blob: string, before = '') => ({
  found: [[`${before}pack:blob ${blob}`, '82:8']],
  unread: [],
  opaque: 0,
});

describe('a key in one version of many is found, with the id of its object, in', () => {
  test.for<[string, () => Buffer, string]>([
    ['a pack', () => packOf(sha1), sha1.blob],
    ['a pack of deltas by id', () => packOf(sha1, 'repack.useDeltaBaseOffset=false'), sha1.blob],
    ['a pack of SHA-256', () => packOf(sha256), sha256.blob],
    ['a pack of SHA-256 of deltas by id', () => packOf(sha256, 'repack.useDeltaBaseOffset=false'), sha256.blob],
    ['a bundle', () => bundleOf(sha1, '--all'), sha1.blob],
    ['a bundle of SHA-256', () => bundleOf(sha256, '--all'), sha256.blob],
  ])('%s', ([, make, blob]) => {
    const bytes = make();
    expect(told(scanContent(bytes))).toEqual(inBlob(blob));
    expect(told(inPieces(bytes, 1000))).toEqual(inBlob(blob));
    expect(told(scanContent(gzipSync(bytes)))).toEqual(inBlob(blob, 'gzip > '));
  });
});

test('what a bundle says of its refs is content, too', () => {
  sha1.repo.git('branch', `old-${KEY}`, 'HEAD~4');
  const bytes = bundleOf(sha1, `old-${KEY}`);
  sha1.repo.git('branch', '-D', `old-${KEY}`);
  expect(told(scanContent(bytes))).toEqual({ found: [['', undefined]], unread: [], opaque: 0 });
});

test('deltas of what is not in the bundle are counted as what cannot be opened', () => {
  const bytes = bundleOf(sha1, 'HEAD~1..HEAD');
  expect(told(scanContent(bytes))).toEqual({ ...NOTHING, opaque: 1 });
});

test('an object of more bytes than are unpacked is a bound, which is told at once', () => {
  const pack = makePack([{ bytes: Buffer.from(TEXT) }, { bytes: Buffer.alloc(40 << 20) }]);
  expect(told(scanContent(pack))).toMatchObject({ unread: [['archive-bound', 'pack']] });
  expect(told(scanContent(pack)).found.length).toBe(1);
});

test('a pack that is cut off tells what it has, and that it is damaged', () => {
  const bytes = packOf(sha1);
  const { found, opaque } = told(scanContent(bytes.subarray(0, bytes.length - 60)));
  expect(found.length).toBe(1);
  expect(opaque).toBe(1);
});

test('a pack with bytes changed is read without an error, in bounded time', { timeout: 120_000 }, () => {
  const packs = [packOf(sha1), packOf(sha1, 'repack.useDeltaBaseOffset=false'), bundleOf(sha256, '--all')];
  let less = 0;
  for (let seed = 1; seed <= 600; seed++) {
    const random = rng(seed);
    const bytes = Buffer.from(packs[seed % 3] as Buffer);
    for (let edits = integer(random, 1, 4); edits > 0; edits--)
      bytes[integer(random, bytes.indexOf('PACK') + 8, bytes.length - 1)] = integer(random, 0, 255);
    const { found, opaque, unread } = told(scanContent(bytes));
    if (found.length === 0) {
      // What is lost is said.
      expect(opaque + unread.length, `seed ${seed}`).toBeGreaterThan(0);
      less++;
    }
  }
  expect(less).toBeGreaterThan(50);
});

test('text that begins nearly as a bundle does is text', () => {
  expect(told(scanContent(Buffer.from(`# v2 git bundles\n${TEXT}`)))).toEqual({ ...NOTHING, found: [['', undefined]] });
});
