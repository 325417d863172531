/** What is reachable and not stored is the same, whether all trees are read or git walks over all of history. */
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { GitError } from '../../src/errors.ts';
import { listMissing } from '../../src/git/reachable.ts';
import { openRepository } from '../../src/git/repository.ts';
import { missingByTrees } from '../../src/git/trees/missing.ts';
import { rng } from '../generate/random.ts';
import { readByPack } from '../git/pack/both-readers.ts';
import { gitEnvironment, makeFolder, TestRepo } from '../repo.ts';
import { type Scanned, scanHistory } from '../sources/scan.ts';
import { growRepository, removeAll } from './grown-repository.ts';
import { adorn, loseSome } from './lossy-repository.ts';
import { wandering } from './wandering-repository.ts';

const CASES = process.env.KEYSIFT_LONG === undefined ? 25 : 1000;
const FIRST = Number(process.env.KEYSIFT_SEED ?? 4200);
const { signal } = new AbortController();

/** What came of a comparison: how many objects are missing, and how many absent ones are not; or that the own way left it to git. */
type Outcome = { readonly missing: number; readonly unneeded: number } | 'git fails' | 'left to git';

async function compare(repo: TestRepo, what: string): Promise<Outcome> {
  const opened = await openRepository(repo.dir);
  const { report } = await readByPack(repo.dir);
  const absent = [...report.absent.keys()];
  const walked = await listMissing(opened, signal);
  const own = await missingByTrees(opened, absent, report.built, signal).catch((error: unknown) => {
    expect(error, what).toBeInstanceOf(GitError);
    if (walked.unread.length === 0) console.log(what, error);
    return undefined;
  });
  // Where git fails, nobody knows what is missing: then its own words are what is told.
  if (walked.unread.length > 0) {
    expect(own, what).toBeUndefined();
    return 'git fails';
  }
  if (own === undefined) return 'left to git';
  expect([...own].sort(), what).toEqual([...walked.missing].sort());
  return { missing: own.length, unneeded: absent.filter(oid => !own.includes(oid)).length };
}

test(`both ways miss the same in ${CASES} histories that lost objects`, { timeout: 3_600_000 }, async () => {
  const seen = { missing: 0, unneeded: 0, 'git fails': 0, 'left to git': 0 };
  for (let seed = FIRST; seed < FIRST + CASES; seed++) {
    const random = rng(seed);
    const repo = seed % 3 === 0 ? growRepository(random, seed % 5 === 0 ? 'sha256' : 'sha1') : wandering(seed);
    adorn(random, repo);
    loseSome(random, repo);
    const outcome = await compare(repo, `seed ${seed}`);
    if (typeof outcome === 'string') seen[outcome]++;
    else {
      if (outcome.missing > 0) seen.missing++;
      if (outcome.unneeded > 0) seen.unneeded++;
    }
    removeAll(repo);
  }
  // Each of the answers must have been given, and none left to git that it has.
  expect(seen['left to git']).toBe(0);
  expect(seen['git fails']).toBeLessThan(CASES / 2);
  expect(seen.missing).toBeGreaterThan(CASES / 3);
  expect(seen.unneeded).toBeGreaterThan(CASES / 25);
});

test('both ways miss the same in real partial clones', { timeout: 3_600_000 }, async () => {
  for (let seed = FIRST; seed < FIRST + CASES / 5; seed++) {
    const repo = wandering(seed);
    repo.git('config', 'uploadpack.allowFilter', 'true');
    for (const args of [
      ['--filter=blob:none', '--bare'],
      ['--filter=blob:limit=30', '--no-checkout'],
      ['--filter=tree:2', '--mirror'],
      ['--filter=blob:none', '--bare', '--depth=3', '--no-single-branch'],
    ]) {
      const clone = makeFolder('partial');
      execFileSync('git', ['clone', '-q', ...args, `file://${repo.dir}`, clone], { env: gitEnvironment() });
      const outcome = await compare(new TestRepo(clone), `seed ${seed} ${args}`);
      expect(outcome, `seed ${seed} ${args}`).not.toBe('left to git');
      rmSync(clone, { recursive: true });
    }
    removeAll(repo);
  }
});

test('the receipt is the same by both ways', { timeout: 3_600_000 }, async () => {
  for (let seed = FIRST; seed < FIRST + CASES / 5; seed++) {
    const repo = wandering(seed);
    loseSome(rng(seed), repo);
    const byTrees = await scanHistory(repo, { reader: 'pack' });
    const byGit = await scanHistory(repo, { reader: 'git' });
    // What git fails to follow, once more, for lack of these; the other way needs no git for it.
    const told = (scanned: Scanned) =>
      scanned.receipt.objects.failed.filter(one => one.class === 'missing' && one.what !== 'paths of findings');
    expect(told(byTrees), `seed ${seed}`).toEqual(told(byGit));
    expect(byTrees.receipt.notes, `seed ${seed}`).toEqual(byGit.receipt.notes);
    removeAll(repo);
  }
});
