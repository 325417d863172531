/** Pushes from repositories of every kind: bare, shallow, partial, named by an option, under husky, with a hook of their own. */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { gitEnvironment, makeFolder, TestRepo } from '../repo.ts';
import { PushStage } from './pre-push-stage.ts';

describe('a guarded push', () => {
  it('from a bare repository is judged', async () => {
    const stage = await PushStage.set();
    stage.repo.commit('leak', { 'a.env': stage.key(1).file });
    const bare = stage.otherClone('--bare');
    await stage.install(bare.dir);
    bare.git('fetch', '-q', stage.repo.dir, 'main:leak');
    expect(stage.push(['origin', 'main:again'], {}, bare.dir).ok).toBe(true);
    expect(stage.push(['origin', 'leak'], {}, bare.dir).ok).toBe(false);
  });

  it('with --git-dir and --work-tree is judged by the repository that is pushed from', async () => {
    const stage = await PushStage.set();
    stage.repo.commit('leak', { 'a.env': stage.key(1).file });
    stage.repo.git('switch', '-q', '-c', 'clean', 'HEAD~1');
    const elsewhere = await PushStage.set();
    const push = (ref: string) =>
      elsewhere.repo.git(
        `--git-dir=${stage.repo.dir}/.git`,
        `--work-tree=${stage.repo.dir}`,
        'push',
        '-q',
        'origin',
        ref,
      );
    expect(() => push('main')).toThrow();
    push('clean');
    expect(stage.refs()).toStrictEqual(['refs/heads/clean', 'refs/heads/main']);
  });

  it('from a shallow clone is judged by what it adds', async () => {
    const stage = await PushStage.set();
    for (const name of ['b', 'c', 'd']) stage.repo.commit(name, { [name]: name });
    stage.repo.git('push', '-q', 'origin', 'main');
    const shallow = stage.otherClone('--depth=1');
    await stage.install(shallow.dir);
    shallow.commit('clean', { 'e.txt': 'e\n' });
    expect(stage.push(['origin', 'main'], {}, shallow.dir).ok).toBe(true);
    shallow.commit('more', { 'f.txt': 'f\n' });
    expect(stage.push(['origin', 'main:new'], {}, shallow.dir).ok).toBe(true);
    shallow.commit('leak', { 'a.env': stage.key(1).file });
    expect(stage.push(['origin', 'main:newer'], {}, shallow.dir).ok).toBe(false);
  });

  it('from a partial clone is judged by what it adds, and fetches nothing', async () => {
    const stage = await PushStage.set();
    stage.repo.commit('b', { 'dir/b': 'b\n', 'dir/c': 'c\n', 'd/e': 'e\n' });
    stage.repo.commit('b again', { 'dir/b': 'bb\n' });
    stage.repo.git('push', '-q', 'origin', 'main');
    stage.remote.git('config', 'uploadpack.allowFilter', 'true');
    const partial = stage.otherClone('--filter=blob:none');
    await stage.install(partial.dir);
    partial.commit('clean', { 'dir/b': 'bbb\n' });
    expect(stage.push(['origin', 'main'], {}, partial.dir).ok).toBe(true);
    expect(stage.push(['origin', 'main:new'], {}, partial.dir).ok).toBe(true);
    partial.commit('leak', { 'dir/a.env': stage.key(1).file });
    expect(stage.push(['origin', 'main'], {}, partial.dir).ok).toBe(false);
    expect(partial.git('rev-list', '--objects', '--all', '--missing=print')).toContain('?');
  });

  it('under husky is judged', async () => {
    const stage = await PushStage.set();
    const husky = join(import.meta.dirname, '../../node_modules/husky/bin.js');
    execFileSync(process.execPath, [husky], { cwd: stage.repo.dir, env: gitEnvironment() });
    stage.repo.commit('leak', { 'a.env': stage.key(1).file });
    await stage.install(stage.repo.dir);
    expect(stage.push(['origin', 'main']).ok).toBe(false);
    stage.repo.git('reset', '-q', '--hard', 'HEAD~1');
    stage.repo.commit('clean', { 'a.txt': 'a\n' });
    expect(stage.push(['origin', 'main']).ok).toBe(true);
  });

  it('through hooks that the user has for all repositories is judged where keysift is installed', async () => {
    const home = makeFolder('home');
    const env = { HOME: home, GIT_CONFIG_GLOBAL: join(home, '.gitconfig') };
    writeFileSync(env.GIT_CONFIG_GLOBAL, '[core]\n\thooksPath = ~/hooks\n');
    const stage = await PushStage.set();
    const other = await PushStage.set();
    await stage.install(stage.repo.dir, env);
    expect(existsSync(join(home, 'hooks/pre-push'))).toBe(true);
    stage.repo.commit('leak', { 'a.env': stage.key(1).file });
    expect(stage.push(['origin', 'main'], env).ok).toBe(false);
    rmSync(join(other.repo.dir, '.git/keysift'), { recursive: true });
    other.repo.commit('leak', { 'a.env': other.key(1).file });
    expect(other.push(['origin', 'main'], env).ok).toBe(true);
  });

  it('that is interrupted does not go', async () => {
    const stage = await PushStage.set();
    stage.repo.commit('new', { 'a.txt': 'a\n' });
    const hook = join(stage.repo.dir, '.git/keysift/hook/0.1.0/cli.js');
    const child = spawn(process.execPath, [hook, 'hook', 'run', 'pre-push', 'origin', stage.remote.dir], {
      cwd: stage.repo.dir,
      env: gitEnvironment(),
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let out = '';
    child.stdout.on('data', piece => {
      out += piece;
    });
    const ended = new Promise<number | string | null>(done =>
      child.on('close', (code, signal) => done(code ?? signal)),
    );
    await new Promise(done => setTimeout(done, 50));
    child.kill('SIGTERM');
    child.stdin.on('error', () => {});
    child.stdin.end(stage.line('HEAD'));
    expect([143, 'SIGTERM']).toContain(await ended);
    expect(out).toBe('');
  });

  it('runs nothing that the repository’s configuration names', async () => {
    const stage = await PushStage.set();
    const pwned = join(makeFolder(), 'pwned');
    const touch = `touch ${pwned}; false`;
    for (const name of ['core.fsmonitor', 'diff.external', 'core.sshCommand', 'filter.x.clean', 'diff.x.textconv'])
      stage.repo.git('config', name, touch);
    stage.repo.write('.gitattributes', '* filter=x diff=x\n');
    const clone = new TestRepo(stage.repo.dir);
    const blob = clone.store('blob', stage.key(1).file);
    const tree = clone.gitWith({ input: `100644 blob ${blob}\ta.env\n` }, 'mktree');
    const commit = clone.gitWith({ input: 'leak' }, 'commit-tree', tree, '-p', 'main');
    const { code } = await stage.run(`x ${commit} refs/heads/x ${'0'.repeat(40)}\n`);
    expect(code).toBe(1);
    expect(() => execFileSync('test', ['-e', pwned])).toThrow();
  });
});
