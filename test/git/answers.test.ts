/** What is remembered of git's answers: the same as git says now, or nothing. */
import { readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { HistoryOptions } from '../../src/sources/history.ts';
import { rng } from '../generate/random.ts';
import { growRepository, removeAll } from '../property/grown-repository.ts';
import { makeFolder, makeRepo, type TestRepo } from '../repo.ts';
import { keyId, scanHistory, sightingsOf } from '../sources/scan.ts';
import { withShim } from './shim.ts';

/** git as one that can neither walk history nor compare trees. */
const LAME = 'case $sub in rev-list|diff-tree) echo "fatal: not today" >&2; exit 128;; esac';

/** A repository with keys on two branches, one removed again; a commit and a reflog name blobs that are gone. */
function lacking() {
  const ids = [keyId(), keyId(), keyId()] as const;
  const repo = makeRepo();
  repo.commit('start', { 'a.txt': 'a\n', 'gone.txt': 'to be lost\n' });
  repo.commit('drop', { 'gone.txt': null });
  repo.git('branch', 'side');
  repo.commit('leak', { 'keys/one.txt': `${ids[0]}\n`, 'two.txt': `${ids[1]}\n` });
  repo.commit('clean', { 'two.txt': null });
  repo.git('checkout', '-q', 'side');
  repo.commit('beside', { 'three.txt': `${ids[2]}\n` });
  repo.git('checkout', '-q', 'main');
  lose(repo, 'main~3:gone.txt');
  repo.commit('dropped', { 'dropped.txt': 'to be lost too\n' });
  lose(repo, 'main:dropped.txt');
  repo.git('reset', '-q', '--hard', 'HEAD~1');
  return { repo, ids };
}

function lose(repo: TestRepo, revision: string): void {
  const oid = repo.git('rev-parse', revision);
  rmSync(join(repo.dir, '.git/objects', oid.slice(0, 2), oid.slice(2)));
}

/** A scan but for who read its objects: what packs are known to tell is told by git. */
async function scanned(repo: TestRepo, options: Partial<HistoryOptions>) {
  const { occurrences, receipt } = await scanHistory(repo, { reader: 'pack', ...options });
  return { occurrences, receipt: { ...receipt, readers: { pack: 0, git: 0 } } };
}

const remembered = (repo: TestRepo, cacheFolder: string) => scanned(repo, { cacheFolder });
const anew = (repo: TestRepo) => scanned(repo, {});

test('a second scan of the same repository asks git for no walk, and tells the same', async () => {
  const [{ repo, ids }, cacheFolder] = [lacking(), makeFolder('cache')];
  const first = await remembered(repo, cacheFolder);
  expect(first.receipt.objects.failed.map(one => one.class)).toEqual(['missing', 'missing']);
  expect(sightingsOf(first, ids[0])).toMatchObject([{ path: 'keys/one.txt', state: 'head' }]);
  expect(await withShim(LAME, () => remembered(repo, cacheFolder))).toEqual(first);
  expect(await anew(repo)).toEqual(first);
  // The plain reader is the oracle: it remembers nothing.
  const oracle = await withShim(LAME, () => scanHistory(repo, { reader: 'git', cacheFolder }));
  expect(oracle.receipt.objects.failed.map(one => one.class)).toContain('git');
});

const changes: readonly [string, (repo: TestRepo) => void][] = [
  ['a new commit', repo => void repo.commit('new', { 'keys/one.txt': 'other\n', 'b.txt': keyId() })],
  ['a new ref', repo => void repo.git('branch', 'other', 'side')],
  ['a deleted ref', repo => void repo.git('branch', '-q', '-D', 'side')],
  ['a ref that is no branch', repo => void repo.git('update-ref', 'refs/elsewhere/x', 'side~1')],
  ['packed refs', repo => void repo.git('pack-refs', '--all')],
  ['a moved HEAD', repo => void repo.git('symbolic-ref', 'HEAD', 'refs/heads/side')],
  ['a detached HEAD', repo => void repo.git('checkout', '-q', '--detach', 'HEAD~1')],
  ['a changed reflog', repo => void repo.git('reflog', 'expire', '--expire=all', '--all')],
  ['a branch that only a reflog knows', repo => void repo.git('reset', '-q', '--hard', 'HEAD~2')],
  [
    'a repack',
    repo => {
      const input = repo.git('rev-list', '--objects', '--no-object-names', 'main~2..');
      repo.gitWith({ input }, 'pack-objects', '-q', '.git/objects/pack/pack');
      repo.git('prune-packed', '-q');
    },
  ],
  [
    'an index that names what is not stored',
    repo => void repo.git('update-index', '--add', '--cacheinfo', `100644,${'ab'.repeat(20)},staged.txt`),
  ],
  ['a loose object that is gone', repo => lose(repo, 'side:three.txt')],
  ['a new tag', repo => void repo.git('tag', '-a', 'v1', '-m', keyId(), 'HEAD~1')],
  ['a linked working tree', repo => void repo.git('worktree', 'add', '-q', '--detach', makeFolder(), 'side')],
  ['a stash', repo => void repo.write('a.txt', keyId()).git('stash', '-q')],
];

test.each(changes)('after %s it is as if nothing were remembered', async (_, change) => {
  const [{ repo }, cacheFolder] = [lacking(), makeFolder('cache')];
  await remembered(repo, cacheFolder);
  change(repo);
  const fresh = await anew(repo);
  expect(await remembered(repo, cacheFolder)).toEqual(fresh);
  expect(await withShim(LAME, () => remembered(repo, cacheFolder))).toEqual(fresh);
});

test('generated repositories are remembered as they are', { timeout: 60_000 }, async () => {
  const cacheFolder = makeFolder('cache');
  for (let seed = 60; seed < 68; seed++) {
    const repo = growRepository(rng(seed));
    const first = await remembered(repo, cacheFolder);
    expect(await remembered(repo, cacheFolder), `seed ${seed}`).toEqual(first);
    removeAll(repo);
  }
});

test('an answer that git could not give, or that belongs to a damaged entry, is not taken', async () => {
  const [{ repo }, cacheFolder] = [lacking(), makeFolder('cache')];
  const lame = await withShim(LAME, () => remembered(repo, cacheFolder));
  expect(lame.receipt.objects.failed.map(one => one.class)).toContain('git');
  const first = await remembered(repo, cacheFolder);
  expect(first).toEqual(await anew(repo));
  const entries = readdirSync(cacheFolder).map(name => join(cacheFolder, name));
  expect(entries).toHaveLength(2);
  for (const entry of entries)
    writeFileSync(entry, readFileSync(entry, 'latin1').replace(/[0-9a-f]{40}/, '0'.repeat(40)));
  const second = await remembered(repo, cacheFolder);
  expect(second.receipt.notes).toEqual(['a damaged or foreign entry of the cache was ignored']);
  expect({ ...second.receipt, notes: [] }).toEqual({ ...first.receipt, notes: [] });
  expect(second.occurrences).toEqual(first.occurrences);
});

test('nothing of a credential is remembered, also where a path has a part of it', async () => {
  const cacheFolder = makeFolder('cache');
  for (const path of [(id: string) => `${id}.txt`, (id: string) => `${id.slice(0, 12)}/x.txt`]) {
    const [id, repo] = [keyId(), makeRepo()];
    repo.commit('leak', { [path(id)]: `${id}\n` });
    const first = await remembered(repo, cacheFolder);
    expect(sightingsOf(first, id).length).toBeGreaterThan(0);
    expect(await remembered(repo, cacheFolder)).toEqual(first);
  }
  expect(readdirSync(cacheFolder)).toEqual([]);
});

test('a repository in which something is no plain file is never remembered', async () => {
  const [{ repo }, cacheFolder] = [lacking(), makeFolder('cache')];
  symlinkSync('main', join(repo.dir, '.git/refs/heads/linked'));
  await remembered(repo, cacheFolder);
  expect(readdirSync(cacheFolder)).toEqual([]);
});
