/** T21: globs of `--include` that match nothing are a mistake, and never a clean scan. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeFolder, makeRepo, TestRepo } from '../repo.ts';
import { key } from '../sources/scanning.ts';
import { keysift, keysiftJson } from './keysift.ts';

const repo = makeRepo();
repo.commit('root', { '.gitignore': 'build/\n', 'src/app.ts': 'x', 'docs/a.md': 'x' });
repo.commit('leak', { 'old/config/a.env': key(1) });
repo.commit('gone', { 'old/config/a.env': null });
repo.commit('docs', { 'docs/a.md': 'y' });
repo.write('new/untracked.ts', 'x').write('build/out/made.js', key(2));

const bare = new TestRepo(join(makeFolder(), 'bare.git'));
repo.git('clone', '-q', '--bare', repo.dir, bare.dir);

describe('a glob that matches nothing, now or ever, is told in one line and ends with 2:', () => {
  test.for([
    ['of a repository', [], /nothing in .*, nor did it ever/],
    ['of its history', ['history'], /nor did it ever/],
    ['of its index', ['staged'], /nor did it ever/],
    ['of a range', ['range', 'HEAD~1..HEAD'], /nor did it ever/],
    ['of files', ['dir'], /matches nothing in/],
    ['below a path', ['docs', '--include', 'src/**'], /nothing in .* below docs/],
    ['of a bare repository', [bare.dir], /nor did it ever/],
  ] as const)('%s', async ([, args, line]) => {
    const { code, stdout, stderr } = await keysift([...args, '--include', 'sorce/**'], { cwd: repo.dir });
    expect(stderr).toMatch(line);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect([code, stdout]).toEqual([2, '']);
  });

  test('one without a folder says how to look in every folder', async () => {
    const { code, stderr } = await keysift(['--include', '*.ts'], { cwd: repo.dir });
    expect(stderr).toContain('"**/*.ts" looks in every folder');
    expect(code).toBe(2);
  });

  test('in a repository without a commit', async () => {
    const { code, stderr } = await keysift(['--include', '**'], { cwd: makeRepo().dir });
    expect(stderr).toMatch(/nor did it ever/);
    expect(code).toBe(2);
  });
});

describe('a glob that matches is kept to:', () => {
  test.for([
    ['what only history knows', ['--include', 'old/**'], 1],
    ['what only the history of a bare repository knows', [bare.dir, '--include', 'old/*/*.env'], 1],
    ['what only history knows, below a path that is gone', ['old', '--include', '**/*.env'], 1],
    ['what is not tracked', ['--include', 'new/*.ts'], 0],
    ['what is ignored, and asked for', ['--ignored', '--include', 'build/**/*.js'], 1],
    ['what is ignored, and named', ['build', '--include', 'build/**/*.js'], 1],
    ['a path that the range does not touch', ['range', 'HEAD~1..HEAD', '--include', 'src/**'], 0],
    ['a path of which nothing is staged', ['staged', '--include', 'src/**'], 0],
  ] as const)('%s', async ([, args, status]) => {
    const { code, report } = await keysiftJson([...args], { cwd: repo.dir });
    expect(report.receipt.complete).toBe(true);
    expect(report.findings).toHaveLength(status);
    expect(code).toBe(status);
  });

  test('and one of several that matches nothing is noted', async () => {
    const { code, report } = await keysiftJson(['--include', 'src/**', '--include', 'sorce/**'], { cwd: repo.dir });
    expect(report.receipt.notes).toContain('--include "sorce/**" matches no path that is there now');
    expect(code).toBe(0);
  });
});

test('where history cannot be read the scan is incomplete, and does not say that the glob is wrong', async () => {
  const damaged = makeRepo();
  damaged.commit('one', { 'a/b.txt': key(1) });
  const tree = damaged.git('rev-parse', 'HEAD:a');
  rmSync(join(damaged.dir, '.git/objects', tree.slice(0, 2), tree.slice(2)));
  damaged.git('update-index', '--force-remove', 'a/b.txt');
  rmSync(join(damaged.dir, 'a'), { recursive: true });
  const { code, report } = await keysiftJson(['--include', 'a/**'], { cwd: damaged.dir });
  expect(code).toBe(2);
  expect(report.receipt.complete).toBe(false);
});

