// T25: trees that unfold without end, or nest without end, neither hang a scan nor hide what it finds.
import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { makeRepo, type TestRepo } from '../repo.ts';
import { keyId, scanHistory, sightingsOf } from '../sources/scan.ts';

function treeOf(entries: readonly (readonly [string, string, string])[]): Buffer {
  return Buffer.concat(
    entries.flatMap(([mode, name, oid]) => [Buffer.from(`${mode} ${name}\0`), Buffer.from(oid, 'hex')]),
  );
}

/** Stores a tree of ten trees of ten trees …, with `blob` below all of them. */
function bombOf(repo: TestRepo, blob: string): string {
  let below: readonly [string, string] = ['100644', blob];
  for (let level = 0; level < 10; level++) {
    const [mode, oid] = below;
    below = ['40000', repo.store('tree', treeOf(Array.from({ length: 10 }, (_, i) => [mode, `d${i}`, oid] as const)))];
  }
  return below[1];
}

test.each(['git', 'pack'] as const)(
  'a bomb of trees is scanned in seconds by %s, and its blob found once',
  async reader => {
    const id = keyId();
    const repo = makeRepo();
    const commit = repo.git('commit-tree', '-m', 'bomb', bombOf(repo, repo.store('blob', id)));
    repo.git('update-ref', 'refs/heads/main', commit);
    const started = Date.now();
    const scanned = await scanHistory(repo, { reader });
    expect(Date.now() - started).toBeLessThan(45_000);
    expect(scanned.receipt.complete).toBe(true);
    expect(sightingsOf(scanned, id)).toMatchObject(
      [{ commit, pathsTruncated: true, path: /^d\d(?:\/d\d){9}$/ }].map(one => ({
        ...one,
        path: expect.stringMatching(one.path),
      })),
    );
  },
);

test.each(['git', 'pack'] as const)(
  'trees nested deeper than git can follow are scanned by %s, and their findings found',
  async reader => {
    const [id, name] = [keyId(), keyId()];
    const repo = makeRepo();
    const blob = repo.store('blob', id);
    // Written as one pack: thirty thousand loose objects would take most of a minute.
    let oid = blob;
    let mode = '100644';
    const trees: Buffer[] = [];
    for (let depth = 0; depth < 30_000; depth++) {
      const body = treeOf([[mode, depth === 5 ? name : 'd', oid]]);
      oid = createHash('sha1').update(`tree ${body.length}\0`).update(body).digest('hex');
      trees.push(body);
      mode = '40000';
    }
    storePack(repo, trees);
    const commit = repo.store('commit', `tree ${oid}\nauthor A <a@b> 1 +0000\ncommitter A <a@b> 1 +0000\n\ndeep\n`);
    repo.git('update-ref', 'refs/heads/main', commit);
    const scanned = await scanHistory(repo, { reader });
    expect(sightingsOf(scanned, id)).toHaveLength(1);
    expect(sightingsOf(scanned, name)).toHaveLength(1);
  },
);

/** Stores trees through `git index-pack`: header, entries of type 2, trailer (gitformat-pack). */
function storePack(repo: ReturnType<typeof makeRepo>, trees: readonly Buffer[]): void {
  const header = Buffer.alloc(12);
  header.write('PACK');
  header.writeUInt32BE(2, 4);
  header.writeUInt32BE(trees.length, 8);
  const entries = trees.map(body => {
    const head = [0x20 | (body.length & 15)];
    for (let rest = body.length >> 4; rest > 0; rest >>= 7) {
      head[head.length - 1]! |= 0x80;
      head.push(rest & 0x7f);
    }
    return Buffer.concat([Buffer.from(head), deflateSync(body)]);
  });
  const pack = Buffer.concat([header, ...entries]);
  const trailer = createHash('sha1').update(pack).digest();
  repo.gitWith({ input: Buffer.concat([pack, trailer]) }, 'index-pack', '--stdin');
}

