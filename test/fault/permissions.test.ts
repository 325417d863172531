/**
 * T22 through the built command line: what may not be read is named, the rest is scanned, and the status is 2. Permissions
 * do not bind root, so there keysift is run as somebody else, from a copy that everybody may read.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { BIN, keysift } from '../e2e/keysift.ts';
import { makeFolder, makeRepo, type TestRepo } from '../repo.ts';
import { key } from '../sources/scanning.ts';

const isRoot = process.getuid?.() === 0;
const SOMEBODY = 65_534;
let bin = BIN;

beforeAll(() => {
  if (!isRoot) return;
  const copy = makeFolder('keysift-readable');
  cpSync(dirname(BIN), copy, { recursive: true });
  writeFileSync(join(copy, 'package.json'), '{"type":"module"}');
  execFileSync('chmod', ['-R', 'a+rX', copy]);
  bin = join(copy, 'cli.js');
});

/** A repository with a key in a pack, one in a loose object and one in a file that no commit has. */
function leaky(): TestRepo {
  const repo = makeRepo();
  repo.commit('one', { 'a.txt': `${key(1)}\n`, 'sub/b.txt': 'b' });
  repo.git('repack', '-adq');
  repo.git('pack-refs', '--all');
  repo.commit('two', { 'c.txt': `${key(2)}\n` });
  repo.git('branch', 'other');
  repo.write('d.txt', key(3));
  return repo;
}

/** Scans `repo` with nobody allowed to read `path` in it. */
async function scanWithout(path: string, repo: TestRepo, ...args: string[]) {
  if (isRoot) execFileSync('chown', ['-R', `${SOMEBODY}:${SOMEBODY}`, repo.dir]);
  chmodSync(join(repo.dir, path), 0);
  const run = await keysift([...args, '--format', 'json'], { cwd: repo.dir, bin, ...(isRoot && { user: SOMEBODY }) });
  chmodSync(join(repo.dir, path), 0o755);
  const { findings, receipt } = run.stdout === '' ? { findings: [], receipt: undefined } : JSON.parse(run.stdout);
  return { ...run, findings, failed: JSON.stringify([receipt?.objects.failed, receipt?.files.failed]) };
}

function inPacks(repo: TestRepo, ending: string): string {
  const folder = '.git/objects/pack';
  return `${folder}/${readdirSync(join(repo.dir, folder)).find(name => name.endsWith(ending))}`;
}

function loose(repo: TestRepo): string {
  const oid = repo.git('rev-parse', 'HEAD:c.txt');
  return `.git/objects/${oid.slice(0, 2)}/${oid.slice(2)}`;
}

test('without a limit the same scan is complete', async () => {
  const repo = leaky();
  if (isRoot) execFileSync('chown', ['-R', `${SOMEBODY}:${SOMEBODY}`, repo.dir]);
  const run = await keysift([], { cwd: repo.dir, bin, ...(isRoot && { user: SOMEBODY }) });
  expect([run.code, run.stderr]).toEqual([1, '']);
});

describe('what may not be read is named, and everything else is found:', () => {
  test.for<readonly [string, (repo: TestRepo) => string, number]>([
    ['a file', () => 'a.txt', 3],
    ['a file that is not tracked', () => 'd.txt', 2],
    ['a folder', () => 'sub', 3],
    ['the index of a pack', repo => inPacks(repo, '.idx'), 3],
    ['a pack', repo => inPacks(repo, '.pack'), 3],
    ['a loose object', loose, 3],
    ['a folder of loose objects', repo => dirname(loose(repo)), 3],
    ['the folder of packs', () => '.git/objects/pack', 3],
    ['the folder of refs', () => '.git/refs', 3],
    ['the folder of branches', () => '.git/refs/heads', 3],
    ['a branch', () => '.git/refs/heads/other', 3],
    ['the packed refs', () => '.git/packed-refs', 3],
    ['HEAD', () => '.git/HEAD', 3],
    ['the index', () => '.git/index', 2],
    ['the folder of git', () => '.git', 3],
  ])('%s', async ([, choose, found]) => {
    const repo = leaky();
    const path = choose(repo);
    const { code, findings, failed } = await scanWithout(path, repo);
    expect(code).toBe(2);
    expect(failed).toContain(basename(path));
    expect(findings.length).toBe(found);
  });

  test('in a scan of history, the index of a pack', async () => {
    const repo = leaky();
    const { code, findings, failed } = await scanWithout(inPacks(repo, '.idx'), repo, 'history');
    expect(code).toBe(2);
    expect(failed).toContain('.idx');
    expect(findings).toHaveLength(1);
  });
});

test('a configuration that may not be read ends the scan in one line', async () => {
  const { code, stdout, stderr } = await scanWithout('.git/config', leaky());
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/^keysift: [^\n]*config[^\n]*Permission denied\n$/);
});
