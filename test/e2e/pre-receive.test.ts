/** keysift in a pre-receive hook: git holds what is pushed in quarantine, where nothing but the environment leads. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeFolder, makeRepo, TestRepo } from '../repo.ts';
import { key } from '../sources/scanning.ts';
import { BIN, keysift } from './keysift.ts';

/** A server whose hook runs `line` for each pushed ref, with `$old` and `$new`; what it says is in `log`. Beside it, who pushes. */
function setStage(line: string, ...settings: string[]) {
  const server = makeRepo('--bare');
  const log = join(makeFolder(), 'log');
  const repo = makeRepo();
  repo.git('remote', 'add', 'origin', server.dir);
  repo.commit('one', { a: 'a' });
  repo.git('push', '-q', 'origin', 'main');
  for (const [name, value] of settings.map(one => one.split('='))) server.git('config', name!, value!);
  const run = `${process.execPath} ${BIN} ${line} </dev/null >>${log} 2>&1; echo "exit $?" >>${log}`;
  server.write('hooks/pre-receive', `#!/bin/sh\nwhile read -r old new ref; do ${run}; done\n`, 0o755);
  const push = (...refs: string[]) => {
    repo.git('push', '-q', 'origin', ...refs);
    return readFileSync(log, 'utf8');
  };
  return { server, repo, push };
}

describe('a pre-receive hook', () => {
  test.each([
    ['loose', 'auto', 'receive.unpackLimit=1000'],
    ['loose', 'git', 'receive.unpackLimit=1000'],
    ['packed', 'pack', 'receive.unpackLimit=1'],
    ['packed', 'git', 'receive.unpackLimit=1'],
  ])('judges what is pushed by `range`, %s and read by %s', async (_, reader, limit) => {
    const { repo, push } = setStage(`range --reader ${reader} $old..$new`, limit);
    repo.commit('clean', { b: 'b' });
    expect(push('main')).toMatch(/Complete.*exit 0\n$/s);
    repo.commit('leak', { 'c.env': `${key(1)}\n` });
    repo.commit('gone', { 'c.env': 'c' });
    expect(push('main')).toMatch(/c\.env:1:1.*Complete.*exit 1\n$/s);
  });

  test('judges a new branch and a tag by `range`, though there is nothing to compare them with', async () => {
    const { repo, push } = setStage('range $old..$new');
    repo.git('tag', '-a', '-m', `release\n\n${key(1)}`, 'v1');
    expect(push('v1')).toMatch(/message of a.*exit 1\n$/s);
    repo.git('checkout', '-q', '-b', 'topic');
    repo.commit('leak', { 'c.env': `${key(2)}\n` });
    expect(push('topic')).toMatch(/c\.env:1:1.*exit 1\n$/s);
  });

  test.each(['history', 'scan', 'history --since 2001-01-01 --fail-on-local'])(
    'is told by `%s` that no ref reaches it',
    async scope => {
      const { repo, push } = setStage(scope);
      repo.commit('leak', { 'c.env': `${key(1)}\n` });
      expect(push('main')).toMatch(/no ref reaches them yet.*exit 2\n$/s);
    },
  );

  test.each(['auto', 'git'])('has all of it judged by `history --fail-on-local`, read by %s', async reader => {
    const { repo, push } = setStage(`history --fail-on-local --reader ${reader}`);
    repo.commit('leak', { 'c.env': `${key(1)}\n` });
    expect(push('main')).toMatch(/c\.env:1:1.*Complete.*exit 1\n$/s);
  });

  test('can be that of a repository whose path has what git quotes in it', async () => {
    const { server, repo, push } = setStage('range $old..$new');
    const odd = new TestRepo(join(makeFolder(), 'a:"b"\\ü'));
    repo.git('clone', '-q', '--bare', server.dir, odd.dir);
    odd.write('hooks/pre-receive', readFileSync(join(server.dir, 'hooks/pre-receive')), 0o755);
    repo.git('remote', 'set-url', 'origin', `file://${odd.dir}`);
    repo.commit('leak', { 'c.env': `${key(1)}\n` });
    expect(push('main')).toMatch(/c\.env:1:1.*Complete.*exit 1\n$/s);
  });
});

test('a quarantine outside of the object folder is not read, and that is told', async () => {
  const { server, repo } = setStage('range $old..$new');
  const other = makeRepo();
  other.commit('leak', { 'c.env': `${key(1)}\n` });
  for (const folder of [join(other.dir, '.git/objects'), join(server.dir, 'objects/pack'), '/nonexistent']) {
    const env = { GIT_QUARANTINE_PATH: folder, GIT_OBJECT_DIRECTORY: folder };
    const { code, stdout } = await keysift(['history', repo.dir], { env });
    expect(stdout).toContain('GIT_QUARANTINE_PATH names it');
    expect(stdout).not.toContain('c.env');
    expect(code).toBe(2);
  }
});
