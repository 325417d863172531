/** What a person may name as a place, and that nothing else than the place named is ever scanned instead. */
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeFolder, makeRepo, TestRepo } from '../repo.ts';
import { key } from '../sources/scanning.ts';
import { keysift, keysiftJson } from './keysift.ts';

/** A repository with one key that is there and one in a file that is gone. */
function leaky(): TestRepo {
  const repo = makeRepo();
  repo.commit('one', { 'here/a.txt': key(1), 'gone/b.txt': key(2), 'c.txt': 'clean' });
  repo.commit('two', { 'gone/b.txt': null });
  return repo;
}

const pathsOf = (report: { findings: { sightings: { path: string }[] }[] }) =>
  [...new Set(report.findings.flatMap(one => one.sightings.map(seen => seen.path)))].sort();

describe('a repository is scanned with its history', () => {
  const repo = leaky();
  const outside = makeFolder();
  symlinkSync(repo.dir, join(outside, 'link'));
  symlinkSync(join(repo.dir, 'here'), join(outside, 'below'));

  test.each([
    ['by its own path', repo.dir],
    ['with a slash at the end', `${repo.dir}/`],
    ['by a relative path', `../${repo.dir.split('/').at(-1)}`],
    ['through a link', 'link'],
    ['through a link and a slash', 'link/'],
    ['by its .git folder', `${repo.dir}/.git`],
  ])('if it is named %s', async (_, path) => {
    const { code, report } = await keysiftJson([path], { cwd: outside });
    expect(code).toBe(1);
    expect(pathsOf(report)).toEqual(['gone/b.txt', 'here/a.txt']);
    expect(report.receipt.scope).toContain('full history');
  });

  test('also from a folder of it, and after two dashes', async () => {
    for (const args of [[], ['--', '..'], ['scan', '.', '--', '..']]) {
      const { stdout } = await keysift(['--format', 'json', ...args], { cwd: join(repo.dir, 'here') });
      expect(pathsOf(JSON.parse(stdout)), args.join(' ')).toEqual(['gone/b.txt', 'here/a.txt']);
    }
  });

  test('and reported below the folder, link, file or lost file that is named', async () => {
    const told = async (path: string) => pathsOf((await keysiftJson([path], { cwd: outside })).report);
    expect(await told(join(repo.dir, 'here'))).toEqual(['here/a.txt']);
    expect(await told('below')).toEqual(['here/a.txt']);
    expect(await told(join(repo.dir, 'c.txt'))).toEqual([]);
    expect(await told(join(repo.dir, 'gone/b.txt'))).toEqual(['gone/b.txt']);
    expect(await told(join(repo.dir, 'gone'))).toEqual(['gone/b.txt']);
    expect(await told(join(outside, 'link/gone/b.txt'))).toEqual(['gone/b.txt']);
  });
});

describe("git's own files", () => {
  const repo = leaky();
  repo.write('.git/notes.txt', key(5));
  const tree = join(makeFolder(), 'tree');
  repo.git('worktree', 'add', '-q', tree);
  const bare = new TestRepo(join(makeFolder(), 'bare'));
  repo.git('clone', '-q', '--bare', '.', bare.dir);
  bare.write('notes.txt', key(5));

  test.each([
    ['in .git', join(repo.dir, '.git/notes.txt')],
    ['in a bare repository', join(bare.dir, 'notes.txt')],
  ])('are scanned as files if they are named %s', async (_, path) => {
    const { code, report } = await keysiftJson([path]);
    expect(pathsOf(report)).toEqual(['notes.txt']);
    expect(report.receipt.files).toMatchObject({ expected: 1, scanned: 1 });
    expect(code).toBe(1);
  });

  test('the file .git of a linked working tree stands for all of it', async () => {
    const { report } = await keysiftJson([join(tree, '.git')]);
    expect(pathsOf(report)).toEqual(['gone/b.txt', 'here/a.txt']);
    expect(report.receipt.scope).not.toContain('below');
  });
});

describe('a place that is not the one meant', () => {
  const repo = leaky();

  test.each([
    ['a path that never was', ['gone/c.txt'], /no file or folder.*nor does the history/],
    ['an empty path', [''], /a path is empty/],
    ['a dash', ['-'], /keysift stdin/],
    ['a path for standard input', ['stdin', '--', 'x'], /takes no paths/],
    ['a date for what is staged', ['staged', '--since', '2026-01-01'], /--since limits history/],
    ['a date that lies ahead', ['history', '--since', '2099-01-01'], /--since takes a date that has been/],
    ['a date for standard input', ['stdin', '--since', '2026-01-01'], /--since limits history/],
    ['a day that is none', ['history', '--since', '2024-02-31'], /--since takes a date, and there is no 2024-02-31/],
    ['a reader for what is staged', ['staged', '--reader', 'git'], /--reader says how history is read/],
    ['a reader for standard input', ['stdin', '--reader', 'git'], /--reader says how history is read/],
    ['files that git ignores, in history', ['history', '--ignored'], /--ignored adds files of a working tree/],
    ['files that git ignores, in the index', ['staged', '--ignored'], /--ignored adds files of a working tree/],
    ['files that git ignores, in a range', ['range', 'HEAD', '--ignored'], /--ignored adds files of a working tree/],
    ['files that git ignores, in what is piped in', ['stdin', '--ignored'], /--ignored adds files of a working tree/],
    ['a date that is neither that nor a revision', ['history', '--since', 'yesterdy'], /--since takes a date/],
  ])('%s is a mistake', async (_, args, line) => {
    const { code, stdout, stderr } = await keysift(args, { cwd: repo.dir });
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(line);
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  });

  test('is not scanned for one that stands after two dashes', async () => {
    const empty = new TestRepo(makeFolder());
    empty.write('--help', key(3)).write('-x', key(4));
    const other = await keysift(['--format', 'json', '--', repo.dir], { cwd: empty.dir });
    expect(pathsOf(JSON.parse(other.stdout))).toContain('here/a.txt');
    for (const name of ['--help', '-x']) {
      const { code, stdout } = await keysift(['dir', '--format', 'json', '--', name], { cwd: empty.dir });
      expect(code).toBe(1);
      expect(pathsOf(JSON.parse(stdout))).toEqual([name]);
    }
    expect((await keysift(['--', 'nowhere'], { cwd: empty.dir })).code).toBe(2);
  });
});
