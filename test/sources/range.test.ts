import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeFolder, makeRepo, TestRepo } from '../repo.ts';
import { found, keyId, scanHistory, scanRange, scanRangeBy, sightingsOf } from './scan.ts';

describe('a range', () => {
  test('holds what its commits bring, at the commit that brings it, and nothing from before', async () => {
    const [before, inside, gone] = [keyId(), keyId(), keyId()];
    const repo = makeRepo();
    repo.commit('before', { 'old.txt': before });
    repo.git('tag', 'base');
    const commit = repo.commit('leak', { 'new.txt': `a\n${inside}\n`, 'gone.txt': gone });
    const last = repo.commit('clean up', { 'gone.txt': null });
    const scanned = await scanRange(repo, 'base..HEAD');
    expect(sightingsOf(scanned, before)).toEqual([]);
    expect(sightingsOf(scanned, inside)).toMatchObject([
      { where: 'history', path: 'new.txt', line: 2, commit, lastCommit: last, state: 'head' },
    ]);
    expect(sightingsOf(scanned, gone)).toMatchObject([
      { path: 'gone.txt', commit, lastCommit: commit, state: 'history' },
    ]);
    expect(scanned.receipt).toMatchObject({ complete: true, commits: 2 });
  });

  test('holds messages of its commits and tags, and names that its commits bring', async () => {
    const [message, tag, name, oldName] = [keyId(), keyId(), keyId(), keyId()];
    const repo = makeRepo();
    repo.commit('base', { [`${oldName}.txt`]: 'x' });
    const base = repo.git('rev-parse', 'HEAD');
    const commit = repo.commit(`uses ${message}`, { [`dir/${name}`]: 'y' });
    repo.git('tag', '-a', 'v1', '-m', `tag\n\n${tag}`);
    const scanned = await scanRange(repo, 'v1', `^${base}`);
    expect(sightingsOf(scanned, message)).toMatchObject([{ where: 'message', line: 1, column: 6, commit }]);
    expect(sightingsOf(scanned, tag)).toMatchObject([{ where: 'message', part: 'message', line: 3, state: 'history' }]);
    expect(sightingsOf(scanned, name)).toMatchObject([{ part: 'file-name', path: `dir/${name}`, commit }]);
    expect(sightingsOf(scanned, oldName)).toEqual([]);
  });

  test('finds a key that only a merge commit has', async () => {
    const id = keyId();
    const repo = makeRepo();
    const base = repo.commit('base', { 'a.txt': 'a' });
    repo.git('checkout', '-q', '-b', 'side');
    repo.commit('side', { 'b.txt': 'b' });
    repo.git('checkout', '-q', 'main');
    repo.commit('main', { 'c.txt': 'c' });
    repo.git('merge', '-q', '--no-commit', '--no-ff', 'side');
    const merge = repo.commit('merge', { 'evil.txt': id });
    expect(sightingsOf(await scanRange(repo, `${base}..HEAD`), id)).toMatchObject([
      { path: 'evil.txt', commit: merge },
    ]);
    expect(sightingsOf(await scanRange(repo, 'side...HEAD'), id)).toHaveLength(1);
  });

  test('that is empty is complete', async () => {
    const repo = makeRepo();
    repo.commit('one', { 'a.txt': keyId() });
    const scanned = await scanRange(repo, 'HEAD..HEAD');
    expect(scanned.occurrences).toEqual([]);
    expect(scanned.receipt.complete).toBe(true);
  });

  test('may be a blob that no commit has, and then decides like any other', async () => {
    const id = keyId();
    const repo = makeRepo();
    const blob = repo.store('blob', id);
    expect(sightingsOf(await scanRange(repo, blob), id)).toMatchObject([{ path: '', state: 'history' }]);
  });

  test('is incomplete if it reaches the edge of a shallow clone, and complete above it', async () => {
    const origin = makeRepo();
    for (const name of ['a', 'b', 'c', 'd']) origin.commit(name, { [name]: name });
    const clone = new TestRepo(makeFolder());
    clone.git('clone', '-q', '--depth=3', `file://${origin.dir}`, '.');
    const whole = await scanRange(clone, 'HEAD');
    expect(whole.receipt.complete).toBe(false);
    expect(whole.receipt.objects.failed[0]).toMatchObject({ class: 'shallow' });
    expect((await scanRange(clone, 'HEAD~1..HEAD')).receipt.complete).toBe(true);
  });
});

