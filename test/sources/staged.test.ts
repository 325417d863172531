import { chmodSync, existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openRepository } from '../../src/git/repository.ts';
import { type StagedOptions, stagedOccurrences } from '../../src/sources/staged.ts';
import { makeFolder, makeRepo, type TestRepo } from '../repo.ts';
import { drain, EVERYTHING, key } from './scanning.ts';

async function scanStaged(repo: TestRepo | string, options: Partial<StagedOptions> = {}) {
  const opened = await openRepository(typeof repo === 'string' ? repo : repo.dir);
  return drain(books => stagedOccurrences(opened, { ...EVERYTHING, jobs: 1, ...options }, books));
}

test('finds what is staged, at its line, and not what is only in the working tree or unchanged', async () => {
  const repo = makeRepo();
  repo.commit('base', { old: key(1), changed: 'x\n' });
  repo
    .write('changed', `x\nkey ${key(2)}\n`)
    .write('new', key(3))
    .git('add', 'changed', 'new');
  repo.write('changed', key(4)).write('untracked', key(5));
  const { told, receipt } = await scanStaged(repo);
  expect(told).toEqual([`changed:2:5 ${key(2)}`, `new:1:1 ${key(3)}`]);
  expect(receipt).toMatchObject({ complete: true, objects: { expected: 2, scanned: 2 } });
});

test('finds keys in the names of new files and in the text of links', async () => {
  const repo = makeRepo();
  repo.commit('base', { a: 'a' });
  repo.write(`dir-${key(1)}/b`, 'b').write(`dir-${key(1)}/c`, 'c');
  symlinkSync(`to/${key(2)}`, join(repo.dir, 'link'));
  repo.git('add', '.');
  const { told } = await scanStaged(repo);
  expect(told).toEqual([`file-name dir-${key(1)}/b:1:5 ${key(1)}`, `link-target link:1:4 ${key(2)}`]);
});

test('takes everything for staged on a branch without a commit', async () => {
  const repo = makeRepo();
  repo.write('a', key(1)).git('add', 'a');
  expect((await scanStaged(repo)).told).toEqual([`a:1:1 ${key(1)}`]);
});

test('a branch called HEAD puts in no doubt what is staged', async () => {
  const repo = makeRepo();
  repo.commit('base', { a: key(1) });
  repo.git('update-ref', 'refs/heads/HEAD', repo.commit('other', { a: key(2) }));
  repo.write('b', key(3)).git('add', 'b');
  const { told, receipt } = await scanStaged(repo);
  expect(told).toEqual([`b:1:1 ${key(3)}`]);
  expect(receipt.complete).toBe(true);
});

test('has nothing to scan where nothing is staged, or a file is only removed', async () => {
  const repo = makeRepo();
  repo.commit('base', { a: key(1), b: 'b' });
  expect((await scanStaged(repo)).receipt).toMatchObject({ complete: true, objects: { expected: 0 } });
  repo.git('rm', '-q', 'a');
  expect((await scanStaged(repo)).told).toEqual([]);
});

test('reads the sides of a conflict other than HEAD, and bears entries that are only meant to be added', async () => {
  const repo = makeRepo();
  repo.commit('base', { a: `${key(3)}\n` });
  repo.git('checkout', '-q', '-b', 'other');
  repo.commit('theirs', { a: `${key(1)}\n` });
  repo.git('checkout', '-q', 'main');
  repo.commit('ours', { a: `${key(2)}\n` });
  expect(() => repo.git('merge', '-q', 'other')).toThrow();
  repo.write('meant', key(4)).git('add', '--intent-to-add', 'meant');
  const { told, receipt } = await scanStaged(repo);
  expect(told).toEqual([`a:1:1 ${key(3)}`, `a:1:1 ${key(1)}`]);
  expect(receipt.complete).toBe(true);
});

test('names a submodule instead of reading it', async () => {
  const repo = makeRepo();
  const commit = repo.commit('base', { a: 'a' });
  repo.git('update-index', '--add', '--cacheinfo', `160000,${commit},sub`);
  const { receipt } = await scanStaged(repo);
  expect(receipt).toMatchObject({ complete: true, objects: { expected: 0 } });
  expect(receipt.notes.join()).toContain('submodule sub');
});

