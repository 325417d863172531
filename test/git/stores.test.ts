// T33 and T28: whatever form a repository has, the documented scope is found in it.
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openRepository } from '../../src/git/repository.ts';
import { makeFolder, makeRepo, TestRepo } from '../repo.ts';
import { found, keyId, scanHistory, sightingsOf } from '../sources/scan.ts';

function leaky(...args: string[]) {
  const ids = [keyId(), keyId(), keyId()] as const;
  const repo = makeRepo(...args);
  repo.commit('one', { 'a.txt': `${ids[0]}\n` });
  repo.commit('two', { 'a.txt': `two\n${ids[1]}\n` });
  repo.commit(`three ${ids[2]}`, { 'a.txt': 'clean\n' });
  return { repo, ids };
}

async function expectWhole(repo: TestRepo, ids: readonly string[]) {
  for (const reader of ['git', 'auto'] as const) {
    const scanned = await scanHistory(repo, { reader });
    expect(found(scanned, ids)).toEqual(ids);
    expect(scanned.receipt.objects.failed).toEqual([]);
    expect(scanned.receipt.complete).toBe(true);
  }
}

describe('keys are found in a repository', () => {
  test('with SHA-256 ids', async () => {
    const { repo, ids } = leaky('--object-format=sha256');
    await expectWhole(repo, ids);
    repo.git('repack', '-adq');
    await expectWhole(repo, ids);
  });

  test('with packed refs only', async () => {
    const { repo, ids } = leaky();
    repo.git('pack-refs', '--all', '--prune');
    await expectWhole(repo, ids);
  });

  test('with a multi-pack-index, bitmaps and a commit-graph', async () => {
    const { repo, ids } = leaky();
    repo.git('repack', '-dq');
    repo.commit('later', { 'b.txt': 'b' });
    repo.git('repack', '-dq');
    repo.git('multi-pack-index', 'write', '--bitmap');
    repo.git('commit-graph', 'write', '--reachable');
    await expectWhole(repo, ids);
  });

  test('with an index of version 1', async () => {
    const { repo, ids } = leaky();
    repo.git('-c', 'pack.indexVersion=1', 'repack', '-adq');
    await expectWhole(repo, ids);
  });

  test('whose objects are those of another one', async () => {
    const { repo, ids } = leaky();
    const clone = new TestRepo(makeFolder());
    clone.git('clone', '-q', '--shared', repo.dir, '.');
    await expectWhole(clone, ids);
  });

  test('whose object folder is a link, with alternates from where that leads', async () => {
    const { repo, ids } = leaky();
    const clone = new TestRepo(makeFolder());
    clone.git('clone', '-q', '--shared', repo.dir, '.');
    const store = join(makeFolder(), 'deep/er/objects');
    mkdirSync(dirname(store), { recursive: true });
    renameSync(join(clone.dir, '.git/objects'), store);
    symlinkSync(store, join(clone.dir, '.git/objects'));
    const way = relative(store, join(repo.dir, '.git/objects'));
    writeFileSync(join(store, 'info/alternates'), `${way}\n`);
    await expectWhole(clone, ids);
  });

  test('that is bare', async () => {
    const { repo, ids } = leaky();
    const bare = new TestRepo(makeFolder());
    bare.git('clone', '-q', '--mirror', `file://${repo.dir}`, '.');
    await expectWhole(bare, ids);
  });

  test('that is a linked working tree, detached heads of others among it', async () => {
    const { repo, ids } = leaky();
    const folder = makeFolder();
    repo.git('worktree', 'add', '-q', '--detach', join(folder, 'tree'));
    const linked = new TestRepo(join(folder, 'tree'));
    const detached = keyId();
    linked.commit('detached', { 'd.txt': detached });
    await expectWhole(linked, [...ids, detached]);
    expect(sightingsOf(await scanHistory(linked), detached)).toMatchObject([{ state: 'head' }]);
    expect(sightingsOf(await scanHistory(repo), detached)).toMatchObject([{ state: 'history' }]);
  });
});

