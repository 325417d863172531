/** The pre-push hook as people meet it: installed by the built command line, started by real pushes to a local remote. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder, makeRepo } from '../repo.ts';
import { PushStage } from './pre-push-stage.ts';

describe('a push', () => {
  it('goes if it is clean, and says nothing', async () => {
    const stage = await PushStage.set({ published: false });
    const pushed = stage.push(['-q', 'origin', 'main']);
    expect(pushed).toStrictEqual({ ok: true, stderr: '' });
    stage.repo.commit('more', { 'a.txt': 'a\n' });
    expect(stage.push(['-q', 'origin', 'main'])).toStrictEqual({ ok: true, stderr: '' });
  });

  it('of a new branch with a key is stopped; commit, line, severity and way out are told', async () => {
    const stage = await PushStage.set({ published: false });
    const commit = stage.repo.commit('leak', { 'config/prod.env': stage.key(1).file });
    const { ok, stderr } = stage.push(['origin', 'main']);
    expect(ok).toBe(false);
    expect(stage.refs()).toStrictEqual([]);
    expect(stderr).toContain('push to origin blocked');
    expect(stderr).toContain('CRITICAL');
    expect(stderr).toMatch(new RegExp(`config/prod\\.env:2:\\d+.*${commit.slice(0, 10)}`));
    expect(stderr).toContain('git add -- config/prod.env');
    expect(stderr).toContain('git commit --amend --no-edit');
    expect(stderr).toContain('KEYSIFT_SKIP=1 git push');
  });

  it('goes after the told way out was taken: amend', async () => {
    const stage = await PushStage.set();
    stage.repo.commit('leak', { 'a.env': stage.key(1).file });
    expect(stage.push(['origin', 'main']).ok).toBe(false);
    stage.repo.write('a.env', 'clean\n').git('add', '--', 'a.env');
    stage.repo.git('commit', '-q', '--amend', '--no-edit');
    expect(stage.push(['origin', 'main']).ok).toBe(true);
  });

  it('is stopped by a key that a later commit took away', async () => {
    const stage = await PushStage.set();
    const leak = stage.repo.commit('leak', { 'a.env': stage.key(1).file, 'b.txt': 'b\n' });
    stage.repo.commit('oops', { 'a.env': null });
    const { ok, stderr } = stage.push(['origin', 'main']);
    expect(ok).toBe(false);
    expect(stderr).toContain(`git rebase -i ${leak.slice(0, 12)}^`);
  });

  it('goes after the told way out was taken: rebase, also down to the root', async () => {
    for (const published of [true, false]) {
      const stage = await PushStage.set({ published });
      if (!published) stage.repo.commit('leak', { 'a.env': stage.key(1).file }, { args: ['--amend'] });
      else stage.repo.commit('leak', { 'a.env': stage.key(1).file });
      stage.repo.commit('later', { 'b.txt': 'b\n' });
      const { stderr } = stage.push(['origin', 'main']);
      const from = /git rebase -i (\S+)/.exec(stderr)?.[1] ?? '';
      expect(from === '--root').toBe(!published);
      const editor = { GIT_SEQUENCE_EDITOR: "sed -i -e '1s/^pick/edit/'" };
      stage.repo.gitWith({ env: editor }, 'rebase', '-q', '-i', from);
      stage.repo.write('a.env', 'clean\n').git('add', '--', 'a.env');
      stage.repo.git('commit', '-q', '--amend', '--no-edit');
      stage.repo.git('rebase', '--continue');
      expect(stage.push(['-q', 'origin', 'main'])).toStrictEqual({ ok: true, stderr: '' });
    }
  });

  it('is stopped by a key that only a merge commit brought in', async () => {
    const stage = await PushStage.set();
    stage.repo.git('switch', '-q', '-c', 'side');
    stage.repo.commit('side', { 's.txt': 's\n' });
    stage.repo.git('switch', '-q', 'main');
    stage.repo.commit('main', { 'm.txt': 'm\n' });
    stage.repo.git('merge', '-q', '--no-commit', '--no-ff', 'side');
    stage.repo.commit('merge', { 'm.txt': stage.key(1).file });
    expect(stage.push(['origin', 'main']).ok).toBe(false);
  });

  it('is stopped by the second of two refs', async () => {
    const stage = await PushStage.set();
    stage.repo.commit('clean', { 'a.txt': 'a\n' });
    stage.repo.git('switch', '-q', '-c', 'other');
    stage.repo.commit('leak', { 'a.env': stage.key(1).file });
    stage.repo.git('switch', '-q', 'main');
    expect(stage.push(['origin', 'main', 'other']).ok).toBe(false);
    expect(stage.refs()).toStrictEqual(['refs/heads/main']);
    expect(stage.push(['origin', 'main']).ok).toBe(true);
  });

  it('is judged by what is pushed, and not by what is checked out', async () => {
    const stage = await PushStage.set();
    stage.repo.git('switch', '-q', '-c', 'other');
    stage.repo.commit('leak', { 'a.env': stage.key(1).file });
    stage.repo.git('switch', '-q', 'main');
    const { ok, stderr } = stage.push(['origin', 'other:other']);
    expect(ok).toBe(false);
    expect(stderr).toContain('git switch other');
    stage.repo.git('switch', '-q', 'other');
    stage.repo.git('branch', '-f', 'clean', 'main');
    stage.repo.commit('more', { 'b.txt': 'b\n' });
    expect(stage.push(['origin', 'clean:fine']).ok).toBe(true);
    expect(stage.push(['origin', 'HEAD~1:refs/heads/typed']).ok).toBe(false);
  });

  it('of a light tag is judged by the commit, of an annotated one by its message too', async () => {
    const stage = await PushStage.set();
    stage.repo.git('switch', '-q', '--detach');
    stage.repo.commit('leak', { 'a.env': stage.key(1).file });
    stage.repo.git('tag', 'light');
    stage.repo.git('switch', '-q', 'main');
    expect(stage.push(['origin', 'light']).ok).toBe(false);
    stage.repo.git('tag', '-a', 'fine', '-m', 'nothing here');
    expect(stage.push(['origin', 'fine']).ok).toBe(true);
    stage.repo.git('tag', '-a', 'v1', '-m', `release\n\n${stage.key(2).file}`);
    const { ok, stderr } = stage.push(['origin', 'v1']);
    expect(ok).toBe(false);
    expect(stderr).toContain('git tag -f -a v1 v1^{}');
  });

  it('is stopped by a key in a commit message, a file name, a note, a tagged blob or a ref name', async () => {
    const stage = await PushStage.set();
    const clean = stage.repo.git('rev-parse', 'main');
    stage.repo.commit(`deploy\n\n${stage.key(1).file}`);
    expect(stage.push(['origin', 'HEAD:refs/heads/message']).ok).toBe(false);
    stage.repo.git('reset', '-q', '--hard', clean);
    stage.repo.commit('name', { [`keys/${stage.key(2).id}.txt`]: 'x\n' });
    expect(stage.push(['origin', 'HEAD:refs/heads/name']).ok).toBe(false);
    stage.repo.git('reset', '-q', '--hard', clean);
    stage.repo.git('notes', 'add', '-m', stage.key(3).file, clean);
    expect(stage.push(['origin', 'refs/notes/commits']).ok).toBe(false);
    stage.repo.git('tag', 'blob', stage.repo.store('blob', stage.key(4).file));
    expect(stage.push(['origin', 'blob']).ok).toBe(false);
    expect(stage.push(['origin', `HEAD:refs/heads/${stage.key(5).id}`]).ok).toBe(false);
    expect(stage.refs()).toStrictEqual(['refs/heads/main']);
  });

  it('is stopped by a key in a Git LFS object, which goes to the remote with its pointer', async () => {
    const stage = await PushStage.set();
    const oid = 'ab'.repeat(32);
    stage.repo.write(`.git/lfs/objects/ab/ab/${oid}`, stage.key(1).file);
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize 100\n`;
    stage.repo.commit('big', { 'big.bin': pointer });
    const { ok, stderr } = stage.push(['origin', 'main']);
    expect(ok).toBe(false);
    expect(stderr).toContain(`.git/lfs/objects/ab/ab/${oid}:2:`);
  });

  it('that only deletes goes, with a key or without', async () => {
    const stage = await PushStage.set();
    stage.repo.commit('leak', { 'a.env': stage.key(1).file });
    stage.repo.git('push', '-q', '--no-verify', 'origin', 'HEAD:refs/heads/leak');
    expect(stage.push(['-q', 'origin', ':leak'])).toStrictEqual({ ok: true, stderr: '' });
    expect(stage.refs()).toStrictEqual(['refs/heads/main']);
  });

  it('of nothing new goes', async () => {
    const stage = await PushStage.set();
    expect(stage.push(['-q', 'origin', 'main'])).toStrictEqual({ ok: true, stderr: '' });
    expect(stage.push(['-q', 'origin', 'main:again'])).toStrictEqual({ ok: true, stderr: '' });
  });

  it('by force over work that was never fetched is stopped only by a key of its own', async () => {
    const stage = await PushStage.set();
    const other = stage.otherClone();
    other.commit('theirs', { 't.txt': 't\n' });
    other.git('push', '-q', 'origin', 'main');
    stage.repo.commit('mine', { 'm.txt': 'm\n' });
    expect(stage.push(['--force', 'origin', 'main']).ok).toBe(true);
    other.commit('theirs again', { 't.txt': 'tt\n' });
    other.git('push', '-q', '--force', 'origin', 'main');
    stage.repo.commit('leak', { 'a.env': stage.key(1).file });
    expect(stage.push(['--force', 'origin', 'main']).ok).toBe(false);
  });

  it('to a URL is judged as one to the remote of that URL, or as one of everything', async () => {
    const stage = await PushStage.set();
    stage.repo.commit('old leak', { 'a.env': stage.key(1).file });
    stage.repo.git('push', '-q', '--no-verify', 'origin', 'main');
    stage.repo.commit('clean', { 'b.txt': 'b\n' });
    expect(stage.push([stage.remote.dir, 'main:by-url']).ok).toBe(true);
    const mirror = makeRepo('--bare');
    expect(stage.push([mirror.dir, 'main']).ok).toBe(false);
    stage.repo.git('remote', 'add', 'mirror', mirror.dir);
    expect(stage.push(['mirror', 'main']).ok).toBe(false);
    stage.repo.git('config', '--add', 'remote.origin.pushurl', mirror.dir);
    expect(stage.push(['origin', 'main:mirrored']).ok).toBe(false);
  });

  it('from a linked worktree is judged like any other', async () => {
    const stage = await PushStage.set();
    const linked = join(makeFolder(), 'linked');
    stage.repo.git('worktree', 'add', '-q', '-b', 'linked', linked);
    expect(stage.push(['origin', 'linked'], {}, linked).ok).toBe(true);
    stage.repo.git('switch', '-q', '-c', 'away');
    stage.repo.git('-C', linked, 'commit', '-q', '--allow-empty', '-m', stage.key(1).file);
    expect(stage.push(['origin', 'linked'], {}, linked).ok).toBe(false);
  });

  it('is judged in a SHA-256 repository', async () => {
    const stage = await PushStage.set({ args: ['--object-format=sha256'] });
    stage.repo.commit('clean', { 'b.txt': 'b\n' });
    expect(stage.push(['origin', 'main', 'main:second']).ok).toBe(true);
    stage.repo.commit('leak', { 'a.env': stage.key(1).file });
    expect(stage.push(['origin', 'main']).ok).toBe(false);
    expect(stage.push(['origin', ':second']).ok).toBe(true);
  });

  it('that is only tried (--dry-run) is judged the same', async () => {
    const stage = await PushStage.set();
    stage.repo.commit('leak', { 'a.env': stage.key(1).file });
    expect(stage.push(['--dry-run', 'origin', 'main']).ok).toBe(false);
  });

  it('goes with a documented example key', async () => {
    const stage = await PushStage.set();
    stage.repo.commit('docs', { 'docs.md': `aws_access_key_id = ${'AKIA' + 'IOSFODNN7' + 'EXAMPLE'}\n` });
    expect(stage.push(['-q', 'origin', 'main'])).toStrictEqual({ ok: true, stderr: '' });
  });

  it('goes unchecked with KEYSIFT_SKIP=1, which is said aloud and written down', async () => {
    const stage = await PushStage.set();
    const commit = stage.repo.commit('leak', { 'a.env': stage.key(1).file });
    expect(stage.push(['origin', 'main'], { KEYSIFT_SKIP: '0' }).ok).toBe(false);
    const { ok, stderr } = stage.push(['origin', 'main'], { KEYSIFT_SKIP: '1' });
    expect(ok).toBe(true);
    expect(stderr).toContain('NOT CHECKED');
    const log = stage.repo.git('hash-object', '-w', '.git/keysift/hook/skipped.log');
    expect(stage.repo.git('cat-file', 'blob', log)).toContain(`${commit} refs/heads/main`);
  });
});
