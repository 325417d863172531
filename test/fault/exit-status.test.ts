/** T13, T15, T16 and T21 through the built command line: what cannot be read is status 2, and what is empty is 0. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { keysift } from '../e2e/keysift.ts';
import { cutAfter, withPath, withShim } from '../git/shim.ts';
import { makeFolder, makeRepo } from '../repo.ts';
import { key } from '../sources/scanning.ts';

function leaky() {
  const repo = makeRepo();
  repo.commit('one', { a: key(1), b: 'x'.repeat(5000) });
  return repo;
}

describe('status 2', () => {
  test.for(['kill -9 $$', 'exit 0'])('if git is cut short by: %s', async death => {
    const { dir } = leaky();
    const run = await withShim(cutAfter('cat-file', 60, death), () => keysift(['--reader', 'git'], { cwd: dir }));
    expect(run.code).toBe(2);
    expect(run.stdout).toContain('a:1:1  working tree');
    expect(run.stdout).toMatch(/^INCOMPLETE /m);
  });

  test('if there is no git', async () => {
    const { dir } = leaky();
    const run = await withPath('/nonexistent', () => keysift([], { cwd: dir }));
    expect([run.code, run.stdout]).toEqual([2, '']);
    expect(run.stderr).toMatch(/^keysift: git was not found: install git [^\n]*\n$/);
  });

  test('if an object is damaged, though others have a key', async () => {
    const repo = leaky();
    const oid = repo.git('rev-parse', 'HEAD:b');
    const path = join(repo.dir, '.git/objects', oid.slice(0, 2), oid.slice(2));
    writeFileSync(path, 'garbage', { flag: 'r+', mode: 0o644 });
    const run = await keysift(['history'], { cwd: repo.dir });
    expect(run.code).toBe(2);
    expect(run.stdout).toContain(oid);
    expect(run.stdout).toContain('a:1:1  in HEAD');
  });
});

test('an empty repository is status 0; an empty folder is no repository', async () => {
  expect((await keysift([], { cwd: makeRepo().dir })).code).toBe(0);
  const folder = makeFolder();
  expect((await keysift([], { cwd: folder })).code).toBe(0);
  expect((await keysift(['history'], { cwd: folder })).code).toBe(2);
});

describe('nothing read is not clean:', () => {
  const repo = leaky();
  const unborn = leaky();
  unborn.git('symbolic-ref', 'HEAD', 'refs/heads/not-born');

  test.for([
    ['a range that is none', ['range', 'x..y']],
    ['a range to an object that is not here', ['range', `HEAD..${'1'.repeat(40)}`]],
    ['a range that takes everything away', ['range', '^HEAD']],
    ['an option for a revision', ['range', '--', '--all']],
    ['a date that is an option', ['history', '--since=--output=/tmp/keysift-p']],
    ['a path that is not here', ['nowhere']],
  ] as const)('%s', async ([, args]) => {
    const { code, stdout } = await keysift([...args], { cwd: repo.dir });
    expect([code, stdout]).toEqual([2, '']);
  });

  test('a HEAD that is not born leaves the other branches in scope', async () => {
    rmSync(join(unborn.dir, 'a'));
    const { code, stdout } = await keysift(['history'], { cwd: unborn.dir });
    expect(code).toBe(1);
    expect(stdout).toContain('a:1:1');
  });
});

test('a report whose folder goes away while the scan runs is no verdict', async () => {
  const { dir } = leaky();
  const folder = join(makeFolder(), 'reports');
  mkdirSync(folder);
  const spoil = `if [ "$sub" = for-each-ref ]; then rm -rf '${folder}'; fi`;
  const run = await withShim(spoil, () => keysift(['--format', `json=${join(folder, 'out.json')}`], { cwd: dir }));
  expect(run.code).toBe(2);
  expect(run.stderr).toMatch(/could not be written/);
});