describe('a revision', () => {
  test.for(['nope', '--all', '-x', '^HEAD..HEAD', 'HEAD --all', '--output=/tmp/p', '', 'f'.repeat(40)])(
    'that names no object is refused: %s',
    async revision => {
      const repo = makeRepo();
      repo.commit('one', { a: 'a' });
      await expect(scanRange(repo, revision)).rejects.toThrow(/names no single object|not in this repository/);
    },
  );
});

test('a range finds what diffs hide: binary attributes, NUL bytes, type changes, and reverts', async () => {
  const ids = [keyId(), keyId(), keyId()];
  const repo = makeRepo();
  const base = repo.commit('base', { '.gitattributes': '* -diff\n*.bin binary\n', link: 'x' });
  repo.commit('hide', { 'a.bin': `\0\0${ids[0]}\0`, 'b.txt': `${ids[1]}\n` });
  repo.remove('link').git('rm', '-q', '--cached', 'link');
  const { symlinkSync } = await import('node:fs');
  symlinkSync(ids[2]!, `${repo.dir}/link`);
  repo.commit('type change');
  expect(found(await scanRange(repo, `${base}..HEAD`), ids)).toEqual(ids);
});

test('a branch called HEAD puts nothing in doubt, a name of two refs is refused', async () => {
  const id = keyId();
  const repo = makeRepo();
  const base = repo.commit('one', { a: 'a' });
  repo.commit('two', { 'a.txt': id });
  repo.git('update-ref', 'refs/heads/HEAD', base);
  repo.git('branch', 'twice', base);
  repo.git('tag', 'twice');
  for (const scanned of [
    await scanRange(repo, `${base}..`),
    await scanRange(repo, 'HEAD~1..HEAD'),
    await scanHistory(repo),
  ]) {
    expect(sightingsOf(scanned, id)).toMatchObject([{ path: 'a.txt', state: 'head' }]);
    expect(scanned.receipt.complete).toBe(true);
  }
  await expect(scanRange(repo, 'twice..HEAD')).rejects.toThrow(/names no single object/);
});

test('a large range is read from packs and a small one by git, and both tell the same', async () => {
  const [old, fresh] = [keyId(), keyId()];
  const repo = makeRepo();
  repo.commit('many', Object.fromEntries([...Array(1100)].map((_, at) => [`f${at}`, `${at}\n${old}\n`])));
  repo.commit('one more', { f0: fresh });
  repo.git('repack', '-q', '-a', '-d');
  const all = await scanRangeBy('auto', repo, 'HEAD');
  expect(all.receipt.readers).toEqual({ pack: 1105, git: 0 });
  expect(all.occurrences).toEqual((await scanRangeBy('git', repo, 'HEAD')).occurrences);
  const last = await scanRangeBy('auto', repo, 'HEAD~1..HEAD');
  expect(last.receipt.readers).toEqual({ pack: 0, git: 3 });
  expect(found(last, [old, fresh])).toEqual([fresh]);
});

test('a damaged base outside the range is told of by both readers if the range needs it, and only then', async () => {
  const repo = makeRepo();
  const text = [...Array(400)].map((_, at) => `line ${at} of a text that hardly changes\n`).join('');
  repo.commit('new text', { 'a.txt': text });
  repo.commit('other', { 'b.txt': 'b' });
  repo.commit('old text', { 'a.txt': text.replace('line 200', 'LINE 200') });
  repo.git('repack', '-q', '-a', '-d', '-f', '--depth=5', '--window=10');
  const folder = join(repo.dir, '.git/objects/pack');
  const pack = join(folder, readdirSync(folder).find(name => name.endsWith('.pack'))!);
  const entries = repo
    .git('verify-pack', '-v', pack)
    .split('\n')
    .map(line => line.split(/ +/));
  const delta = entries.find(entry => entry[1] === 'blob' && entry.length === 7)!;
  const base = entries.find(entry => entry[0] === delta[6])!;
  const bytes = readFileSync(pack);
  bytes[Number(base[4]) + 12]! ^= 0xff;
  chmodSync(pack, 0o644);
  writeFileSync(pack, bytes);
  const needing = `${delta[0]}`;
  for (const reader of ['git', 'pack'] as const) {
    const scanned = await scanRangeBy(reader, repo, needing);
    expect(scanned.receipt.objects.failed.map(one => one.what)).toContain(`object ${needing}`);
    expect((await scanRangeBy(reader, repo, 'HEAD~1^{tree}:b.txt')).receipt.complete).toBe(true);
  }
});
