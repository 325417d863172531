import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { openRepository } from '../../src/git/repository.ts';
import type { Occurrence } from '../../src/model.ts';
import { Books } from '../../src/receipt.ts';
import { historyOccurrences } from '../../src/sources/history.ts';
import { makeRepo, type TestRepo } from '../repo.ts';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
/** A key id of our own making, new for every call. */
function keyId(): string {
  return `AKIA${[...randomBytes(16)].map(byte => BASE32[byte % 32]).join('')}`;
}

async function scan(repo: TestRepo) {
  const books = new Books();
  const opened = await openRepository(repo.dir);
  const signal = new AbortController().signal;
  const options = { jobs: 1, maxFileBytes: Number.POSITIVE_INFINITY, reader: 'git' as const, signal };
  const occurrences = await historyOccurrences(opened, options, books);
  return { occurrences, receipt: books.close('test', 0, 0, '0', new Set()) };
}

function of(occurrences: readonly Occurrence[], id: string) {
  return occurrences.filter(one => one.credential.parts.accessKeyId?.value.reveal() === id).map(one => one.sighting);
}

describe('a sighting in history', () => {
  test('names the first and the last commit that have the key, its line and its versions', async () => {
    const id = keyId();
    const repo = makeRepo();
    repo.commit('start', { 'a.txt': 'nothing\n' });
    const first = repo.commit('leak', { 'config/prod.env': `x=1\nkey=${id}\n` }, { author: 'Eve Example' });
    repo.commit('edit', { 'config/prod.env': `x=1\ny=2\nkey=${id}\n` });
    const last = repo.commit('other', { 'a.txt': 'still nothing\n' });
    repo.commit('remove', { 'config/prod.env': null });
    const { occurrences, receipt } = await scan(repo);
    expect(receipt.complete).toBe(true);
    expect(of(occurrences, id)).toMatchObject([
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
    const { occurrences } = await scan(repo);
    expect(of(occurrences, here)[0]?.state).toBe('head');
    expect(of(occurrences, stashed)).toMatchObject([{ path: 'a.txt', line: 2, state: 'local' }]);
  });

  test('is found in messages, author names, file names and ref names', async () => {
    const [message, author, file, branch] = [keyId(), keyId(), keyId(), keyId()];
    const repo = makeRepo();
    const commit = repo.commit(`subject\n\nkey ${message}\n`, { [`logs/${file}.txt`]: 'x' }, { author });
    repo.git('branch', branch);
    const { occurrences } = await scan(repo);
    expect(of(occurrences, message)).toMatchObject([{ where: 'message', part: 'message', line: 3, column: 5, commit }]);
    expect(of(occurrences, author)).toMatchObject([{ part: 'author', commit }]);
    expect(of(occurrences, file)).toMatchObject([{ part: 'file-name', path: `logs/${file}.txt`, column: 6, commit }]);
    expect(of(occurrences, branch)).toMatchObject([{ part: 'ref-name', path: `refs/heads/${branch}` }]);
  });
});

test('an empty repository is complete and has nothing', async () => {
  const { occurrences, receipt } = await scan(makeRepo());
  expect(occurrences).toEqual([]);
  expect(receipt).toMatchObject({ complete: true, refs: 0, commits: 0 });
});
