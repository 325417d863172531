/** Where findings stand is the same, whether all trees are read or git is asked what each commit changed. */
import { expect, test } from 'vitest';
import { rng } from '../generate/random.ts';
import { withShim } from '../git/shim.ts';
import type { TestRepo } from '../repo.ts';
import { scanHistory } from '../sources/scan.ts';
import { growRepository, removeAll } from './grown-repository.ts';
import { wandering } from './wandering-repository.ts';

const CASES = process.env.KEYSIFT_LONG === undefined ? 15 : 400;
const FIRST = Number(process.env.KEYSIFT_SEED ?? 900);

async function expectAlike(repo: TestRepo, seed: number): Promise<number> {
  // With a git that compares no trees, so that there is nothing to fall back on.
  const byTrees = await withShim('if [ "$sub" = diff-tree ]; then exit 9; fi', () =>
    scanHistory(repo, { reader: 'pack' }),
  );
  const byChanges = await scanHistory(repo, { reader: 'git' });
  expect(byTrees.occurrences, `seed ${seed}`).toEqual(byChanges.occurrences);
  expect(byTrees.receipt.objects.failed, `seed ${seed}`).toEqual(byChanges.receipt.objects.failed);
  return byTrees.occurrences.length;
}

test(`both ways tell the same places in ${CASES} wandering histories`, { timeout: 3_600_000 }, async () => {
  let told = 0;
  for (let seed = FIRST; seed < FIRST + CASES; seed++) {
    const repo = wandering(seed);
    told += await expectAlike(repo, seed);
    removeAll(repo);
  }
  expect(told).toBeGreaterThan(CASES * 2);
});

test('both ways tell the same places in grown repositories', { timeout: 3_600_000 }, async () => {
  for (let seed = FIRST; seed < FIRST + CASES; seed++) {
    const repo = growRepository(rng(seed), seed % 5 === 0 ? 'sha256' : 'sha1');
    await expectAlike(repo, seed);
    removeAll(repo);
  }
});
