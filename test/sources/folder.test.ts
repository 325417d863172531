import { execFileSync } from 'node:child_process';
import { symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { type FileOptions, folderOccurrences, inFlight } from '../../src/sources/worktree.ts';
import { makeFolder, makeRepo, TestRepo } from '../repo.ts';
import { drain, EVERYTHING, key } from './scanning.ts';

const newFolder = () => new TestRepo(makeFolder());

function scanFolder(root: string, options: Partial<FileOptions> = {}) {
  return drain(books => folderOccurrences(root, { ...EVERYTHING, ...options }, books));
}

test('finds keys in dotfiles, below dotted folders and in names that look like globs', async () => {
  const folder = newFolder();
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
    '"q"',
    '--output=p',
    '-rf',
    ':(glob)*',
    `${'n'.repeat(255)}`,
    'ü',
  ];
  for (const [i, name] of names.entries()) folder.write(name, `x\n key=${key(i)}`);
  writeFileSync(Buffer.concat([Buffer.from(`${folder.dir}/bad-`), Buffer.of(0xff, 0xfe)]), key(99));
  const { told, receipt } = await scanFolder(folder.dir);
  const expected = [...names.map((name, i) => `${name}:2:6 ${key(i)}`), `bad-\udcff\udcfe:1:1 ${key(99)}`];
  expect(told.sort()).toEqual(expected.sort());
  expect(receipt.files).toMatchObject({ expected: 16, scanned: 16, skipped: {}, failed: [] });
});

test('never opens FIFOs and sockets and never follows links, but reads the text of a link', async () => {
  const folder = newFolder();
  const outside = newFolder().write('canary', key(1));
  execFileSync('mkfifo', [join(folder.dir, '.env')]);
  const server = createServer().listen(join(folder.dir, 'socket'));
  symlinkSync(join(outside.dir, 'canary'), join(folder.dir, 'to-file'));
  symlinkSync(outside.dir, join(folder.dir, 'to-folder'));
  symlinkSync('..', join(folder.dir, 'to-parent'));
  symlinkSync('loop', join(folder.dir, 'loop'));
  symlinkSync(`nowhere/${key(2)}`, join(folder.dir, 'text'));
  symlinkSync('/dev/zero', join(folder.dir, 'zero'));
  const { told, receipt } = await scanFolder(folder.dir);
  server.close();
  expect(told).toEqual([`link-target text:1:9 ${key(2)}`]);
  expect(receipt.files).toMatchObject({ expected: 8, scanned: 6, skipped: { 'special-file': 2 }, failed: [] });
  expect(receipt.complete).toBe(true);
  expect(receipt.notes.join()).toContain('2 in the folder: FIFOs, sockets and devices');
});

test('a FIFO that was named itself is a failure', async () => {
  const folder = newFolder();
  const fifo = join(folder.dir, 'fifo');
  execFileSync('mkfifo', [fifo]);
  const { receipt } = await scanFolder(fifo);
  expect(receipt.files.failed).toMatchObject([{ class: 'special-file', what: 'fifo' }]);
});

test('follows a link that was named itself, and scans one file that was', async () => {
  const folder = newFolder().write('sub/a.txt', key(1));
  const link = join(newFolder().dir, 'link');
  symlinkSync(folder.dir, link);
  expect((await scanFolder(link)).told).toEqual([`sub/a.txt:1:1 ${key(1)}`]);
  expect((await scanFolder(join(folder.dir, 'sub/a.txt'))).told).toEqual([`a.txt:1:1 ${key(1)}`]);
});

test('counts what a person excludes and what is larger than they want', async () => {
  const folder = newFolder()
    .write('a.env', key(1))
    .write('b.txt', key(2))
    .write('d/c.env', key(3))
    .write('big', 'x'.repeat(999));
  const limited = await scanFolder(folder.dir, { include: ['**/*.env', 'big'], exclude: ['d/**'], maxFileBytes: 500 });
  expect(limited.told).toEqual([`a.env:1:1 ${key(1)}`]);
  expect(limited.receipt.files).toMatchObject({
    expected: 4,
    scanned: 1,
    skipped: { excluded: 2, 'max-file-size': 1 },
  });
  await expect(scanFolder(folder.dir, { include: ['*.nothing'] })).rejects.toThrow('matches nothing in');
});