test('objects that git has from where nobody looked make a scan incomplete', async () => {
  const { repo } = leaky();
  const clone = new TestRepo(makeFolder());
  clone.git('clone', '-q', '--shared', repo.dir, '.');
  // To git this is an escaped path; taken by the letter it leads to a folder that has nothing.
  const line = `"${repo.dir.replace('t', '\\164')}/.git/objects"`;
  writeFileSync(join(clone.dir, '.git/objects/info/alternates'), `${line}\n`);
  for (const part of ['info', 'pack'])
    mkdirSync(join(resolve(clone.dir, '.git/objects', line), part), { recursive: true });
  expect(clone.git('cat-file', '-t', 'HEAD')).toBe('commit');
  clone.commit('mine', { b: 'b' });
  const { receipt } = await scanHistory(clone, { reader: 'auto' });
  expect(receipt.objects.failed).toMatchObject([{ class: 'git', why: expect.stringContaining('none of the folders') }]);
});

describe('what is told is not hidden by', () => {
  test('a replacement of the commit that leaks', async () => {
    const { repo, ids } = leaky();
    repo.git('replace', 'HEAD~1', 'HEAD');
    await expectWhole(repo, ids);
    expect(sightingsOf(await scanHistory(repo), ids[1])).toMatchObject([{ path: 'a.txt', state: 'history', line: 2 }]);
  });

  test('grafts', async () => {
    const { repo, ids } = leaky();
    mkdirSync(join(repo.dir, '.git/info'), { recursive: true });
    writeFileSync(join(repo.dir, '.git/info/grafts'), `${repo.git('rev-parse', 'HEAD')}\n`);
    await expectWhole(repo, ids);
    expect(sightingsOf(await scanHistory(repo), ids[0])).toMatchObject([{ state: 'history', path: 'a.txt' }]);
  });

  test('a made up shallow file: then the scan is incomplete', async () => {
    const { repo, ids } = leaky();
    writeFileSync(join(repo.dir, '.git/shallow'), `${repo.git('rev-parse', 'HEAD')}\n`);
    const scanned = await scanHistory(repo);
    expect(found(scanned, ids)).toEqual(ids);
    expect(scanned.receipt.complete).toBe(false);
  });
});

describe('the state', () => {
  test('is local for every stash but its branch, for what was amended, dropped or never committed', async () => {
    const repo = makeRepo();
    repo.commit('one', { 'a.txt': 'a\n' });
    const stashes = [keyId(), keyId(), keyId()];
    for (const id of stashes) {
      repo.write('a.txt', `${id}\n`);
      repo.git('stash');
    }
    const untracked = keyId();
    repo.write('new.txt', untracked).git('stash', '-u');
    const [amended, staged, loose] = [keyId(), keyId(), keyId()];
    repo.commit('oops', { 'b.txt': amended });
    repo.commit('fixed', { 'b.txt': 'b' }, { args: ['--amend'] });
    repo.write('s.txt', staged).git('add', 's.txt');
    const blob = repo.store('blob', loose);
    const scanned = await scanHistory(repo);
    expect(scanned.receipt.complete).toBe(true);
    for (const id of stashes) expect(sightingsOf(scanned, id)).toMatchObject([{ path: 'a.txt', state: 'local' }]);
    expect(sightingsOf(scanned, untracked)).toMatchObject([{ path: 'new.txt', state: 'local' }]);
    expect(sightingsOf(scanned, amended)).toMatchObject([{ path: 'b.txt', state: 'local', versions: 1 }]);
    expect(sightingsOf(scanned, staged)).toMatchObject([{ state: 'local' }]);
    expect(sightingsOf(scanned, loose)).toMatchObject([{ path: '', object: blob, state: 'local' }]);
  });

  test('is history for notes, other branches, remote refs and tags of blobs', async () => {
    const repo = makeRepo();
    repo.commit('one', { 'a.txt': 'a' });
    const [note, branch, remote, tagged, nested] = [keyId(), keyId(), keyId(), keyId(), keyId()];
    repo.git('notes', 'add', '-m', note);
    repo.git('checkout', '-q', '-b', 'side');
    const side = repo.commit('side', { 's.txt': branch });
    repo.commit('remote', { 'r.txt': remote });
    repo.git('update-ref', 'refs/remotes/origin/x', 'HEAD');
    repo.git('reset', '-q', '--hard', side);
    repo.git('checkout', '-q', 'main');
    repo.git('tag', 'blob', repo.store('blob', tagged));
    repo.git('tag', '-a', '-m', `inner ${nested}`, 'inner');
    repo.git('tag', '-a', '-m', 'outer', 'outer', 'inner');
    repo.git('tag', '-d', 'inner');
    const scanned = await scanHistory(repo);
    for (const id of [note, branch, remote, tagged, nested]) {
      expect(sightingsOf(scanned, id)).toMatchObject([{ state: 'history' }]);
    }
  });
});

