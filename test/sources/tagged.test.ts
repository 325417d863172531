/** What is published by a tag of a tree or a blob, with no commit between. */
import { describe, expect, test } from 'vitest';
import { makeRepo, type TestRepo } from '../repo.ts';
import { keyId, scanHistory, scanRange, sightingsOf } from './scan.ts';

/** Stores a tree; entries as `git ls-tree` has them. */
function storeTree(repo: TestRepo, ...entries: string[]): string {
  return repo.gitWith({ input: entries.map(entry => `${entry}\n`).join('') }, 'mktree');
}

/** A repository of one commit, and the tree `deep/<folder>/<file>.txt` that no commit has. */
function withLooseTree(file: string, folder: string): { repo: TestRepo; base: string; tree: string } {
  const repo = makeRepo();
  const base = repo.commit('base', { 'a.txt': 'a' });
  const inner = storeTree(repo, `100644 blob ${repo.store('blob', 'x')}\t${file}.txt`);
  const outer = storeTree(repo, `040000 tree ${inner}\t${folder}`);
  return { repo, base, tree: storeTree(repo, `040000 tree ${outer}\tdeep`) };
}

describe('a key in a name of a tagged tree', () => {
  test.each([
    ['a tag', (repo: TestRepo, tree: string) => repo.git('tag', 'it', tree)],
    ['a tag with a message', (repo: TestRepo, tree: string) => repo.git('tag', '-a', '-m', 'it', 'it', tree)],
    [
      'a tag of a tag',
      (repo: TestRepo, tree: string) => {
        repo.git('tag', '-a', '-m', 'inner', 'inner', tree);
        repo.git('tag', '-a', '-m', 'it', 'it', 'inner');
        repo.git('tag', '-d', 'inner');
      },
    ],
  ])('is found behind %s, by itself, beside commits and in history', async (_, tag) => {
    const [file, folder] = [keyId(), keyId()];
    const { repo, base, tree } = withLooseTree(file, folder);
    tag(repo, tree);
    repo.commit('more', { 'b.txt': 'b' });
    for (const scanned of [
      await scanRange(repo, 'it'),
      await scanRange(repo, `${base}..HEAD`, 'it'),
      await scanHistory(repo, { reader: 'git' }),
      await scanHistory(repo, { reader: 'pack' }),
      await scanHistory(repo, { since: base }),
    ]) {
      const place = { where: 'history', part: 'file-name', state: 'history' };
      expect(sightingsOf(scanned, file)).toMatchObject([{ ...place, path: `deep/${folder}/${file}.txt` }]);
      expect(sightingsOf(scanned, folder)).toMatchObject([{ ...place, path: `deep/${folder}` }]);
      expect(scanned.receipt.complete).toBe(true);
    }
  });

  test('is found in each of several trees of a range', async () => {
    const [one, two] = [keyId(), keyId()];
    const repo = makeRepo();
    const base = repo.commit('base', { 'a.txt': 'a' });
    const blob = repo.store('blob', 'x');
    const trees = [one, two].map(name => storeTree(repo, `100644 blob ${blob}\t${name}`));
    repo.commit('more', { 'b.txt': 'b' });
    const scanned = await scanRange(repo, `${base}..HEAD`, ...trees);
    for (const id of [one, two]) expect(sightingsOf(scanned, id)).toMatchObject([{ path: id, state: 'history' }]);
  });

  test('is not told of a range if what the range is compared with has that tree', async () => {
    const id = keyId();
    const repo = makeRepo();
    const base = repo.commit('base', { [id]: 'x' });
    repo.git('tag', '-a', '-m', 'it', 'it', `${base}^{tree}`);
    // The tree of this commit is new, and has the name as well.
    repo.commit('more', { 'b.txt': 'b' });
    expect(sightingsOf(await scanRange(repo, `${base}..HEAD`, 'it'), id)).toEqual([]);
  });

  test('is local where no ref reaches the tree', async () => {
    const [file, folder] = [keyId(), keyId()];
    const { repo } = withLooseTree(file, folder);
    expect(sightingsOf(await scanHistory(repo), file)).toMatchObject([{ part: 'file-name', state: 'local' }]);
  });
});

test('what only a stash has of commits, but a tag has too, is published', async () => {
  const [content, name] = [keyId(), keyId()];
  const repo = makeRepo();
  repo.commit('base', { 'a.txt': 'a\n' });
  repo.write('a.txt', `${content}\n`).write(name, 'x').git('add', '--all');
  repo.git('tag', 'it', repo.git('write-tree'));
  repo.git('stash');
  for (const reader of ['git', 'pack'] as const) {
    const scanned = await scanHistory(repo, { reader });
    expect(sightingsOf(scanned, content)).toMatchObject([{ path: 'a.txt', state: 'history' }]);
    expect(sightingsOf(scanned, name)).toMatchObject([{ path: name, state: 'history' }]);
  }
});
