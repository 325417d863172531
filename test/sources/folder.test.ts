import { execFileSync } from 'node:child_process';
import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Occurrence } from '../../src/model.ts';
import { Books } from '../../src/receipt.ts';
import { type FileOptions, folderOccurrences, inFlight } from '../../src/sources/worktree.ts';
import { accessKeyId, type Rng, rng as random } from '../generate/aws.ts';
import { makeFolder, TestRepo } from '../repo.ts';

const fakeId = (rng: Rng) => accessKeyId({ rng, prefix: 'AKIA' });

const OPTIONS: FileOptions = {
  maxFileBytes: Number.POSITIVE_INFINITY,
  include: [],
  exclude: [],
  within: [],
  ignored: false,
  signal: new AbortController().signal,
};

async function scanFolder(root: string, options: Partial<FileOptions> = {}) {
  const books = new Books();
  const found: Occurrence[] = [];
  for await (const one of folderOccurrences(root, { ...OPTIONS, ...options }, books)) found.push(one);
  return { found, files: books.files.close(), paths: found.map(one => one.sighting.path) };
}

test('finds keys in dotfiles, below dotted folders and in names that look like globs', async () => {
  const folder = new TestRepo(makeFolder());
  const names = [
    '.env',
    '.aws/credentials',
    'src/(auth)/[id].ts',
    'a\nb',
    '{a,b}',
    '!n',
    'back\\slash',
    ' lead',
    '%41',
    'ü',
  ];
  for (const [i, name] of names.entries()) folder.write(name, `x\n key=${fakeId(random(i))}`);
  writeFileSync(Buffer.concat([Buffer.from(`${folder.dir}/bad-`), Buffer.of(0xff, 0xfe)]), fakeId(random(99)));
  const { paths, files, found } = await scanFolder(folder.dir);
  expect([...paths].sort()).toEqual([...names, 'bad-\udcff\udcfe'].sort());
  expect(files).toMatchObject({ expected: 11, scanned: 11, skipped: {}, failed: [] });
  expect(found[1]?.sighting).toMatchObject({ where: 'worktree', part: 'content', line: 2, column: 6 });
});

test('never opens a FIFO and never follows a link, but reads the text of the link', async () => {
  const folder = new TestRepo(makeFolder());
  const outside = new TestRepo(makeFolder());
  const next = random(7);
  const inText = fakeId(next);
  outside.write('canary', fakeId(next));
  execFileSync('mkfifo', [join(folder.dir, '.env')]);
  symlinkSync(join(outside.dir, 'canary'), join(folder.dir, 'to-file'));
  symlinkSync(outside.dir, join(folder.dir, 'to-folder'));
  symlinkSync('.', join(folder.dir, 'loop'));
  symlinkSync(`nowhere/${inText}`, join(folder.dir, 'text'));
  symlinkSync('/dev/zero', join(folder.dir, 'zero'));
  const { found, files } = await scanFolder(folder.dir);
  expect(found.map(one => [one.sighting.part, one.credential.parts.accessKeyId?.value.reveal()])).toEqual([
    ['link-target', inText],
  ]);
  expect(files).toMatchObject({ expected: 6, scanned: 5, skipped: { 'special-file': 1 }, failed: [] });
});

test('works on a bounded number of items at a time and keeps their order', async () => {
  let running = 0;
  let most = 0;
  const results: number[] = [];
  const work = async (item: number) => {
    most = Math.max(most, ++running);
    await new Promise(done => setTimeout(done, (item * 7) % 5));
    running--;
    return item;
  };
  for await (const one of inFlight(
    3,
    Array.from({ length: 50 }, (_, i) => i),
    work,
  ))
    results.push(one);
  expect(most).toBe(3);
  expect(results).toEqual(Array.from({ length: 50 }, (_, i) => i));
});
