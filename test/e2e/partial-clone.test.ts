import { execFileSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { gitEnvironment, makeFolder, makeRepo, type TestRepo } from '../repo.ts';
import { key } from '../sources/scanning.ts';
import { keysiftJson } from './keysift.ts';

function origin(): TestRepo {
  const repo = makeRepo();
  for (let i = 0; i < 3; i++) {
    repo.write(`file-${i}.txt`, `version ${i}\n`);
    repo.commit(`commit ${i}`);
  }
  repo.git('config', 'uploadpack.allowFilter', 'true');
  return repo;
}

describe('a clone that git was asked to leave objects out of', () => {
  test('is incomplete, and what it lacks is named', async () => {
    const clone = makeFolder('partial');
    const from = `file://${origin().dir}`;
    execFileSync('git', ['clone', '-q', '--bare', '--filter=blob:none', from, clone], { env: gitEnvironment() });
    for (const reader of ['pack', 'git']) {
      const { code, report } = await keysiftJson(['history', clone, '--reader', reader, '--no-cache']);
      expect(code).toBe(2);
      expect(report.receipt.complete).toBe(false);
      const failed: { class: string; what: string }[] = report.receipt.objects.failed;
      const missing = failed.filter(one => one.class === 'missing');
      expect(missing.map(one => one.what.replace(/[0-9a-f]{40}/, 'ID'))).toEqual(['blob ID', 'blob ID', 'blob ID']);
      expect(missing.map(one => one.what)).toEqual(missing.map(one => one.what).sort());
      // git itself warns that it may not have everything.
      expect(failed.length - missing.length).toBe(reader === 'git' ? 1 : 0);
    }
  });

  test.each([
    ['tree:0', 'history'],
    ['tree:1', 'history'],
    ['tree:0', 'range HEAD'],
    ['blob:none', 'range HEAD'],
    ['blob:none', 'history --since 2001-01-01'],
  ])('by --filter=%s is as good as whole to %s for who accepts what is missing', async (filter, scope) => {
    const from = origin();
    from.commit('before', { 'deep/b.txt': 'before' });
    from.commit('leak', { 'deep/b.txt': 'after', 'deep/er/a.env': key(1) });
    const clone = makeFolder('partial');
    execFileSync('git', ['clone', '-q', `--filter=${filter}`, `file://${from.dir}`, clone], { env: gitEnvironment() });
    const args = [...scope.split(' '), '--no-cache'];
    const strict = await keysiftJson(args, { cwd: clone });
    expect(new Set(strict.report.receipt.objects.failed.map((one: { class: string }) => one.class))).toEqual(
      new Set(['missing']),
    );
    expect(strict.code).toBe(2);
    const { code, report } = await keysiftJson([...args, '--accept-unread', 'missing'], { cwd: clone });
    expect(report.receipt.complete).toBe(true);
    expect(report.findings[0].sightings[0].path).toBe('deep/er/a.env');
    expect(code).toBe(1);
  });

  test.each(['tree:0', 'tree:1', 'tree:2'])(
    'by --filter=%s takes nothing for its own alone that may stand below a tree that it lacks',
    async filter => {
      const from = origin();
      from.commit('leak', { 'deep/er/a.env': key(1) });
      const leak = from.git('rev-parse', 'HEAD:deep/er/a.env').trim();
      from.commit('gone', { 'deep/er/a.env': 'nothing' });
      const clone = makeFolder('partial');
      const env = gitEnvironment();
      execFileSync('git', ['clone', '-q', '--no-checkout', `--filter=${filter}`, `file://${from.dir}`, clone], { env });
      // Somebody looked at it.
      execFileSync('git', ['-C', clone, 'cat-file', '-p', leak], { env });
      const { code, report } = await keysiftJson(['history', '--no-cache', '--accept-unread', 'missing'], {
        cwd: clone,
      });
      expect(report.findings[0].sightings.map((one: { state: string }) => one.state)).toEqual(['history']);
      expect(code).toBe(1);
    },
  );

  test('is complete if nothing is missing after all, and no walk is left running', async () => {
    const repo = origin();
    repo.git('repack', '-q', '-a', '-d');
    const folder = join(repo.dir, '.git/objects/pack');
    const pack = readdirSync(folder).find(name => name.endsWith('.pack'))!;
    writeFileSync(join(folder, pack.replace(/pack$/, 'promisor')), '');
    const { code, report } = await keysiftJson(['history', repo.dir, '--no-cache']);
    expect(code).toBe(0);
    expect(report.receipt.complete).toBe(true);
    const running = execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' });
    expect(running.split('\n').filter(line => line.includes(repo.dir) && line.includes('rev-list'))).toEqual([]);
  });
});

describe('a clone that became shallow when all was there', () => {
  test.each([
    ['all of what lies before the edge', []],
    ['of what lies before the edge one commit, whose parents are gone', ['--depth=2']],
  ])('still has %s: a leak there is history, not of this clone alone', async (_, clones) => {
    const from = origin();
    from.commit('leak', { 'a.env': key(1) });
    from.commit('gone', { 'a.env': 'nothing' });
    const clone = makeFolder('shallow');
    const env = gitEnvironment();
    execFileSync('git', ['clone', '-q', ...clones, `file://${from.dir}`, clone], { env });
    execFileSync('git', ['-C', clone, 'fetch', '-q', '--depth=1'], { env });
    const args = ['history', '--no-cache', '--accept-unread', 'shallow'];
    for (const reader of ['pack', 'git']) {
      const { code, report } = await keysiftJson([...args, '--reader', reader], { cwd: clone });
      expect(report.findings[0].sightings.map((one: { state: string }) => one.state)).toEqual(['history']);
      expect(code).toBe(1);
    }
  });
});
