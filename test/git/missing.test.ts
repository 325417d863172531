/** Which objects that are named and not stored are reachable: told by the trees themselves, and as git tells it. */
import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { GitError } from '../../src/errors.ts';
import { listMissing } from '../../src/git/reachable.ts';
import { openRepository } from '../../src/git/repository.ts';
import { missingByTrees } from '../../src/git/trees/missing.ts';
import { gitEnvironment, makeFolder, makeRepo, TestRepo } from '../repo.ts';
import { scanHistory } from '../sources/scan.ts';
import { readByPack } from './pack/both-readers.ts';
import { withShim } from './shim.ts';

const { signal } = new AbortController();

async function missing(repo: TestRepo): Promise<string[]> {
  const { report } = await readByPack(repo.dir);
  return [...(await missingByTrees(await openRepository(repo.dir), report.absent.keys(), report.built, signal))].sort();
}

/** What git itself says; it must not have failed. */
async function missingByGit(repo: TestRepo): Promise<string[]> {
  const { missing, unread } = await listMissing(await openRepository(repo.dir), signal);
  expect(unread).toEqual([]);
  return [...missing].sort();
}

/** Takes a loose object out of the store. */
function lose(repo: TestRepo, revision: string): string {
  const oid = repo.git('rev-parse', revision);
  rmSync(join(repo.dir, '.git/objects', oid.slice(0, 2), oid.slice(2)));
  return oid;
}

/** A stored commit of a tree that is made of these bytes, whatever they are. */
function commitOf(repo: TestRepo, ...entries: readonly (readonly [mode: string, name: string, oid: string])[]): string {
  const parts = entries.flatMap(([mode, name, oid]) => [Buffer.from(`${mode} ${name}\0`), Buffer.from(oid, 'hex')]);
  const tree = repo.store('tree', Buffer.concat(parts));
  return repo.gitWith({ input: '' }, 'commit-tree', tree);
}

function filling(repo: TestRepo, count: number) {
  return Array.from({ length: count }, (_, at) => ['100644', `file-${at + 10}`, repo.store('blob', `${at}`)] as const);
}

/** Packs all that is stored, whether anything reaches it or not. */
function packAll(repo: TestRepo): void {
  const ids = repo.git('cat-file', '--batch-all-objects', '--batch-check=%(objectname)');
  repo.gitWith({ input: `${ids}\n` }, 'pack-objects', '-q', '--window=20', '.git/objects/pack/pack');
  repo.git('prune-packed', '-q');
}

const GONE = 'ab'.repeat(20);
const GONE_TOO = 'cd'.repeat(20);

describe('an object that is not stored is missing', () => {
  test('where a blob or a folder is lost that any branch once had', async () => {
    const repo = makeRepo();
    repo.commit('one', { 'a/b/c.txt': 'c\n', 'a/d.txt': 'd\n', 'e/f.txt': 'f\n' });
    repo.commit('two', { 'a/d.txt': null, 'e/f.txt': null });
    repo.git('repack', '-q', '-d');
    repo.commit('three', { 'x.txt': 'x\n', 'y/y.txt': 'y\n' });
    const lost = [lose(repo, 'HEAD:x.txt'), lose(repo, 'HEAD:y')];
    expect(await missing(repo)).toEqual(lost.sort());
    expect(await missingByGit(repo)).toEqual(lost);
  });

  test('where only a tag of a tree, a reflog, the stash or the index leads to it', async () => {
    const repo = makeRepo();
    repo.commit('one', { 'a.txt': 'a\n' });
    const lost: string[] = [];
    repo.git(
      'tag',
      '-a',
      '-m',
      't',
      'tree',
      repo.gitWith({ input: `100644 blob ${GONE}\tg\n` }, 'mktree', '--missing'),
    );
    repo.commit('two', { 'b.txt': 'b\n' });
    lost.push(lose(repo, 'HEAD:b.txt'));
    repo.git('reset', '-q', '--soft', 'HEAD~1');
    repo.git('rm', '-q', '--cached', 'b.txt');
    repo.write('a.txt', 'stashed\n').git('stash', '-q');
    lost.push(lose(repo, 'stash:a.txt'));
    repo.git('update-index', '--add', '--cacheinfo', `100644,${GONE_TOO},staged.txt`);
    expect(await missing(repo)).toEqual([GONE, GONE_TOO, ...lost].sort());
    expect(await missingByGit(repo)).toEqual([GONE, GONE_TOO, ...lost].sort());
  });

  test('where another working tree is at it', async () => {
    const repo = makeRepo();
    repo.commit('one', { 'a.txt': 'a\n' });
    const beside = join(makeFolder('beside'), 'tree');
    repo.git('worktree', 'add', '-q', '--detach', beside);
    const other = new TestRepo(beside);
    other.commit('two', { 'b.txt': 'b\n' });
    rmSync(join(repo.dir, '.git/worktrees/tree/logs'), { recursive: true });
    const lost = lose(repo, other.git('rev-parse', 'HEAD:b.txt'));
    expect(await missing(repo)).toEqual([lost]);
    expect(await missingByGit(repo)).toEqual([lost]);
  });
});