test.for(['-a', 'b'])('reads the index that `git commit %s` shows its hook', async how => {
  const repo = makeRepo();
  repo.commit('base', { a: 'a', b: 'b' });
  repo.write('b', key(1));
  const seen = join(makeFolder(), 'seen');
  const hook = join(repo.dir, '.git/hooks/pre-commit');
  writeFileSync(hook, `#!/bin/sh\ncp "$GIT_INDEX_FILE" '${seen}'\n`);
  chmodSync(hook, 0o755);
  repo.git('commit', '-q', '-m', 'x', how);
  expect(existsSync(seen)).toBe(true);
  repo.git('reset', '-q', '--soft', 'HEAD~1');
  repo.git('read-tree', 'HEAD');
  expect((await scanStaged(repo)).told).toEqual([]);
  expect((await scanStaged(repo, { indexFile: seen })).told).toEqual([`b:1:1 ${key(1)}`]);
});

test('reads the own index of a linked working tree', async () => {
  const repo = makeRepo();
  repo.commit('base', { a: 'a' });
  const linked = join(makeFolder(), 'linked');
  repo.git('worktree', 'add', '-q', linked);
  writeFileSync(join(linked, 'a'), key(1));
  repo.git('-C', linked, 'add', 'a');
  expect((await scanStaged(repo)).told).toEqual([]);
  expect((await scanStaged(linked)).told).toEqual([`a:1:1 ${key(1)}`]);
});

test('refuses an index that is not there, and fails on one that is damaged', async () => {
  const repo = makeRepo();
  repo.commit('base', { a: 'a' });
  await expect(scanStaged(repo, { indexFile: '.git/no-such' })).rejects.toThrow('there is no index');
  const index = readFileSync(join(repo.dir, '.git/index'));
  writeFileSync(join(repo.dir, 'damaged'), index.subarray(0, 60));
  await expect(scanStaged(repo, { indexFile: 'damaged' })).rejects.toThrow('the index is damaged');
});

test('is incomplete where a staged blob is missing, and finds the others', async () => {
  const repo = makeRepo();
  repo.commit('base', { a: 'a' });
  repo.write('b', key(1)).git('add', 'b');
  repo.git('update-index', '--add', '--cacheinfo', `100644,${'ab'.repeat(20)},gone`);
  const { told, receipt } = await scanStaged(repo);
  expect(told).toEqual([`b:1:1 ${key(1)}`]);
  expect(receipt.complete).toBe(false);
});

test('scans every entry where HEAD cannot be listed', async () => {
  const repo = makeRepo();
  repo.commit('base', { a: key(1), 'd/b': 'b' });
  const tree = repo.git('rev-parse', 'HEAD:d');
  const { unlinkSync } = await import('node:fs');
  unlinkSync(join(repo.dir, '.git/objects', tree.slice(0, 2), tree.slice(2)));
  const { told, receipt } = await scanStaged(repo);
  expect(told).toEqual([`a:1:1 ${key(1)}`]);
  expect(receipt.notes.join()).toContain('every entry of the index was scanned');
});

test('beside history it enters nothing twice', async () => {
  const repo = makeRepo();
  repo.write('a', key(1)).git('add', 'a');
  const { told, receipt } = await scanStaged(repo, { besideHistory: true });
  expect(told).toEqual([`a:1:1 ${key(1)}`]);
  expect(receipt).toMatchObject({ complete: true, objects: { expected: 0 } });
});

test('keeps to the globs and paths of the request', async () => {
  const repo = makeRepo();
  repo.write('a/b.env', key(1)).write('a/c.txt', key(2)).write('d.env', key(3)).git('add', '.');
  expect((await scanStaged(repo, { include: ['**/*.env'] })).told).toEqual([
    `a/b.env:1:1 ${key(1)}`,
    `d.env:1:1 ${key(3)}`,
  ]);
  expect((await scanStaged(repo, { within: ['a'], exclude: ['**/*.txt'] })).told).toEqual([`a/b.env:1:1 ${key(1)}`]);
});
