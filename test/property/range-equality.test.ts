/** What a range tells is the same whoever reads it: git, the pack reader, or the one that is chosen. */
import { expect, test } from 'vitest';
import { integer, oneOf, rng } from '../generate/random.ts';
import type { TestRepo } from '../repo.ts';
import { type Scanned, scanHistory, scanRangeBy } from '../sources/scan.ts';
import { growRepository, removeAll } from './grown-repository.ts';

const CASES = process.env.KEYSIFT_LONG === undefined ? 6 : 300;
const FIRST = Number(process.env.KEYSIFT_SEED ?? 500);

const comparable = ({ occurrences, receipt }: Scanned) => ({
  occurrences,
  receipt: { ...receipt, readers: undefined },
});

/** A few ranges of a grown repository: from a commit, a tag, a tree or nothing to another. */
function rangesOf(repo: TestRepo, seed: number): string[][] {
  const random = rng(seed);
  const commits = repo.git('rev-list', '--all').split('\n');
  const refs = repo.git('for-each-ref', '--format=%(refname)').split('\n');
  const some = () => oneOf(random, commits);
  return [
    [`${some()}..${some()}`],
    [oneOf(random, refs), `^${some()}`],
    [`${some()}...${some()}`],
    [`${commits[0]}~${integer(random, 0, Math.min(5, commits.length - 1))}`],
    [`${some()}^{tree}`, `^${some()}`],
  ];
}

test(`readers agree on ranges of ${CASES} generated repositories`, { timeout: 3_600_000 }, async () => {
  let [told, packed] = [0, 0];
  for (let seed = FIRST; seed < FIRST + CASES; seed++) {
    const repo = growRepository(rng(seed), seed % 7 === 0 ? 'sha256' : 'sha1');
    for (const range of rangesOf(repo, seed)) {
      const byGit = await scanRangeBy('git', repo, ...range).catch(String);
      if (typeof byGit === 'string') {
        await expect(scanRangeBy('pack', repo, ...range)).rejects.toThrow();
        continue;
      }
      const byPack = await scanRangeBy('pack', repo, ...range);
      expect(comparable(byPack), `seed ${seed} ${range}`).toEqual(comparable(byGit));
      expect(comparable(await scanRangeBy('auto', repo, ...range)), `seed ${seed} ${range}`).toEqual(comparable(byGit));
      told += byPack.occurrences.length;
      packed += byPack.receipt.readers?.pack ?? 0;
    }
    const since = { since: '2023-11-14T23:50Z' };
    const [first, second] = [await scanHistory(repo, since), await scanHistory(repo, { ...since, reader: 'pack' })];
    expect(comparable(second), `seed ${seed} since`).toEqual(comparable(first));
    removeAll(repo);
  }
  expect(told).toBeGreaterThan(CASES * 10);
  expect(packed).toBeGreaterThan(CASES * 50);
});
