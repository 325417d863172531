// T01-T04 and T08: nothing that a repository or the environment names is run or asked, and nothing in them hides a key.
import { mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openRepository } from '../../src/git/repository.ts';
import { withEnvironment } from '../environment.ts';
import { makeFolder, makeRepo } from '../repo.ts';
import { found, keyId, scanHistory, scanRange, sightingsOf } from '../sources/scan.ts';
import { poison, setTraps } from '../traps.ts';
import { withShim } from './shim.ts';

test('no program that the configuration, hooks or attributes of a repository name is run', async () => {
  const [old, now] = [keyId(), keyId()];
  const repo = makeRepo();
  const base = repo.commit('one', { 'a.txt': old, '.gitattributes': '* diff=x filter=x\n' });
  repo.commit('two', { 'a.txt': now });
  const pwn = setTraps(repo);
  repo.write('a.txt', 'dirty');
  expect(found(await scanHistory(repo), [old, now])).toEqual([old, now]);
  expect(found(await scanRange(repo, `${base}..HEAD`), [now])).toEqual([now]);
  expect(readdirSync(pwn)).toEqual([]);
  // The trap works: a git that is not hardened falls into it.
  expect(() => repo.git('diff')).toThrow();
  expect(readdirSync(pwn)).not.toEqual([]);
});

describe('an embedded bare repository', () => {
  function outer() {
    const repo = makeRepo();
    const pwn = makeFolder('keysift-pwn');
    const inner = makeRepo('--bare');
    inner.git('config', 'core.fsmonitor', `touch ${pwn}/fsmonitor`);
    repo.commit('one', { 'a.txt': 'a' });
    for (const name of ['objects', 'refs', 'hooks', 'info'])
      mkdirSync(join(repo.dir, 'sub', name), { recursive: true });
    repo
      .write('sub/HEAD', 'ref: refs/heads/main\n')
      .write('sub/config', `[core]\n\tbare = true\n\tfsmonitor = touch ${pwn}/x\n`);
    return { repo, pwn };
  }

  test('is not opened: the message names the setting', async () => {
    const { repo, pwn } = outer();
    await expect(openRepository(join(repo.dir, 'sub'))).rejects.toThrow(/safe\.bareRepository/);
    expect(readdirSync(pwn)).toEqual([]);
  });

  test('that stands alone is opened if it is named', async () => {
    const bare = makeRepo('--bare');
    expect(await openRepository(bare.dir)).toMatchObject({ root: undefined, gitDir: bare.dir });
  });
});

test('a core.worktree that leads elsewhere is refused', async () => {
  const repo = makeRepo();
  repo.commit('one', { a: 'a' });
  repo.git('config', 'core.worktree', '/');
  await expect(openRepository(repo.dir)).rejects.toThrow(/core\.worktree/);
});

describe('a promised object that is not here', () => {
  test.for(['uploadpack', 'ssh', 'http'])('is not fetched by way of %s, but missing', async way => {
    const [gone, here] = [keyId(), keyId()];
    const repo = makeRepo();
    repo.commit('one', { 'gone.txt': gone, 'here.txt': here });
    const blob = repo.git('rev-parse', 'HEAD:gone.txt');
    rmSync(join(repo.dir, '.git/objects', blob.slice(0, 2), blob.slice(2)));
    const pwn = makeFolder('keysift-pwn');
    let connections = 0;
    const server = createServer(socket => {
      connections++;
      socket.destroy();
    });
    await new Promise<void>(resolve => void server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const url = { uploadpack: '/nonexistent', ssh: 'ssh://127.0.0.1/x', http: `http://127.0.0.1:${port}/x` }[way];
    repo.git('config', 'core.repositoryformatversion', '1');
    repo.git('config', 'extensions.partialClone', 'o');
    repo.git('config', 'remote.o.promisor', 'true');
    repo.git('config', 'remote.o.url', url ?? '');
    repo.git('config', 'remote.o.uploadpack', `touch ${pwn}/uploadpack`);
    repo.git('config', 'core.sshCommand', `touch ${pwn}/ssh`);
    for (const protocol of ['ssh', 'file', 'http']) repo.git('config', `protocol.${protocol}.allow`, 'always');
    const old = 'if [ "$sub" = version ]; then echo git version 2.34.1; exit; fi';
    for (const spoil of ['', old]) {
      const scanned = await withShim(spoil, () => scanHistory(repo));
      expect(scanned.receipt.complete).toBe(false);
      expect(JSON.stringify(scanned.receipt)).toContain(blob);
      expect(found(scanned, [here])).toEqual([here]);
    }
    expect((await scanRange(repo, 'HEAD')).receipt.complete).toBe(false);
    server.close();
    expect(connections).toBe(0);
    expect(readdirSync(pwn)).toEqual([]);
  });
});

test('the environment of the caller changes nothing', async () => {
  const id = keyId();
  const repo = makeRepo();
  const other = makeRepo();
  other.commit('other', { 'other.txt': keyId() });
  repo.commit('one', { 'a.txt': id });
  const pwn = makeFolder('keysift-pwn');
  const clean = await scanHistory(repo);
  expect(found(clean, [id])).toEqual([id]);
  for (const [name, value] of Object.entries(poison(repo, other, pwn))) {
    expect(await withEnvironment(name, value, () => scanHistory(repo)), name).toEqual(clean);
  }
  expect(readdirSync(pwn)).toEqual([]);
});

test('names that look like options, patterns or quotes are exact', async () => {
  const repo = makeRepo();
  const names = [
    '--output=p',
    '-rf',
    ':(glob)*',
    '!n',
    '(a)[b]',
    '{a,b}',
    ' lead',
    'back\\slash',
    '"q"',
    'n'.repeat(255),
    'new\nline',
    'ü/é',
    'tab\t',
  ];
  const ids = names.map(() => keyId());
  const commit = repo.commit('names', Object.fromEntries(names.map((name, at) => [name, `${ids[at]}\n`])));
  writeFileSync(join(repo.dir, '.git/refs/heads/-x'), `${commit}\n`);
  symlinkSync(keyId(), join(repo.dir, 'link'));
  const scanned = await scanHistory(repo);
  expect(names.map((_, at) => sightingsOf(scanned, ids[at]!).map(one => one.path))).toEqual(names.map(name => [name]));
  expect(scanned.receipt.complete).toBe(true);
});
