/**
 * T01 and T04 through the built command line: in every mode nothing runs that a repository or the environment names, and
 * neither changes what is found.
 */
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { makeFolder, makeRepo, type TestRepo } from '../repo.ts';
import { key } from '../sources/scanning.ts';
import { poison, setTraps } from '../traps.ts';
import { keysiftJson } from './keysift.ts';

/** Keys in history, the index and the working tree; the second commit is the range. */
function leaky(): TestRepo {
  const repo = makeRepo();
  repo.commit('one', { 'a.txt': key(1), '.gitattributes': '* diff=x filter=x merge=x\n' });
  repo.commit('two', { 'a.txt': key(2) });
  repo.write('staged.txt', key(3)).git('add', 'staged.txt');
  repo.write('untracked.txt', key(4)).write('a.txt', 'dirty');
  return repo;
}

const MODES: readonly (readonly [string, readonly string[], number])[] = [
  ['a whole scan', ['scan'], 4],
  ['history', ['history'], 3],
  ['staged', ['staged'], 1],
  ['a range', ['range', 'HEAD~1..HEAD'], 1],
  ['files', ['dir', '--exclude', '.git/**'], 2],
  ['a whole scan by git alone', ['scan', '--reader', 'git', '--no-cache'], 4],
];

describe('an armed repository', () => {
  const repo = leaky();
  const pwn = setTraps(repo);

  test.for(MODES)('runs nothing under %s', async ([, args, keys]) => {
    const { code, report } = await keysiftJson(args, { cwd: repo.dir });
    expect(readdirSync(pwn)).toEqual([]);
    expect(report.findings).toHaveLength(keys);
    expect(code).toBe(1);
  });

  test('is armed: git falls into it', () => {
    // A failed call is one that ran something, too.
    expect(() => repo.git('status') && repo.git('diff')).toThrow();
    expect(readdirSync(pwn)).not.toEqual([]);
  });
});

test('a poisoned environment changes no finding and runs nothing', async () => {
  const repo = leaky();
  const other = makeRepo();
  other.commit('other', { 'other.txt': key(9) });
  const pwn = makeFolder('keysift-pwn');
  const env = poison(repo, other, pwn);
  const clean = await keysiftJson(['--no-cache'], { cwd: repo.dir });
  expect(clean.report.findings).toHaveLength(4);
  const poisoned = await keysiftJson(['--no-cache'], { cwd: repo.dir, env });
  expect(poisoned.report.findings).toEqual(clean.report.findings);
  expect([poisoned.code, poisoned.stderr]).toEqual([clean.code, clean.stderr]);
  const history = await keysiftJson(['history', '--no-cache'], { cwd: repo.dir, env });
  expect(history.report.findings).toHaveLength(3);
  expect(readdirSync(pwn)).toEqual([]);
});
