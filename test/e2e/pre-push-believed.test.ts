/** What the hook says of leaks that the remote has, or is believed to have, already. */
import { describe, expect, it } from 'vitest';
import { makeRepo } from '../repo.ts';
import { PushStage } from './pre-push-stage.ts';

/** A stage whose remote had a leak on main when it was last fetched. */
async function leaked(): Promise<{ stage: PushStage; clean: string; leak: string }> {
  const stage = await PushStage.set();
  const clean = stage.repo.git('rev-parse', 'main');
  const leak = stage.repo.commit('leak', { 'a.env': stage.key(1).file });
  stage.repo.git('push', '-q', '--no-verify', 'origin', 'main');
  return { stage, clean, leak };
}

describe('a leak that is published', () => {
  it('does not stop an update of the branch that has it, nor is it told again', async () => {
    const { stage } = await leaked();
    stage.repo.commit('clean', { 'b.txt': 'b\n' });
    expect(stage.push(['-q', 'origin', 'main'])).toStrictEqual({ ok: true, stderr: '' });
  });

  it('does not stop a new branch, but is told, each time', async () => {
    const { stage, leak } = await leaked();
    for (const name of ['one', 'two']) {
      stage.repo.git('switch', '-q', '-c', name);
      stage.repo.commit(name, { 'b.txt': name });
      const { ok, stderr } = stage.push(['-q', 'origin', name]);
      expect(ok).toBe(true);
      expect(stderr).toContain('origin is believed to have these already');
      expect(stderr).toMatch(new RegExp(`critical: [^]*a\\.env:2:\\d+[^]*${leak.slice(0, 10)}`));
    }
  });

  it('is not told for a branch that does not have it', async () => {
    const { stage, clean } = await leaked();
    stage.repo.git('switch', '-q', '-c', 'warm');
    expect(stage.push(['-q', 'origin', 'warm']).stderr).toContain('believed');
    stage.repo.git('switch', '-q', '-c', 'before', clean);
    stage.repo.commit('before', { 'b.txt': 'b\n' });
    expect(stage.push(['-q', 'origin', 'before'])).toStrictEqual({ ok: true, stderr: '' });
  });

  it('is told when it was purged from the remote since, and a new branch would bring it back', async () => {
    const { stage, clean } = await leaked();
    stage.remote.git('update-ref', 'refs/heads/main', clean);
    const { ok, stderr } = stage.push(['-q', 'origin', 'main:back']);
    expect(ok).toBe(true);
    expect(stderr).toContain('If they were purged there, do not push them back');
  });

  it('stops the push if the remote itself says that the branch does not have it any more', async () => {
    const { stage, clean } = await leaked();
    stage.remote.git('update-ref', 'refs/heads/main', clean);
    expect(stage.push(['-q', 'origin', 'main']).ok).toBe(false);
    stage.remote.git('update-ref', '-d', 'refs/heads/main');
    expect(stage.push(['-q', 'origin', 'main']).ok).toBe(false);
  });

  it('stops that push from a plain clone, too, whose origin/HEAD is the same stale news by another name', async () => {
    const { stage, clean } = await leaked();
    const clone = stage.otherClone();
    expect(clone.git('symbolic-ref', 'refs/remotes/origin/HEAD')).toBe('refs/remotes/origin/main');
    await stage.install(clone.dir);
    stage.remote.git('update-ref', 'refs/heads/main', clean);
    clone.commit('work', { 'b.txt': 'b\n' });
    const { ok, stderr } = stage.push(['origin', 'main'], {}, clone.dir);
    expect({ ok, stderr }).toStrictEqual({ ok: false, stderr: expect.stringContaining('a.env:2') });
    const empty = makeRepo('--bare');
    clone.git('remote', 'set-url', 'origin', empty.dir);
    expect(stage.push(['origin', 'main'], {}, clone.dir).ok).toBe(false);
    expect(empty.git('for-each-ref')).toBe('');
  });

  it('stops that push where the branch is tracked by another name than usual', async () => {
    const { stage, clean } = await leaked();
    stage.repo.git('config', 'remote.origin.fetch', '+refs/heads/*:refs/remotes/origin/heads/*');
    stage.repo.git('fetch', '-q', 'origin');
    stage.repo.git('update-ref', '-d', 'refs/remotes/origin/main');
    expect(stage.repo.git('for-each-ref', '--format=%(refname)', 'refs/remotes')).toBe(
      'refs/remotes/origin/heads/main',
    );
    stage.remote.git('update-ref', 'refs/heads/main', clean);
    expect(stage.push(['origin', 'main']).ok).toBe(false);
  });

  it('does not stop that push if another branch is still believed to have it, but is told', async () => {
    const { stage, clean, leak } = await leaked();
    stage.repo.git('push', '-q', '--no-verify', 'origin', `${leak}:refs/heads/other`);
    stage.remote.git('update-ref', 'refs/heads/main', clean);
    const { ok, stderr } = stage.push(['-q', 'origin', 'main']);
    expect(ok).toBe(true);
    expect(stderr).toContain('If they were purged there, do not push them back');
  });

  it('does not hide a key of the same push that is new', async () => {
    const { stage } = await leaked();
    stage.repo.git('switch', '-q', '-c', 'new');
    stage.repo.commit('second leak', { 'b.env': stage.key(2).file });
    const { ok, stderr } = stage.push(['origin', 'new']);
    expect(ok).toBe(false);
    expect(stderr).toContain('b.env:2');
  });

  it('is not excused by a ref that another remote left here', async () => {
    const { stage, leak } = await leaked();
    stage.repo.git('update-ref', '-d', 'refs/remotes/origin/main');
    stage.repo.git('update-ref', 'refs/remotes/elsewhere/main', leak);
    expect(stage.push(['origin', 'main:again']).ok).toBe(false);
  });

  it('is not excused by a tracking ref that no fetch and no push wrote', async () => {
    const stage = await PushStage.set();
    const leak = stage.repo.commit('leak', { 'a.env': stage.key(1).file });
    for (const message of [[], ['-m', 'by hand']]) {
      stage.repo.git('update-ref', ...message, 'refs/remotes/origin/x', leak);
      expect(stage.push(['origin', 'main']).ok).toBe(false);
      expect(stage.push(['origin', 'main:new']).ok).toBe(false);
      stage.repo.git('update-ref', '-d', 'refs/remotes/origin/x');
    }
  });

  it('is not excused by a symbolic tracking ref, which leads to what is pushed', async () => {
    const stage = await PushStage.set();
    stage.repo.commit('leak', { 'a.env': stage.key(1).file });
    // Without a log, as in a bare repository.
    stage.repo.git('-c', 'core.logAllRefUpdates=false', 'symbolic-ref', 'refs/remotes/origin/x', 'refs/heads/main');
    expect(stage.push(['origin', 'main']).ok).toBe(false);
    expect(stage.push(['origin', 'main:new']).ok).toBe(false);
  });

  it('is believed to be published by a fresh clone, which has no log of its refs', async () => {
    const { stage } = await leaked();
    const clone = stage.otherClone();
    await stage.install(clone.dir);
    clone.git('switch', '-q', '-c', 'new');
    clone.commit('new', { 'b.txt': 'b\n' });
    const { ok, stderr } = stage.push(['origin', 'new'], {}, clone.dir);
    expect({ ok, stderr }).toStrictEqual({ ok: true, stderr: expect.stringContaining('believed') });
  });
});
