/** Traps for a git that is not hardened: every way in which a repository or an environment may name a program to run (T01-T04). */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder, type TestRepo } from './repo.ts';

const HOOKS = [
  'post-index-change',
  'pre-push',
  'pre-commit',
  'reference-transaction',
  'post-checkout',
  'fsmonitor-watchman',
];

/** Has everything in a repository that may name a program name one that leaves a file. @returns the folder where it does. */
export function setTraps(repo: TestRepo): string {
  const caught = makeFolder('keysift-pwn');
  const run = (name: string) => `touch ${join(caught, name)}; true`;
  const settings: Record<string, string> = {
    'core.fsmonitor': run('fsmonitor'),
    'core.pager': run('pager'),
    'pager.log': run('pager-log'),
    'core.editor': run('editor'),
    'core.sshCommand': run('ssh'),
    'core.askPass': run('askpass'),
    'core.gitProxy': run('proxy'),
    'core.alternateRefsCommand': run('alternates'),
    'diff.external': run('external'),
    'diff.x.command': run('diff-command'),
    'diff.x.textconv': run('textconv'),
    'filter.x.clean': run('clean'),
    'filter.x.smudge': run('smudge'),
    'filter.x.process': run('process'),
    'merge.x.driver': run('merge'),
    'gpg.program': run('gpg'),
    'log.showSignature': 'true',
    'credential.helper': `!${run('credential')}`,
    'alias.rev-parse': `!${run('alias')}`,
    'alias.x': `!${run('alias-x')}`,
    'uploadpack.packObjectsHook': run('pack-objects'),
  };
  for (const [key, value] of Object.entries(settings)) repo.git('config', key, value);
  const hooks = join(repo.dir, '.git/evil-hooks');
  for (const folder of [hooks, join(repo.dir, '.git/hooks')]) {
    mkdirSync(folder, { recursive: true });
    for (const hook of HOOKS) writeFileSync(join(folder, hook), `#!/bin/sh\n${run(hook)}\n`, { mode: 0o755 });
  }
  repo.git('config', 'core.hooksPath', hooks);
  writeFileSync(join(repo.dir, '.git/info/attributes'), '* diff=x filter=x merge=x\n');
  return caught;
}

/**
 * An environment that points git to `other` instead of `repo`, and names programs, each of which leaves a file in `caught`;
 * traces would go there too.
 */
export function poison(repo: TestRepo, other: TestRepo, caught: string): Readonly<Record<string, string>> {
  const touch = (name: string) => `touch ${join(caught, name)}`;
  return {
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
    GIT_TRACE: join(caught, 'trace'),
    GIT_TRACE2_EVENT: join(caught, 'trace2'),
    GIT_LITERAL_PATHSPECS: '0',
    LC_ALL: 'de_DE.UTF-8',
    NODE_OPTIONS: '--max-http-header-size=8192',
  };
}