test('what diffs hide is found: merges, attributes, NUL bytes, big files, odd headers, text after a NUL', async () => {
  const ids = Array.from({ length: 7 }, keyId);
  const repo = makeRepo();
  repo.git('config', 'core.bigFileThreshold', '1');
  repo.git('config', 'log.showRoot', 'false');
  repo.commit('root', { 'root.txt': ids[0]!, '.gitattributes': '* -diff\n*.b binary\n' });
  appendFileSync(join(repo.dir, '.git/info/attributes'), '* -text -diff\n');
  repo.git('checkout', '-q', '-b', 'one');
  repo.commit('one', { 'one.b': `\0${ids[1]}` });
  repo.git('checkout', '-q', '-b', 'two', 'main');
  repo.commit('two', { 'two.b': ids[2]! });
  repo.git('checkout', '-q', 'main');
  repo.git('merge', '-q', '--no-ff', '--no-commit', 'one', 'two');
  repo.commit('octopus', { 'evil.txt': ids[3]! });
  const head = repo.git('rev-parse', 'HEAD');
  const tree = repo.git('rev-parse', 'HEAD^{tree}');
  const who = 'A <a@example.invalid> 1700000000 +0000';
  const odd = `tree ${tree}\nparent ${head}\nauthor ${who}\ncommitter ${who}\nx-odd ${ids[4]}\n\nmessage\0${ids[5]}\n`;
  repo.git('update-ref', 'HEAD', repo.store('commit', odd));
  repo.git('mv', 'root.txt', 'moved.txt');
  repo.commit('moved and edited', { 'moved.txt': `${ids[0]}\n${ids[6]}\n` });
  await expectWhole(repo, ids);
  expect(sightingsOf(await scanHistory(repo), ids[0]!).map(one => one.path)).toEqual(['moved.txt', 'root.txt']);
});

test('a repository named by its .git folder is opened as what it is', async () => {
  const { repo } = leaky();
  expect((await openRepository(join(repo.dir, '.git'))).root).toBe(repo.dir);
});

test('a linked working tree is complete while another one is in the middle of a bisection', async () => {
  const { repo, ids } = leaky();
  repo.git('bisect', 'start', 'HEAD', 'HEAD~2');
  const folder = join(makeFolder(), 'tree');
  repo.git('worktree', 'add', '-q', '--detach', folder);
  await expectWhole(new TestRepo(folder), ids);
  await expectWhole(repo, ids);
});

test('a pipe in the place of one of the files of a repository holds nobody up', async () => {
  for (const file of ['objects/info/alternates', 'refs/heads/pipe']) {
    const { repo } = leaky();
    execFileSync('mkfifo', [join(repo.dir, '.git', file)]);
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 3000).unref();
    const complete = await scanHistory(repo, { signal: stop.signal }).then(
      scanned => scanned.receipt.complete,
      () => false,
    );
    expect(complete, file).toBe(false);
  }
});