test('globs are refused for standard input, which has no paths', async () => {
  for (const option of ['--include', '--exclude']) {
    const { code, stderr } = await keysift(['stdin', option, 'x'], { input: 'x' });
    expect(stderr).toMatch(/has none/);
    expect(code).toBe(2);
  }
});

test('what stands at no path of a tree is told whatever the globs: messages, and names of refs', async () => {
  const other = makeRepo();
  other.commit(`uses ${key(1)}`, { 'src/a': 'x' });
  other.git('branch', key(2));
  for (const globs of [
    ['--include', 'src/**'],
    ['--exclude', '**'],
  ]) {
    const { code, report } = await keysiftJson(['history', ...globs], { cwd: other.dir });
    const parts = report.findings.map((one: { sightings: { part: string }[] }) => one.sightings[0]?.part);
    expect([code, parts.sort()]).toEqual([1, ['message', 'ref-name']]);
  }
});

describe('where trees unfold to too many paths, a key that may stand in what is asked for is told:', () => {
  const hostile = makeRepo();
  hostile.commit('base', { 'docs/a.md': 'x' });
  const store = (entries: readonly string[]) =>
    hostile.gitWith({ input: entries.map(entry => `${entry}\n`).join('') }, 'mktree');
  const blob = hostile.store('blob', key(1));
  const ten = (entry: string) => Array.from({ length: 10 }, (_, at) => `${entry}\td${at}`);
  let bomb = store(ten(`100644 blob ${blob}`));
  for (let level = 0; level < 5; level++) bomb = store(ten(`040000 tree ${bomb}`));
  const real = store([`100644 blob ${blob}\treal.env`]);
  const root = store([`040000 tree ${bomb}\taaa`, `040000 tree ${real}\tsrc`]);
  hostile.git('update-ref', 'refs/heads/bomb', hostile.git('commit-tree', '-m', 'bomb', '-p', 'main', root));

  test.for([
    ['history', '--exclude', 'aaa/**'],
    ['history', '--include', 'src/**'],
    ['history', 'src'],
    ['range', 'main..bomb', '--exclude', 'aaa/**'],
    ['range', 'main..bomb', '--include', 'src/**'],
  ])('%s %s', async args => {
    const { code, report } = await keysiftJson(args, { cwd: hostile.dir });
    expect([code, report.receipt.complete]).toEqual([1, true]);
    expect(report.findings[0].sightings[0]).toMatchObject({ pathsTruncated: true });
  });
});

describe('a path that only a tagged tree has', () => {
  const repo = makeRepo();
  repo.commit('one', { a: 'a' });
  const tree = (path: string, content: string) => {
    repo.write(path, content).git('add', '-A');
    const id = repo.git('write-tree');
    repo.git('reset', '-q', '--hard');
    return id;
  };
  repo.git('tag', 'bare', tree('top/b.env', key(1)));
  repo.git('tag', '-a', '-m', 'x', 'inner', tree('low/er/c.env', key(2)));
  repo.git('tag', '-a', '-m', 'x', 'outer', 'inner');

  test.for([
    [['history', '--include', 'top/**'], 'top/b.env'],
    [['--include', 'low/**/*.env'], 'low/er/c.env'],
    [['range', 'bare', '--include', 'top/*'], 'top/b.env'],
    [['range', 'outer', '--include', 'low/**'], 'low/er/c.env'],
    [['history', 'low/er'], 'low/er/c.env'],
    [['history', 'top/b.env'], 'top/b.env'],
  ] as const)('may be asked for by %j', async ([args, path]) => {
    const { code, report } = await keysiftJson([...args], { cwd: repo.dir });
    expect(report.findings.map((one: { sightings: { path: string }[] }) => one.sightings[0]?.path)).toEqual([path]);
    expect(code).toBe(1);
  });

  test.for([[['--include', 'topp/**']], [['history', 'lo']]] as const)('is no other than %j', async ([args]) => {
    expect((await keysift([...args], { cwd: repo.dir })).code).toBe(2);
  });
});
