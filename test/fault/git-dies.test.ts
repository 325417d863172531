// T13: whatever git passes on before it dies or stops, a scan that did not read everything never looks complete.
import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { GitError, Incomplete } from '../../src/errors.ts';
import { cutAfter, withShim } from '../git/shim.ts';
import { gitEnvironment, makeRepo, type TestRepo } from '../repo.ts';
import { found, keyId, type Scanned, scanHistory, scanRange } from '../sources/scan.ts';

const ids = [keyId(), keyId(), keyId()];

function leaky(): TestRepo {
  const repo = makeRepo();
  repo.commit('one', { 'a.txt': `first\n${ids[0]}\n` });
  repo.commit(`two ${ids[1]}`, { 'b/c.txt': 'x'.repeat(3000) });
  repo.git('tag', '-a', 'v1', '-m', 'a tag');
  repo.commit('three', { 'a.txt': null, 'b/d.txt': ids[2]! });
  return repo;
}

/** True if the scan says that something is amiss: it throws, or its receipt is not complete. */
async function isHonest(scan: () => Promise<Scanned>): Promise<boolean> {
  try {
    return !(await scan()).receipt.complete;
  } catch (error) {
    if (error instanceof GitError || error instanceof Incomplete || (error as Error).name === 'UsageError') return true;
    throw error;
  }
}

/** What the real git gives for the calls of a scan, by subcommand: the largest output. */
function outputSizes(repo: TestRepo): Record<string, number> {
  const run = (...args: string[]) => execFileSync('git', args, { cwd: repo.dir, env: gitEnvironment() }).length;
  return {
    'cat-file': run('cat-file', '--batch-all-objects', '--unordered', '--batch', '--buffer'),
    'rev-list': run('rev-list', '--topo-order', '--parents', '--all'),
    'for-each-ref': run('for-each-ref', '--format=%(objectname) %(refname)'),
    'diff-tree': 200,
    'rev-parse': run('rev-parse', 'HEAD'),
    version: run('version'),
  };
}

const DEATHS = { SIGKILL: 'kill -9 $$', SIGSEGV: 'kill -SEGV $$', 'status 1': 'exit 1', 'status 0': 'exit 0' };

describe.for(Object.entries(DEATHS))('git that ends early by %s', ([, death]) => {
  const repo = leaky();
  const sizes = outputSizes(repo);

  test.for(Object.keys(sizes))('in %s makes a scan of history incomplete', async subcommand => {
    const size = sizes[subcommand]!;
    for (const bytes of new Set([0, 1, 20, 41, 60, size >> 1, size - 1].filter(one => one < size))) {
      const honest = await withShim(cutAfter(subcommand, bytes, death), () => isHonest(() => scanHistory(repo)));
      expect(honest, `${subcommand} cut after ${bytes} of ${size} bytes`).toBe(true);
    }
  });

  test('in rev-list makes a scan of a range incomplete', async () => {
    for (const bytes of [0, 1, 41, 100, 300]) {
      const honest = await withShim(cutAfter('rev-list', bytes, death), () => isHonest(() => scanRange(repo, 'HEAD')));
      expect(honest, `cut after ${bytes} bytes`).toBe(true);
    }
  });
});

test('what was read before git died is still reported', async () => {
  const repo = leaky();
  const sizes = outputSizes(repo);
  const scanned = await withShim(cutAfter('cat-file', sizes['cat-file']! - 1, 'kill -9 $$'), () => scanHistory(repo));
  expect(scanned.receipt.complete).toBe(false);
  expect(found(scanned, ids).length).toBeGreaterThan(0);
});

test('without a spoiling line the shim changes nothing', async () => {
  const repo = leaky();
  const scanned = await withShim('', () => scanHistory(repo));
  expect(scanned.receipt.complete).toBe(true);
  expect(found(scanned, ids)).toEqual(ids);
});
