import { createHash } from 'node:crypto';
import { chmodSync, chownSync, mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { openRepository } from '../../src/git/repository.ts';
import { scan } from '../../src/scan.ts';
import { type FileOptions, folderOccurrences, worktreeOccurrences } from '../../src/sources/worktree.ts';
import { withEnvironment } from '../environment.ts';
import { makeFolder, makeRepo, TestRepo } from '../repo.ts';
import { drain, EVERYTHING, key } from './scanning.ts';

async function scanWorktree(dir: string, options: Partial<FileOptions> = {}) {
  const repo = await openRepository(dir);
  return drain(books => worktreeOccurrences(repo, { ...EVERYTHING, ...options }, books));
}

test('reads tracked and untracked files and leaves ignored ones unless asked', async () => {
  const repo = makeRepo();
  repo.commit('x', { '.gitignore': '*.log\n', tracked: key(1), 'forced.log': key(2) });
  repo.write('untracked', key(3)).write('ignored.log', key(4)).write('dir/.env', key(5));
  repo.write('.git/info/exclude', 'secret.txt\n').write('secret.txt', key(6));
  const usual = [
    `dir/.env:1:1 ${key(5)}`,
    `forced.log:1:1 ${key(2)}`,
    `tracked:1:1 ${key(1)}`,
    `untracked:1:1 ${key(3)}`,
  ];
  const plain = await scanWorktree(repo.dir);
  expect(plain.told).toEqual(usual);
  expect(plain.receipt).toMatchObject({ complete: true, files: { expected: 5, scanned: 5 } });
  const all = await scanWorktree(repo.dir, { ignored: true });
  expect(all.told.sort()).toEqual([...usual, `ignored.log:1:1 ${key(4)}`, `secret.txt:1:1 ${key(6)}`].sort());
});

test('reads an ignored file or folder that was named itself', async () => {
  const repo = makeRepo();
  repo.commit('x', { '.gitignore': '.env\nout/\n', a: key(1) });
  repo.write('.env', key(2)).write('out/deep/b', key(3));
  expect((await scanWorktree(repo.dir, { within: ['.env'] })).told).toEqual([`.env:1:1 ${key(2)}`]);
  expect((await scanWorktree(repo.dir, { within: ['out'] })).told).toEqual([`out/deep/b:1:1 ${key(3)}`]);
  expect((await scanWorktree(repo.dir, { within: ['out/deep/b', 'a'] })).told).toEqual([
    `a:1:1 ${key(1)}`,
    `out/deep/b:1:1 ${key(3)}`,
  ]);
  expect((await scanWorktree(repo.dir, { within: ['not-there'] })).told).toEqual([]);
});

test('honours the list of ignored files of the user', async () => {
  const repo = makeRepo();
  const home = new TestRepo(makeFolder()).write('ignore', '*.swp\n').write('config', '');
  home.write('config', `[core]\n\texcludesFile = ${join(home.dir, 'ignore')}\n`);
  repo.write('a.swp', key(1)).write('b', key(2));
  const { told } = await withEnvironment('GIT_CONFIG_GLOBAL', join(home.dir, 'config'), () => scanWorktree(repo.dir));
  expect(told).toEqual([`b:1:1 ${key(2)}`]);
});

test('finds the same files as git ls-files lists, whatever their names', async () => {
  const repo = makeRepo();
  const names = ['(a)[b]', '{a,b}', '!n', ' lead', 'back\\slash', '"q"', 'a\nb', ':(glob)*', '-rf', 'ü'];
  for (const [i, name] of names.entries()) repo.write(name, key(i));
  writeFileSync(Buffer.concat([Buffer.from(`${repo.dir}/bad-`), Buffer.of(0xff)]), key(99));
  repo.git('add', '(a)[b]', 'a\nb');
  const { told } = await scanWorktree(repo.dir);
  expect(told.sort()).toEqual([...names.map((name, i) => `${name}:1:1 ${key(i)}`), `bad-\udcff:1:1 ${key(99)}`].sort());
  expect(repo.git('ls-files', '-z', '--cached', '--others').split('\0').length - 1).toBe(names.length + 1);
});

test('reads each name once: of files and of folders', async () => {
  const repo = makeRepo();
  repo
    .write(`${key(1)}/a`, 'a')
    .write(`${key(1)}/b`, 'b')
    .write(`c-${key(2)}.txt`, 'c');
  const { told } = await scanWorktree(repo.dir);
  expect(told).toEqual([`file-name ${key(1)}/a:1:1 ${key(1)}`, `file-name c-${key(2)}.txt:1:3 ${key(2)}`]);
});

test('never reads through a link that took the place of a folder', async () => {
  const repo = makeRepo();
  const outside = new TestRepo(makeFolder()).write('a', key(1));
  repo.commit('x', { 'dir/a': 'clean', b: 'b' });
  repo.remove('dir');
  symlinkSync(outside.dir, join(repo.dir, 'dir'));
  const { told, receipt } = await scanWorktree(repo.dir);
  expect(told).toEqual([]);
  expect(receipt.files).toMatchObject({ expected: 3, scanned: 2, skipped: { gone: 1 } });
});

test('counts files that are deleted, or whose place a folder has taken', async () => {
  const repo = makeRepo();
  repo.commit('x', { a: 'a', b: 'b', c: 'c' });
  repo.remove('a').remove('b').write('b/inside', key(1));
  const { told, receipt } = await scanWorktree(repo.dir);
  expect(told).toEqual([`b/inside:1:1 ${key(1)}`]);
  expect(receipt).toMatchObject({ complete: true, files: { expected: 4, scanned: 2, skipped: { gone: 2 } } });
});

test('names repositories inside, and scans an embedded bare one as plain files', async () => {
  const repo = makeRepo();
  repo.write('nested/a', key(1));
  new TestRepo(join(repo.dir, 'nested')).git('init', '-q');
  mkdirSync(join(repo.dir, 'bare'));
  new TestRepo(join(repo.dir, 'bare')).git('init', '-q', '--bare');
  repo.write('bare/description', key(2));
  const { told, receipt } = await scanWorktree(repo.dir);
  expect(told).toEqual([`bare/description:1:1 ${key(2)}`]);
  expect(receipt.files.skipped).toEqual({ 'repository-inside': 1 });
  expect(receipt.notes.join()).toContain('nested');
});

/** A repository with submodules, of which nothing is checked out, at `paths`. */
function withSubmodules(...paths: string[]): TestRepo {
  const repo = makeRepo();
  const commit = repo.commit('x', { '.gitignore': '*.log\n' });
  for (const path of paths) repo.git('update-index', '--add', '--cacheinfo', `160000,${commit},${path}`);
  repo.git('commit', '-q', '-m', 'submodules');
  return repo;
}

test('reads what lies in the folder of a submodule that is not checked out', async () => {
  const repo = withSubmodules('empty', 'gone', 'sub', 'sub-b', 'deep/ü"[x]');
  mkdirSync(join(repo.dir, 'empty'));
  repo
    .write('sub/k.env', key(1))
    .write('sub/deep/l', key(2))
    .write('sub/m.log', key(3))
    .write('sub-c', key(4))
    .write('deep/ü"[x]/n', key(5));
  const usual = [
    `deep/ü"[x]/n:1:1 ${key(5)}`,
    `sub-c:1:1 ${key(4)}`,
    `sub/deep/l:1:1 ${key(2)}`,
    `sub/k.env:1:1 ${key(1)}`,
  ];
  const { told, receipt } = await scanWorktree(repo.dir);
  expect(told).toEqual(usual);
  expect(receipt).toMatchObject({
    complete: true,
    files: { expected: 10, scanned: 5, skipped: { 'repository-inside': 5 } },
  });
  expect(receipt.notes.join()).toContain('5 in the working tree: submodules that are not checked out');
  const all = await scanWorktree(repo.dir, { ignored: true });
  expect(all.told.sort()).toEqual([...usual, `sub/m.log:1:1 ${key(3)}`].sort());
  expect((await scan({ paths: [join(repo.dir, 'sub')] })).findings).toHaveLength(2);
});

test('reads an ignored file that is named itself, or whose folder is, where a submodule is not checked out', async () => {
  const repo = withSubmodules('sub', 'dir/sub');
  repo.write('sub/m.log', key(1)).write('dir/sub/n.log', key(2));
  for (const within of ['sub', 'sub/m.log'])
    expect((await scanWorktree(repo.dir, { within: [within] })).told).toEqual([`sub/m.log:1:1 ${key(1)}`]);
  expect((await scanWorktree(repo.dir, { within: ['dir'] })).told).toEqual([`dir/sub/n.log:1:1 ${key(2)}`]);
});

test('reads a file or a link that took the place of a submodule', async () => {
  const repo = withSubmodules('file', 'link');
  repo.write('file', key(1));
  symlinkSync(key(2), join(repo.dir, 'link'));
  expect((await scanWorktree(repo.dir)).told).toEqual([`file:1:1 ${key(1)}`, `link-target link:1:1 ${key(2)}`]);
});

test('leaves a submodule to itself that is checked out, and not one whose .git leads nowhere', async () => {
  const origin = makeRepo();
  origin.commit('x', { a: 'a' });
  const repo = makeRepo();
  repo.commit('x', { b: 'b' });
  for (const path of ['here', 'old', 'lost'])
    repo.git('-c', 'protocol.file.allow=always', 'submodule', 'add', '-q', origin.dir, path);
  repo.git('commit', '-q', '-m', 'submodules');
  repo.write('here/k', key(1)).write('old/k', key(2)).write('lost/k', key(3));
  // As before git kept the repositories of submodules in its own folder.
  repo.remove('old/.git').git('clone', '-q', '--bare', origin.dir, 'old/.git');
  repo.git('--git-dir=old/.git', 'config', 'core.bare', 'false');
  repo.remove('.git/modules/lost');
  const { told, receipt } = await scanWorktree(repo.dir);
  expect(told).toEqual([`lost/k:1:1 ${key(3)}`]);
  expect(receipt.notes.join()).toMatch(/2 in the working tree: repositories inside [^:]*: here, old/);
});

test('looks for a submodule neither through a link nor outside', async () => {
  const outer = new TestRepo(makeFolder()).write('x/k', key(1));
  const repo = withSubmodules('a/x', 'bb/x');
  symlinkSync(outer.dir, join(repo.dir, 'a'));
  const path = join(repo.dir, '.git/index');
  const index = readFileSync(path).subarray(0, -20);
  index.write('../x', index.indexOf('bb/x'));
  writeFileSync(path, Buffer.concat([index, createHash('sha1').update(index).digest()]));
  const moved = join(outer.dir, 'repo');
  renameSync(repo.dir, moved);
  const { told, receipt } = await scanWorktree(moved);
  expect(told).toEqual([]);
  expect(receipt.notes.join()).toContain('2 in the working tree: repositories inside');
});

test('scans a linked working tree by its own index', async () => {
  const repo = makeRepo();
  repo.commit('x', { a: 'a' });
  const linked = join(makeFolder(), 'linked');
  repo.git('worktree', 'add', '-q', linked);
  writeFileSync(join(linked, 'b'), key(1));
  expect((await scanWorktree(linked)).told).toEqual([`b:1:1 ${key(1)}`]);
  expect((await scanWorktree(repo.dir)).told).toEqual([]);
});

test('never reads outside its root, even if the index says so', async () => {
  const outer = new TestRepo(makeFolder()).write('x', key(1));
  const repo = new TestRepo(join(outer.dir, 'repo'));
  mkdirSync(repo.dir);
  repo.git('init', '-q');
  repo.write('aa/x', 'x').write('b', key(2)).git('add', '.');
  const path = join(repo.dir, '.git/index');
  const index = readFileSync(path).subarray(0, -20);
  index.write('../x', index.indexOf('aa/x'));
  writeFileSync(path, Buffer.concat([index, createHash('sha1').update(index).digest()]));
  expect(repo.git('ls-files', '--full-name')).toContain('../x');
  const { told, receipt } = await scanWorktree(repo.dir);
  expect(told).toEqual([`b:1:1 ${key(2)}`]);
  expect(receipt.files.failed).toMatchObject([{ class: 'unreadable', what: '../x' }]);
});

test('fails on an index that is cut off', async () => {
  const repo = makeRepo();
  repo.commit('x', { a: 'a', b: key(1) });
  writeFileSync(join(repo.dir, '.git/index'), Buffer.from('DIRC\0\0\0\x02\0\0\0\x02'.padEnd(70, '\0'), 'latin1'));
  await expect(scanWorktree(repo.dir)).rejects.toThrow('the index is damaged');
});

/** Permissions do not bind root, so these tests become someone else for a while. Where that cannot be, they say so. */
const SOMEONE = 65_534;
const isRoot = process.geteuid?.() === 0;
afterEach(() => {
  if (isRoot) process.seteuid?.(0);
});

function ownedBySomeone(repo: TestRepo, ...paths: string[]) {
  if (!isRoot) return;
  for (const path of ['.', ...paths]) chownSync(join(repo.dir, path), SOMEONE, SOMEONE);
}

test('names a file that may not be read, and scans the rest', async () => {
  const repo = new TestRepo(makeFolder())
    .write('a', key(1))
    .write('b', key(2))
    .write('d/c', key(3))
    .write('e/f', key(4));
  ownedBySomeone(repo, 'a', 'b', 'd', 'd/c', 'e', 'e/f');
  chmodSync(join(repo.dir, 'a'), 0);
  chmodSync(join(repo.dir, 'd'), 0);
  if (isRoot) process.seteuid?.(SOMEONE);
  const { told, receipt } = await drain(books => folderOccurrences(repo.dir, EVERYTHING, books));
  if (isRoot) process.seteuid?.(0);
  chmodSync(join(repo.dir, 'd'), 0o755);
  expect(told).toEqual([`b:1:1 ${key(2)}`, `e/f:1:1 ${key(4)}`]);
  expect(receipt.complete).toBe(false);
  expect(receipt.files.failed.map(one => [one.class, one.what.replace(`${repo.dir}/`, '')])).toEqual([
    ['unreadable', 'd'],
    ['unreadable', 'a'],
  ]);
});

test('goes on where git may not look into a folder', async () => {
  const repo = makeRepo();
  repo.write('a', key(1)).write('shut/b', key(2));
  const paths = repo.git('ls-files', '--others').split('\n');
  expect(paths).toEqual(['a', 'shut/b']);
  if (isRoot) {
    const { execFileSync } = await import('node:child_process');
    execFileSync('chown', ['-R', `${SOMEONE}:${SOMEONE}`, repo.dir]);
  }
  chmodSync(join(repo.dir, 'shut'), 0);
  if (isRoot) process.seteuid?.(SOMEONE);
  const { told, receipt } = await withEnvironment('GIT_CONFIG_GLOBAL', '/dev/null', () => scanWorktree(repo.dir));
  if (isRoot) process.seteuid?.(0);
  chmodSync(join(repo.dir, 'shut'), 0o755);
  expect(told).toEqual([`a:1:1 ${key(1)}`]);
  expect(receipt.complete).toBe(false);
  expect(JSON.stringify([receipt.objects.failed, receipt.files.failed])).toContain('shut');
});

test('what may not be looked at is not taken for absent', async () => {
  const repo = makeRepo();
  repo.write('shut/b', key(2)).write('.git/lfs/objects/ab/cd/abcd', key(3));
  if (isRoot) {
    const { execFileSync } = await import('node:child_process');
    execFileSync('chown', ['-R', `${SOMEONE}:${SOMEONE}`, repo.dir]);
  }
  const closed = [join(repo.dir, 'shut'), join(repo.dir, '.git/lfs')];
  for (const folder of closed) chmodSync(folder, 0);
  if (isRoot) process.seteuid?.(SOMEONE);
  const named = scan({ cwd: repo.dir, paths: ['shut/b'] });
  const failure = await named.then(
    () => 'none',
    (error: unknown) => String(error),
  );
  const { receipt } = await withEnvironment('GIT_CONFIG_GLOBAL', '/dev/null', () =>
    scan({ cwd: repo.dir, scope: 'history' }),
  );
  if (isRoot) process.seteuid?.(0);
  for (const folder of closed) chmodSync(folder, 0o755);
  expect(failure).toMatch(/UsageError: .*shut\/b" cannot be looked at \(EACCES\)/);
  expect(receipt.complete).toBe(false);
  expect(receipt.objects.failed.map(one => [one.class, one.what])).toEqual([['unreadable', 'Git LFS objects']]);
});

test('a file that goes away while the scan runs is counted, not lost', async () => {
  const repo = new TestRepo(makeFolder());
  for (let i = 0; i < 200; i++) repo.write(`f${String(i).padStart(3, '0')}`, key(i));
  let moved = false;
  const onProgress = () => {
    if (moved) return;
    moved = true;
    renameSync(join(repo.dir, 'f150'), join(repo.dir, 'moved'));
  };
  const { told, receipt } = await drain(books => folderOccurrences(repo.dir, { ...EVERYTHING, onProgress }, books));
  expect(told.length).toBe(199);
  expect(receipt.files).toMatchObject({ expected: 200, scanned: 199, skipped: { gone: 1 } });
});
