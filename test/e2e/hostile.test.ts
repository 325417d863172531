/**
 * T01 and T04 through the built command line: in every mode nothing runs that a repository or the environment names, and
 * neither changes what is found.
 */
import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeFolder, makeRepo, type TestRepo } from '../repo.ts';
import { key } from '../sources/scanning.ts';
import { keysiftJson } from './keysift.ts';

/** Keys in history, the index and the working tree; the second commit is the range. */
function leaky(): TestRepo {
  const repo = makeRepo();
  repo.commit('one', { 'a.txt': key(1), '.gitattributes': '* diff=x filter=x merge=x\n' });
  repo.commit('two', { 'a.txt': key(2) });
  repo.write('staged.txt', key(3)).git('add', 'staged.txt');
  repo.write('untracked.txt', key(4)).write('a.txt', 'dirty');
  return repo;
}

/** Has everything that may name a program name one that leaves a file in the folder returned. */
function arm(repo: TestRepo): string {
  const pwn = makeFolder('keysift-pwn');
  const run = (name: string) => `touch ${join(pwn, name)}; true`;
  for (const [name, value] of Object.entries({
    'core.fsmonitor': run('fsmonitor'),
    'core.pager': run('pager'),
    'pager.log': run('pager-log'),
    'core.sshCommand': run('ssh'),
    'core.editor': run('editor'),
    'core.askPass': run('askpass'),
    'core.alternateRefsCommand': run('alternates'),
    'diff.external': run('external'),
    'diff.x.command': run('diff'),
    'diff.x.textconv': run('textconv'),
    'filter.x.clean': run('clean'),
    'filter.x.smudge': run('smudge'),
    'filter.x.process': run('process'),
    'merge.x.driver': run('merge'),
    'gpg.program': run('gpg'),
    'log.showSignature': 'true',
    'credential.helper': `!${run('credential')}`,
    'alias.rev-parse': `!${run('alias')}`,
  }))
    repo.git('config', name, value);
  const hooks = join(repo.dir, '.git/evil');
  mkdirSync(hooks);
  for (const hook of [
    'post-index-change',
    'reference-transaction',
    'post-checkout',
    'pre-commit',
    'fsmonitor-watchman',
  ]) {
    writeFileSync(join(hooks, hook), `#!/bin/sh\n${run(hook)}\n`);
    chmodSync(join(hooks, hook), 0o755);
  }
  repo.git('config', 'core.hooksPath', hooks);
  return pwn;
}

const MODES: readonly (readonly [string, readonly string[], number])[] = [
  ['a whole scan', ['scan'], 4],
  ['history', ['history'], 3],
  ['staged', ['staged'], 1],
  ['a range', ['range', 'HEAD~1..HEAD'], 1],
  ['files', ['dir', '--exclude', '.git/**'], 2],
  ['a whole scan by git alone', ['scan', '--reader', 'git', '--no-cache'], 4],
];

describe('an armed repository', () => {
  const repo = leaky();
  const pwn = arm(repo);

  test.for(MODES)('runs nothing under %s', async ([, args, keys]) => {
    const { code, report } = await keysiftJson(args, { cwd: repo.dir });
    expect(readdirSync(pwn)).toEqual([]);
    expect(report.findings).toHaveLength(keys);
    expect(code).toBe(1);
  });

  test('is armed: git falls into it', () => {
    // A failed call is one that ran something, too.
    expect(() => repo.git('status') && repo.git('diff')).toThrow();
    expect(readdirSync(pwn)).not.toEqual([]);
  });
});

test('a poisoned environment changes no finding and runs nothing', async () => {
  const repo = leaky();
  const other = makeRepo();
  other.commit('other', { 'other.txt': key(9) });
  const pwn = makeFolder('keysift-pwn');
  const touch = (name: string) => `touch ${join(pwn, name)}`;
  const poison: Readonly<Record<string, string>> = {
    GIT_DIR: join(other.dir, '.git'),
    GIT_WORK_TREE: other.dir,
    GIT_INDEX_FILE: join(other.dir, '.git/index'),
    GIT_OBJECT_DIRECTORY: join(other.dir, '.git/objects'),
    GIT_ALTERNATE_OBJECT_DIRECTORIES: join(other.dir, '.git/objects'),
    GIT_COMMON_DIR: join(other.dir, '.git'),
    GIT_NAMESPACE: 'ns',
    GIT_CEILING_DIRECTORIES: repo.dir,
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'core.fsmonitor',
    GIT_CONFIG_VALUE_0: touch('fsmonitor'),
    GIT_CONFIG_PARAMETERS: `'core.fsmonitor=${touch('parameters')}'`,
    GIT_EXTERNAL_DIFF: touch('external'),
    GIT_PAGER: touch('pager'),
    PAGER: touch('plain-pager'),
    GIT_SSH_COMMAND: touch('ssh'),
    GIT_ASKPASS: touch('askpass'),
    GIT_SHALLOW_FILE: '/dev/null',
    GIT_REPLACE_REF_BASE: 'refs/heads/',
    GIT_EXEC_PATH: '/nonexistent',
    GIT_TRACE: join(pwn, 'trace'),
    GIT_TRACE2_EVENT: join(pwn, 'trace2'),
    GIT_LITERAL_PATHSPECS: '0',
    LC_ALL: 'de_DE.UTF-8',
    NODE_OPTIONS: '--max-http-header-size=8192',
  };
  const clean = await keysiftJson(['--no-cache'], { cwd: repo.dir });
  expect(clean.report.findings).toHaveLength(4);
  const poisoned = await keysiftJson(['--no-cache'], { cwd: repo.dir, env: poison });
  expect(poisoned.report.findings).toEqual(clean.report.findings);
  expect([poisoned.code, poisoned.stderr]).toEqual([clean.code, clean.stderr]);
  const history = await keysiftJson(['history', '--no-cache'], { cwd: repo.dir, env: poison });
  expect(history.report.findings).toHaveLength(3);
  expect(readdirSync(pwn)).toEqual([]);
});