test('a malformed tree is followed as far as git follows it', async () => {
  const [id, repo] = [keyId(), makeRepo()];
  const blob = repo.store('blob', id);
  const cut = Buffer.concat([treeOf([['100644', 'a.txt', blob]]), Buffer.from('100644 cut')]);
  const tree = repo.store('tree', cut);
  const commit = repo.store('commit', `tree ${tree}\nauthor A <a@b> 1 +0000\ncommitter A <a@b> 1 +0000\n\ncut\n`);
  repo.git('update-ref', 'refs/heads/main', commit);
  const byChanges = await scanHistory(repo, { reader: 'git' });
  const byTrees = await scanHistory(repo, { reader: 'pack' });
  expect(sightingsOf(byTrees, id)).toHaveLength(1);
  expect(byTrees.occurrences).toEqual(byChanges.occurrences);
  expect(byTrees.receipt.objects.failed).toEqual(byChanges.receipt.objects.failed);
});

test('a bomb of trees beside a missing blob hides no path', async () => {
  const id = keyId();
  const repo = makeRepo();
  const bomb = bombOf(repo, repo.store('blob', id));
  const lacking = repo.gitWith({ input: `100644 blob ${'ab'.repeat(20)}\tgone\n` }, 'mktree', '--missing');
  const first = repo.git('commit-tree', '-m', 'gone', lacking);
  repo.git('update-ref', 'refs/heads/main', repo.git('commit-tree', '-p', first, '-m', 'bomb', bomb));
  const scanned = await scanHistory(repo, { reader: 'pack' });
  expect(scanned.receipt.objects.failed.map(one => one.class)).toEqual(['missing']);
  expect(sightingsOf(scanned, id)).toMatchObject([{ path: expect.stringMatching(/^d\d(?:\/d\d){9}$/) }]);
});

describe.each(['git', 'pack'] as const)('beside a bomb of trees, by %s,', reader => {
  test('what a path limits is kept where it may stand, though another of its paths is known', async () => {
    const id = keyId();
    const repo = makeRepo();
    const blob = repo.store('blob', id);
    const real = repo.store('tree', treeOf([['100644', 'real.env', blob]]));
    const tree = treeOf([
      ['40000', 'aaa', bombOf(repo, blob)],
      ['40000', 'src', real],
    ]);
    const commit = repo.git('commit-tree', '-m', 'bomb', repo.store('tree', tree));
    repo.git('update-ref', 'refs/heads/side', commit);
    const scanned = await scanHistory(repo, { reader, within: ['src'] });
    expect(sightingsOf(scanned, id)).toMatchObject([{ commit, pathsTruncated: true }]);
  });

  test('what a branch has is not local because a dropped commit has it, too', async () => {
    const [id, name] = [keyId(), keyId()];
    const repo = makeRepo();
    const blob = repo.store('blob', id);
    // The same blob by a name that says nothing, which git names first.
    const tree = treeOf([
      ['40000', 'aaa', bombOf(repo, blob)],
      ['100644', name, blob],
    ]);
    const root = repo.store('tree', tree);
    const base = repo.commit('base');
    const at = { env: { GIT_COMMITTER_DATE: '1600000000 +0000' } };
    const dropped = repo.gitWith(at, 'commit-tree', '-m', 'dropped', root);
    const commit = repo.git('commit-tree', '-m', 'kept', '-p', base, root);
    repo.git('update-ref', 'refs/heads/side', commit);
    const scanned = await scanHistory(repo, { reader });
    expect(scanned.receipt.commits).toBe(3);
    expect(repo.git('cat-file', '-t', dropped)).toBe('commit');
    expect(sightingsOf(scanned, id)).toMatchObject([{ commit, part: 'content', state: 'history' }]);
    expect(sightingsOf(scanned, name)).toMatchObject([{ commit, part: 'file-name', path: name, state: 'history' }]);
  });

  test('a name that only a dropped commit has is local', async () => {
    const [id, name] = [keyId(), keyId()];
    const repo = makeRepo();
    const blob = repo.store('blob', id);
    const kept = repo.git('commit-tree', '-m', 'kept', bombOf(repo, blob));
    repo.git('update-ref', 'refs/heads/side', kept);
    const tree = repo.store('tree', treeOf([['100644', name, blob]]));
    const commit = repo.git('commit-tree', '-m', 'dropped', tree);
    const scanned = await scanHistory(repo, { reader });
    expect(sightingsOf(scanned, id)).toMatchObject([{ commit: kept, state: 'history' }]);
    expect(sightingsOf(scanned, name)).toMatchObject([{ commit, path: name, state: 'local' }]);
  });
});