test('a sparse file of 10 GB is skipped by a size limit, and one of 1 GB read in little memory', {
  timeout: 60_000,
}, async () => {
  const folder = newFolder().write('huge', '').write('large', '');
  truncateSync(join(folder.dir, 'huge'), 10 * 2 ** 30);
  truncateSync(join(folder.dir, 'large'), 2 ** 30);
  writeFileSync(join(folder.dir, 'large'), `\n${key(1)}\n`, { flag: 'a' });
  const before = process.memoryUsage().rss;
  const { told, receipt } = await scanFolder(folder.dir, { maxFileBytes: 2 ** 31 });
  expect(told).toEqual([`large:2:1 ${key(1)}`]);
  expect(receipt.files.skipped).toEqual({ 'max-file-size': 1 });
  expect(process.memoryUsage().rss - before).toBeLessThan(150 * 2 ** 20);
});

test('scans what is in the folder of a repository, .git too, and says that history was not read', async () => {
  const repo = makeRepo();
  repo.commit('x', { a: key(1) });
  const object = repo.git('rev-parse', 'HEAD:a').trim();
  repo.write('.git/description', key(2));
  const { told, receipt } = await scanFolder(repo.dir);
  // A loose object is a zlib stream, and the place in it is behind its header.
  expect(told).toEqual([
    `.git/description:1:1 ${key(2)}`,
    `.git/objects/${object.slice(0, 2)}/${object.slice(2)}:1:9 ${key(1)}`,
    `a:1:1 ${key(1)}`,
  ]);
  expect(receipt.notes.join()).toContain('1 in the folder: repositories');
});

test('reads what lies in packs of repositories in the folder, of bare ones too, and names them', async () => {
  const folder = newFolder();
  for (const [name, bare] of [
    ['plain', ''],
    ['deep/bare.git', '--bare'],
  ] as const) {
    const repo = makeRepo();
    repo.commit('x', { a: key(1) });
    repo.commit('y', { a: 'gone' });
    repo.git('repack', '-q', '-a', '-d');
    folder.git('clone', '-q', ...(bare ? [bare] : []), '--no-local', repo.dir, name);
  }
  const { told, receipt } = await scanFolder(folder.dir);
  expect(told.map(one => one.replace(/pack-[0-9a-f]{40}/, 'PACK'))).toEqual([
    `deep/bare.git/objects/pack/PACK.pack:1:1 ${key(1)}`,
    `plain/.git/objects/pack/PACK.pack:1:1 ${key(1)}`,
  ]);
  expect(receipt.notes.join()).toContain('2 in the folder: repositories');
  expect(receipt.notes.join()).toMatch(/: deep\/bare\.git, plain$/);
});

test('tells a bound that was hit in a file as a failure of that file', async () => {
  let bytes = Buffer.from(key(1));
  for (let i = 0; i < 10; i++) bytes = gzipSync(bytes);
  const folder = newFolder().write('deep.gz', bytes).write('a', key(2));
  const { told, receipt } = await scanFolder(folder.dir);
  expect(told).toEqual([`a:1:1 ${key(2)}`]);
  expect(receipt).toMatchObject({ complete: false, files: { expected: 2, scanned: 1 } });
  expect(receipt.files.failed[0]).toMatchObject({
    class: 'archive-bound',
    what: expect.stringMatching(/^deep\.gz > gzip/),
  });
});

test('a folder that is gone is an error and not a clean scan', async () => {
  await expect(scanFolder('/no/such/folder')).rejects.toThrow();
});

test('stops when it is told to', async () => {
  const folder = newFolder();
  for (let i = 0; i < 20; i++) folder.write(`f${i}`, 'x');
  await expect(scanFolder(folder.dir, { signal: AbortSignal.abort() })).rejects.toThrow();
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
