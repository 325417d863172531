// Object by object: what is scanned, missing or local is what git lists as stored, reachable or not, in repositories of random
// edits in which every object, whatever its type, holds a key of its own.
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readAllObjects } from '../../src/git/objects.ts';
import { readPacks } from '../../src/git/pack/read.ts';
import { scan } from '../../src/scan.ts';
import { integer, oneOf, rng } from '../generate/random.ts';
import { makeFolder, makeRepo, TestRepo } from '../repo.ts';
import { found, keyId, scanHistory, sightingsOf } from '../sources/scan.ts';
import { readBy } from './pack/both-readers.ts';

interface Grown {
  readonly repo: TestRepo;
  /** The key of each blob that was written, in the order of writing. */
  readonly keys: readonly string[];
}

/** Branches, merges, tags, amended and dropped commits, a stash, staged and loose blobs; a part of it in packs if `packed`. */
function grow(seed: number, packed: boolean): Grown {
  const random = rng(seed);
  const repo = makeRepo();
  const keys: string[] = [];
  const line = () => {
    keys.push(keyId());
    return `k = ${keys.at(-1)}\n`;
  };
  const name = () => `d${integer(random, 0, 2)}-${keyId()}/f-${keyId()}`;
  const files = [name(), name(), name()];
  repo.commit(`root ${keyId()}`, Object.fromEntries(files.map(file => [file, line()])));
  for (let step = 0; step < 7; step++) {
    const kind = integer(random, 0, 5);
    if (kind === 0) repo.git('branch', `b${step}`);
    else if (kind === 1) repo.git('tag', '-a', '-m', `tag ${keyId()}`, `t${step}`);
    else if (kind === 2 && step > 1)
      repo.commit(`amended ${keyId()}`, { [oneOf(random, files)]: line() }, { args: ['--amend'] });
    else repo.commit(`step ${keyId()}`, { [oneOf(random, files)]: line() });
    if (packed && step === 3) repo.git('repack', '-dq');
  }
  repo.commit(`dropped ${keyId()}`, { [oneOf(random, files)]: line() });
  repo.git('reset', '-q', '--hard', 'HEAD~1');
  repo.commit(`last ${keyId()}`, { [oneOf(random, files)]: line() });
  repo.git('checkout', '-q', '-b', 'side', 'HEAD~1');
  repo.commit(`side ${keyId()}`, { [name()]: line() });
  repo.git('checkout', '-q', 'main');
  repo.git('merge', '-q', '--no-ff', '-m', `merge ${keyId()}`, 'side');
  repo.write(files[0] ?? '', line()).git('stash', 'push', '-q', '-m', `stash ${keyId()}`);
  repo.write(`staged-${keyId()}`, line()).git('add', '--all');
  repo.store('blob', line());
  if (packed) repo.git('repack', '-dq');
  return { repo, keys };
}

const idsOf = (repo: TestRepo, ...args: string[]) =>
  new Set(
    repo
      .git(...args)
      .split('\n')
      .filter(Boolean)
      .map(one => one.split(' ')[0] ?? ''),
  );

describe.for([1, 2, 3, 4])('in repository %i of objects that all hold a key', seed => {
  const { repo, keys } = grow(seed, seed % 2 === 0);
  const stored = idsOf(repo, 'cat-file', '--batch-all-objects', '--batch-check');

  test('both readers scan the objects that git stores, each once', async () => {
    for (const reader of [readAllObjects, readPacks]) {
      const { report, told } = await readBy(reader, repo.dir);
      expect(told.map(one => JSON.parse(one).oid).sort()).toEqual([...stored].sort());
      expect(report.objects).toMatchObject({ expected: stored.size, scanned: stored.size, failed: [] });
    }
  });

  test('they do so where the objects are those of another repository', async () => {
    const clone = new TestRepo(makeFolder());
    clone.git('clone', '-q', '--shared', repo.dir, '.');
    for (const reader of [readAllObjects, readPacks]) {
      const { told } = await readBy(reader, clone.dir);
      expect(told.map(one => JSON.parse(one).oid).sort()).toEqual([...stored].sort());
    }
  });

  test('what is local is what no ref but the stash reaches', async () => {
    const reachable = idsOf(repo, 'rev-list', '--objects', '--exclude=refs/stash', '--all');
    const scanned = await scanHistory(repo);
    expect(found(scanned, keys)).toEqual(keys);
    for (const key of keys) {
      const blob = repo.gitWith({ input: `k = ${key}\n` }, 'hash-object', '--stdin');
      const states = new Set(sightingsOf(scanned, key).map(one => one.state !== 'local'));
      expect([...states], key).toEqual([reachable.has(blob)]);
    }
  });
});

const LONG = process.env.KEYSIFT_LONG === '1';

describe.for(LONG ? ([5, 6, 7, 8, 9, 10] as const) : ([5] as const))('in repository %i', seed => {
  const { repo } = grow(seed, false);
  const stored = idsOf(repo, 'cat-file', '--batch-all-objects', '--batch-check');

  /** True if git itself then fails, or names the object. A commit that only a reflog names is lost to git without a word. */
  function isMissed(oid: string): boolean {
    try {
      return repo
        .git('rev-list', '--objects', '--all', '--reflog', '--indexed-objects', '--missing=print')
        .includes(`?${oid}`);
    } catch {
      return true;
    }
  }

  test('an object that is gone is missing if git misses it, and only then', { timeout: 600_000 }, async () => {
    const wrong: string[] = [];
    const counts = { missed: 0, notMissed: 0 };
    for (const [at, oid] of [...stored].entries()) {
      if (!LONG && at % 3 > 0) continue;
      const type = repo.git('cat-file', '-t', oid);
      const file = join(repo.dir, '.git/objects', oid.slice(0, 2), oid.slice(2));
      renameSync(file, `${file}.away`);
      const missed = isMissed(oid);
      counts[missed ? 'missed' : 'notMissed']++;
      const { receipt } = await scan({ cwd: repo.dir, reader: at % 2 ? 'git' : 'auto' });
      renameSync(`${file}.away`, file);
      const isTold = !receipt.complete && JSON.stringify(receipt.objects.failed).includes(oid);
      if (isTold !== missed) wrong.push(`${type} ${oid}`);
    }
    expect(wrong).toEqual([]);
    expect(Math.min(counts.missed, counts.notMissed)).toBeGreaterThan(0);
  });
});
