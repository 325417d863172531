/** Scripts with archives behind them in packs, as deltas of each other: whatever the kernel passes over has nothing to tell. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { BUNDLE, makePack, makeZip } from '../../generate/archives.ts';
import { accessKeyId } from '../../generate/aws.ts';
import { type Rng, rng, text } from '../../generate/random.ts';
import { makeFolder, TestRepo } from '../../repo.ts';
import { comparable, readByGit, readByPack, readByTwins, readPlainly } from './both-readers.ts';

const key = (random: Rng) => accessKeyId({ rng: random, prefix: 'AKIA' });
const script = (random: Rng, length: number) =>
  Buffer.from(`#!/bin/sh\n${text(random, 'some words and\nlines', length)}\n`);
/** An archive whose middle is far from both ends of a copy. Its key is not to be seen in its own bytes. */
const packed = (random: Rng) => gzipSync(`${text(random, 'abcdefghijklmnop qrstu\n', 16_000)} ${key(random)}\n`);

/**
 * A repository with these versions of a file, in one pack. Beside it are files of text: a version that is not made whole shall
 * have text where nothing was made. @returns how many of them are deltas, and the repository.
 */
function history(random: Rng, versions: readonly Buffer[]) {
  const repo = new TestRepo(makeFolder('carriers'));
  repo.git('init', '-q', '.');
  for (let i = 0; i < 16; i++)
    writeFileSync(join(repo.dir, `${i}.txt`), text(random, 'some words and\nlines', i < 8 ? 25_000 : 90_000));
  for (const version of versions) {
    writeFileSync(join(repo.dir, 'install.run'), version);
    repo.git('add', '.');
    repo.git('commit', '-qm', 'change');
  }
  repo.git('repack', '-adfq', '--depth=50', '--window=50');
  const deltas = repo
    .git('cat-file', '--batch-all-objects', '--batch-check=%(objecttype) %(deltabase)')
    .split('\n')
    .filter(line => /^blob 0*[1-9a-f]/.test(line)).length;
  return { repo, deltas };
}

test.for<[string, (random: Rng) => Buffer[], number]>([
  [
    'the first line makes it a script, all else is a copy',
    random => {
      const behind = Buffer.concat([script(random, 9000), packed(random), script(random, 9000)]);
      return [Buffer.concat([Buffer.from('no '), behind]), behind];
    },
    1,
  ],
  [
    'a script gets an archive, and keeps it while it changes',
    random => {
      const [one, archive] = [script(random, 20_000), packed(random)];
      const lines = Array.from({ length: 5 }, () => script(random, 200));
      return [
        one,
        ...lines.map(line => Buffer.concat([one, line])),
        ...lines.map(line => Buffer.concat([one.subarray(0, 9000), line, one.subarray(9000), archive])),
      ];
    },
    5,
  ],
  [
    'a script gets shorter, and an archive',
    random => {
      const [one, two] = [script(random, 20_000), script(random, 20_000)];
      const archives = Array.from({ length: 6 }, () => gzipSync(key(random)));
      // The longer of two is the base. Of the second some are made, of the others nothing.
      const with1 = archives.map((archive, i) => Buffer.concat([one, archive, two.subarray(0, 19_000 - 100 * i)]));
      const with2 = archives.map((archive, i) => Buffer.concat([one, two.subarray(0, 15_000 - 100 * i), archive]));
      return [Buffer.concat([one, two]), Buffer.concat([one, two.subarray(0, 19_500)]), ...with1, ...with2];
    },
    12,
  ],
  [
    'a comment grows behind a zip',
    random => {
      const entries = [{ name: 'a', bytes: key(random) }];
      const prefix = script(random, 20_000);
      const comments = ['', 'short', text(random, 'words ', 9000), text(random, 'words ', 60_000)];
      return comments.map(comment => makeZip(entries, { prefix, comment }));
    },
    4,
  ],
  [
    'an archive is put into a long script in its middle',
    random => {
      const [one, two] = [script(random, 15_000), script(random, 15_000)];
      const [least, most] = [gzipSync('nothing'), gzipSync(key(random))];
      return [[], [Buffer.from('a')], [least], [Buffer.from('b')], [most], [Buffer.from('c')]].map(middle =>
        Buffer.concat([one, ...middle, two]),
      );
    },
    1,
  ],
  [
    'the first bytes make it a bundle, all else is a copy',
    random => {
      const behind = makePack([{ bytes: Buffer.from(`${text(random, 'abcdefg\n', 16_000)} ${key(random)}\n`) }]);
      return ['# no bundle\n', BUNDLE].map(start => Buffer.concat([Buffer.from(start), behind]));
    },
    1,
  ],
])('%s', { timeout: 60_000 }, async ([, make, found]) => {
  const random = rng(7);
  const { repo, deltas } = history(random, make(random));
  expect(deltas).toBeGreaterThan(0);
  const plain = comparable(await readPlainly(repo.dir));
  expect(plain.told.filter(one => one.includes('"via":["')).length).toBe(found);
  for (const read of [readByPack, readByTwins, readByGit]) expect(comparable(await read(repo.dir))).toEqual(plain);
  rmSync(repo.dir, { recursive: true, force: true });
});

test('a commit and a tag are no archive, though they have the magic number of one', { timeout: 60_000 }, async () => {
  const random = rng(11);
  const repo = new TestRepo(makeFolder('carriers'));
  repo.git('init', '-q', '.');
  const tree = repo.gitWith({ input: '' }, 'mktree');
  const who = 'A <a@example.invalid> 1700000000 +0000';
  const like = (head: string, line: string) =>
    `${head}\n\n`.padEnd(257, '.').concat(`ustar\n${line}\n`).padEnd(600, '.');
  const store = (type: string, object: string) =>
    repo.gitWith({ input: object }, 'hash-object', '-wt', type, '--stdin');
  for (const line of [key(random), gzipSync(key(random)).toString('base64'), 'nothing']) {
    const commit = store('commit', like(`tree ${tree}\nauthor ${who}\ncommitter ${who}`, line));
    const tag = store('tag', like(`object ${commit}\ntype commit\ntag t\ntagger ${who}`, line));
    repo.git('update-ref', `refs/tags/${tag}`, tag);
  }
  repo.git('repack', '-adq');
  const plain = comparable(await readPlainly(repo.dir));
  expect(plain.told.length).toBe(4);
  expect(plain.told.filter(one => one.includes('"opaque":0')).length).toBe(4);
  for (const read of [readByPack, readByTwins, readByGit]) expect(comparable(await read(repo.dir))).toEqual(plain);
});
