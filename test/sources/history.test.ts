import { describe, expect, test } from 'vitest';
import { makeRepo } from '../repo.ts';
import { keyId, scanHistory, sightingsOf } from './scan.ts';

describe('a sighting in history', () => {
  test('names the first and the last commit that have the key, its line and its versions', async () => {
    const id = keyId();
    const repo = makeRepo();
    repo.commit('start', { 'a.txt': 'nothing\n' });
    const first = repo.commit('leak', { 'config/prod.env': `x=1\nkey=${id}\n` }, { author: 'Eve Example' });
    repo.commit('edit', { 'config/prod.env': `x=1\ny=2\nkey=${id}\n` });
    const last = repo.commit('other', { 'a.txt': 'still nothing\n' });
    repo.commit('remove', { 'config/prod.env': null });
    const scanned = await scanHistory(repo);
    expect(scanned.receipt.complete).toBe(true);
    expect(sightingsOf(scanned, id)).toMatchObject([
      {
        where: 'history',
        part: 'content',
        path: 'config/prod.env',
        line: 2,
        column: 5,
        commit: first,
        lastCommit: last,
        author: 'Eve Example',
        versions: 2,
        state: 'history',
      },
    ]);
  });

  test('has the state head if the tree of HEAD has it, and local if only a stash has it', async () => {
    const [here, stashed] = [keyId(), keyId()];
    const repo = makeRepo();
    repo.commit('start', { 'a.txt': `${here}\n` });
    repo.write('a.txt', `${here}\n${stashed}\n`).git('stash');
    const scanned = await scanHistory(repo);
    expect(sightingsOf(scanned, here)[0]?.state).toBe('head');
    expect(sightingsOf(scanned, stashed)).toMatchObject([{ path: 'a.txt', line: 2, state: 'local' }]);
  });

  test('is found in messages, author names, file names and ref names', async () => {
    const [message, author, file, branch] = [keyId(), keyId(), keyId(), keyId()];
    const repo = makeRepo();
    const commit = repo.commit(`subject\n\nkey ${message}\n`, { [`logs/${file}.txt`]: 'x' }, { author });
    repo.git('branch', branch);
    const scanned = await scanHistory(repo);
    expect(sightingsOf(scanned, message)).toMatchObject([
      { where: 'message', part: 'message', line: 3, column: 5, commit },
    ]);
    expect(sightingsOf(scanned, author)).toMatchObject([{ part: 'author', commit }]);
    expect(sightingsOf(scanned, file)).toMatchObject([
      { part: 'file-name', path: `logs/${file}.txt`, column: 6, commit },
    ]);
    expect(sightingsOf(scanned, branch)).toMatchObject([{ part: 'ref-name', path: `refs/heads/${branch}` }]);
  });

  test('is found in the names of some of very many refs, in those of a branch, and in long ones', async () => {
    const [tag, branch, far] = [keyId(), keyId(), keyId()];
    const repo = makeRepo();
    const commit = repo.commit('start', { a: 'x' });
    const names = [`tags/${tag}`, `heads/x/${branch}`, `heads/${'long/'.repeat(60)}é/${far}`];
    for (let i = 0; i < 300; i++) names.push(`pull/${i}/head`, `tags/v${i}.0`);
    repo.gitWith({ input: names.map(name => `create refs/${name} ${commit}\n`).join('') }, 'update-ref', '--stdin');
    for (const reader of ['git', 'auto'] as const) {
      const scanned = await scanHistory(repo, { reader });
      for (const [id, at] of [tag, branch, far].map((one, i) => [one, `refs/${names[i]}`])) {
        expect(sightingsOf(scanned, id!)).toMatchObject([{ part: 'ref-name', path: at }]);
      }
      expect(scanned.occurrences).toHaveLength(3);
    }
  });
});

test('an empty repository is complete and has nothing', async () => {
  const { occurrences, receipt } = await scanHistory(makeRepo());
  expect(occurrences).toEqual([]);
  expect(receipt).toMatchObject({ complete: true, refs: 0, commits: 0 });
});

describe('--since', () => {
  test('leaves out what is older than a date or a revision', async () => {
    const [old, recent] = [keyId(), keyId()];
    const repo = makeRepo();
    const first = repo.commit('old', { 'a.txt': old }, { at: 1_600_000_000 });
    repo.commit('recent', { 'b.txt': recent }, { at: 1_700_000_000 });
    for (const since of ['2022-01-01', first]) {
      const scanned = await scanHistory(repo, { since });
      expect(sightingsOf(scanned, old)).toEqual([]);
      expect(sightingsOf(scanned, recent)).toMatchObject([{ path: 'b.txt' }]);
      expect(scanned.receipt.complete).toBe(true);
    }
    await expect(scanHistory(repo, { since: '--output=/tmp/p' })).rejects.toThrow(/names no single object/);
  });

  test('keeps an old commit that stands on a newer one, whatever its clock says', async () => {
    const id = keyId();
    const repo = makeRepo();
    repo.commit('new', { 'a.txt': 'x' }, { at: 1_700_000_000 });
    repo.commit('wrong clock', { 'b.txt': id }, { at: 1_000_000_000 });
    expect(sightingsOf(await scanHistory(repo, { since: '2022-01-01' }), id)).toHaveLength(1);
  });
});

test('a scan that is stopped while it looks for places keeps what it found', async () => {
  const id = keyId();
  const repo = makeRepo();
  repo.commit('one', { 'a.txt': id });
  const stop = new AbortController();
  const scanned = await scanHistory(repo, {
    signal: stop.signal,
    onProgress: stage => stage === 'attribution' && stop.abort(),
  });
  expect(sightingsOf(scanned, id)).toHaveLength(1);
  expect(scanned.receipt).toMatchObject({ complete: false, objects: { failed: [{ class: 'timeout' }] } });
});