describe('an object that is not stored is not missing', () => {
  test('where nothing reaches what names it', async () => {
    const repo = makeRepo();
    repo.commit('one', { 'a.txt': 'a\n' });
    const kept = repo.commit('two', { 'b.txt': 'b\n', 'c/c.txt': 'c\n' });
    repo.git('reset', '-q', '--hard', 'HEAD~1');
    repo.git('reflog', 'expire', '--expire=all', '--all');
    lose(repo, `${kept}:b.txt`);
    lose(repo, `${kept}:c`);
    expect(await missing(repo)).toEqual([]);
    const { receipt } = await scanHistory(repo, { reader: 'pack' });
    expect(receipt.complete).toBe(true);
    expect(receipt.notes).toContain('2 objects are named only by objects that nothing reaches, and are not stored');
  });

  test('where it lies beyond the edge of a shallow clone', async () => {
    const repo = makeRepo();
    for (const name of ['a', 'b', 'c']) repo.commit(name, { 'file.txt': name });
    const clone = makeFolder('shallow');
    execFileSync('git', ['clone', '-q', '--bare', '--depth=1', `file://${repo.dir}`, clone], { env: gitEnvironment() });
    expect(await missing(new TestRepo(clone))).toEqual([]);
    expect(await missingByGit(new TestRepo(clone))).toEqual([]);
  });

  test('where git takes it for a submodule, whatever its mode says, or for the tree of nothing', async () => {
    const repo = makeRepo();
    const empty = repo.git('hash-object', '-t', 'tree', '/dev/null');
    repo.git(
      'update-ref',
      'HEAD',
      commitOf(repo, ['60000', 'odd', GONE], ['160000', 'sub', GONE_TOO], ['40000', 'x', empty]),
    );
    expect(await missing(repo)).toEqual([]);
    expect(await missingByGit(repo)).toEqual([]);
  });
});

test('of a folder that a tree has twice, losing one leaves the other', async () => {
  const repo = makeRepo();
  const folder = repo.gitWith({ input: `100644 blob ${GONE}\tg\n` }, 'mktree', '--missing');
  // The tree that all others are made of is unreachable, so that only what is left of it counts.
  const fill = filling(repo, 40);
  commitOf(repo, ['40000', 'a', folder], ['40000', 'b', folder], ...fill);
  const one = commitOf(repo, ['40000', 'b', folder], ...fill);
  const none = commitOf(repo, ...fill);
  packAll(repo);
  repo.git('update-ref', 'refs/heads/main', none);
  expect(await missing(repo)).toEqual([]);
  repo.git('update-ref', 'refs/heads/main', one);
  expect(await missing(repo)).toEqual([GONE]);
});

describe('what the trees do not tell for sure is left to git', () => {
  const reasons: readonly [string, (repo: TestRepo) => void][] = [
    ['a commit that is gone', repo => void lose(repo, 'HEAD~1')],
    ['a tag of what is gone', repo => tagGone(repo)],
    ['a folder that is a blob', repo => commitIn(repo, ['40000', 'x', repo.git('rev-parse', 'HEAD:a.txt')])],
    ['a name that is empty', repo => commitIn(repo, ['100644', '', repo.git('rev-parse', 'HEAD:a.txt')])],
    ['a tree that ends early', repo => spoil(repo, Buffer.from('100644 x\0short'))],
    ['a reflog of what is gone', repo => logGone(repo)],
  ];

  test.for(reasons)('%s', async ([, change]) => {
    const repo = makeRepo();
    repo.commit('one', { 'a.txt': 'a\n' });
    repo.commit('two', { 'b.txt': 'b\n' });
    repo.git('update-ref', 'refs/heads/lacking', commitOf(repo, ['100644', 'g', GONE]));
    change(repo);
    await expect(missing(repo)).rejects.toBeInstanceOf(GitError);
    const byTrees = await scanHistory(repo, { reader: 'pack' });
    const byGit = await scanHistory(repo, { reader: 'git' });
    expect(byTrees.receipt.complete).toBe(false);
    expect(byTrees.receipt.objects.failed).toEqual(byGit.receipt.objects.failed);
  });

  const commitIn = (repo: TestRepo, entry: readonly [string, string, string]) =>
    void repo.git('update-ref', 'refs/heads/odd', commitOf(repo, entry));
  const tagGone = (repo: TestRepo) => {
    repo.git('tag', '-a', '-m', 'x', 't', 'HEAD:b.txt');
    lose(repo, 't^{}');
  };
  const spoil = (repo: TestRepo, bytes: Buffer) =>
    void repo.git(
      'update-ref',
      'refs/heads/odd',
      repo.gitWith({ input: '' }, 'commit-tree', repo.store('tree', bytes)),
    );
  const logGone = (repo: TestRepo) => {
    const line = `${GONE_TOO} ${repo.git('rev-parse', 'HEAD')} A <a@example.invalid> 1700000000 +0000\tx\n`;
    writeFileSync(join(repo.dir, '.git/logs/refs/heads/main'), line);
  };
});

test('a list of roots that was cut is no answer', async () => {
  const repo = makeRepo();
  repo.commit('one', { 'a.txt': 'a\n', 'b.txt': 'b\n' });
  repo.git('tag', '-a', '-m', 't', 't', repo.git('rev-parse', 'HEAD:b.txt'));
  const lost = lose(repo, 'HEAD:a.txt');
  expect(await missing(repo)).toEqual([lost]);
  for (const bytes of [0, 1, 47, 48, 88, 89, 130, 170, 171]) {
    const cut = `case "$*" in *--no-walk*--format*) "$GIT" "$@" | head -c ${bytes}; exit 0;; esac`;
    await expect(
      withShim(cut, () => missing(repo)),
      `${bytes} bytes`,
    ).rejects.toMatchObject({ detail: 'its list ended early' });
    const { receipt } = await withShim(cut, () => scanHistory(repo, { reader: 'pack' }));
    expect(receipt.objects.failed.map(one => one.what)).toEqual([`blob ${lost}`]);
  }
});
