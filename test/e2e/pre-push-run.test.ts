/** `keysift hook run pre-push`: the exit statuses behind a stopped push, and input that git never writes. */
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder } from '../repo.ts';
import { keysift } from './keysift.ts';
import { PushStage } from './pre-push-stage.ts';

const zero = '0'.repeat(40);

describe('keysift hook run pre-push', () => {
  it('ends with 0 if there is nothing to publish', async () => {
    const stage = await PushStage.set();
    expect(await stage.run('')).toMatchObject({ code: 0, stderr: '' });
    const oid = stage.repo.git('rev-parse', 'main');
    expect(await stage.run(`(delete) ${zero} refs/heads/main ${oid}\n`)).toMatchObject({ code: 0, stderr: '' });
    expect(await stage.run(`main ${oid} refs/heads/main ${oid}\n`)).toMatchObject({ code: 0, stderr: '' });
  });

  it('ends with 1 for a new key, whatever the local ref is called', async () => {
    const stage = await PushStage.set();
    stage.repo.commit('leak', { 'a.env': stage.key(1).file });
    const line = stage.line('HEAD');
    for (const name of ['HEAD', 'HEAD^{/a b c}', 'refs/heads/\u202ename', '--output=x', '$(touch x)'])
      expect((await stage.run(line.replace('HEAD', name))).code).toBe(1);
  });

  it('ends with 2 for a line that is not git’s, even beside a good one', async () => {
    const stage = await PushStage.set();
    for (const bad of ['nonsense', `main ${zero}`, `main ${'g'.repeat(40)} refs/heads/main ${zero}`]) {
      const { code, stderr } = await stage.run(`${stage.line('main')}${bad}\n`);
      expect(code).toBe(2);
      expect(stderr).toContain('line 2');
    }
  });

  it('ends with 2 and says that the scan is incomplete if an object is not there', async () => {
    const stage = await PushStage.set();
    stage.repo.commit('new', { 'a.txt': 'a\n' });
    const blob = stage.repo.git('rev-parse', 'HEAD:a.txt');
    rmSync(join(stage.repo.dir, '.git/objects', blob.slice(0, 2), blob.slice(2)));
    const { code, stderr } = await stage.run(stage.line('HEAD'));
    expect(code).toBe(2);
    expect(stderr).toContain('scan incomplete');
    expect(stderr).not.toContain('would publish a credential');
  });

  it('ends with 2 for an id that is not stored here', async () => {
    const stage = await PushStage.set();
    expect((await stage.run(`x ${'1'.repeat(40)} refs/heads/x ${zero}\n`)).code).toBe(2);
  });

  it('ends with 2 without its arguments', async () => {
    const { code, stderr } = await keysift(['hook', 'run', 'pre-push'], { cwd: makeFolder() });
    expect(code).toBe(2);
    expect(stderr).toContain('REMOTE URL');
  });

  it.each(['config', 'version', 'rev-parse', 'for-each-ref', 'cat-file', 'rev-list', 'diff-tree'])(
    'never ends with 0 for a push with a key, however git %s fails',
    async subcommand => {
      const stage = await PushStage.set();
      stage.repo.commit('leak', { 'a.env': stage.key(1).file });
      const git = execFileSync('which', ['git'], { encoding: 'utf8' }).trim();
      for (const fault of ['kill -9 $$', 'exit 1', 'exit 0', `"${git}" "$@" | head -c 30; exit 0`]) {
        const shim = makeFolder('shim');
        const script = `#!/bin/sh\nfor word in "$@"; do [ "$word" != ${subcommand} ] || { ${fault}; }; done\nexec "${git}" "$@"\n`;
        writeFileSync(join(shim, 'git'), script, { mode: 0o755 });
        const path = `${shim}:${process.env.PATH}`;
        const { code, stdout } = await stage.run(stage.line('HEAD'), 'origin', { PATH: path });
        expect({ fault, code }).not.toStrictEqual({ fault, code: 0 });
        expect(stdout).toBe('');
      }
    },
  );

  it('prints no control characters and no password of a URL', async () => {
    const stage = await PushStage.set();
    stage.repo.commit('leak', { 'a\u001b[2J\u202eb.env': stage.key(1).file });
    const { code, stderr } = await stage.run(stage.line('HEAD'), 'https://me:hunter2@example.org/a/b');
    expect(code).toBe(1);
    expect(stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    expect(stderr).toContain('https://example.org/a/b');
    expect(stderr).not.toContain('hunter2');
  });

  it('takes less than two seconds of processor time on a small repository', async () => {
    const stage = await PushStage.set();
    stage.repo.commit('new', { 'a.txt': 'a\n' });
    const file = join(makeFolder('keysift-time'), 'time');
    const measure = `import { writeFileSync } from 'node:fs'; process.on('exit', () => writeFileSync(${JSON.stringify(file)}, JSON.stringify(process.cpuUsage())));`;
    const env = { NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(measure)}` };
    expect((await stage.run(stage.line('HEAD'), 'origin', env)).code).toBe(0);
    const { user, system } = JSON.parse(readFileSync(file, 'utf8'));
    expect((user + system) / 1e6).toBeLessThan(2);
  });
});
