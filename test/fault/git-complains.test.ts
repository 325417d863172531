// T14, T15 and T07: what git says on stderr counts although its exit status is 0; a git that is missing, old, stuck or
// refuses makes a scan fail in a known time, with what to do, and leaves no process behind.
import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { streamGit } from '../../src/git/process.ts';
import { openRepository } from '../../src/git/repository.ts';
import { withEnvironment } from '../environment.ts';
import { withPath, withShim } from '../git/shim.ts';
import { makeFolder, makeRepo } from '../repo.ts';
import { found, keyId, scanHistory } from '../sources/scan.ts';

function leaky() {
  const id = keyId();
  const repo = makeRepo();
  repo.commit('one', { 'a.txt': id });
  return { id, repo };
}

describe('a line on stderr with exit status 0', () => {
  const say = (sub: string, line: string) => `if [ "$sub" = ${sub} ]; then echo "${line}" >&2; fi`;

  test.for(['cat-file', 'for-each-ref', 'rev-list', 'diff-tree'])('of %s makes the scan incomplete', async sub => {
    const { id, repo } = leaky();
    for (const line of [
      'error: index file x.idx is too small',
      'warning: ignoring broken ref refs/heads/b',
      'error: unable to normalize alternate object path',
    ]) {
      const scanned = await withShim(say(sub, line), () => scanHistory(repo));
      expect(scanned.receipt.complete).toBe(false);
      expect(JSON.stringify(scanned.receipt)).toContain(line);
      expect(found(scanned, [id])).toEqual([id]);
    }
  });

  test.for(['warning: redirecting to x', 'hint: try this'])('that is harmless changes nothing: %s', async line => {
    const { repo } = leaky();
    expect((await withShim(say('cat-file', line), () => scanHistory(repo))).receipt.complete).toBe(true);
  });
});

describe('git', () => {
  test('that is missing is asked for', async () => {
    const { repo } = leaky();
    await expect(withPath(makeFolder(), () => openRepository(repo.dir))).rejects.toThrow(/git was not found: install/);
  });

  test('that is too old is told to be', async () => {
    const { repo } = leaky();
    const old = 'if [ "$sub" = version ]; then echo git version 2.20.1; exit; fi';
    await expect(withShim(old, () => openRepository(repo.dir))).rejects.toThrow(
      /git 2\.20 is too old: install git 2\.30/,
    );
  });

  test('that finds a foreign owner is not overruled', async () => {
    const { repo } = leaky();
    const foreign = 'export GIT_TEST_ASSUME_DIFFERENT_OWNER=1';
    await expect(withShim(foreign, () => openRepository(repo.dir))).rejects.toThrow(
      /belongs to another user.*safe\.directory/,
    );
  });

  test('that is trusted by the user in spite of a foreign owner may read', async () => {
    const { repo } = leaky();
    const home = makeFolder();
    execFileSync('git', ['config', '--file', `${home}/.gitconfig`, 'safe.directory', repo.dir]);
    const opened = await withEnvironment('HOME', home, () =>
      withShim('export GIT_TEST_ASSUME_DIFFERENT_OWNER=1', () => openRepository(repo.dir)),
    );
    expect(opened.root).toBe(repo.dir);
  });

  test('that hangs is killed when the scan is stopped, with all that it started', async () => {
    const { repo } = leaky();
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 300);
    const started = Date.now();
    const hang = 'if [ "$sub" = cat-file ]; then sleep 61.5 & sleep 61.5; fi';
    const scanned = await withShim(hang, () =>
      scanHistory(repo, { signal: stop.signal }).catch((error: Error) => error),
    );
    expect(scanned instanceof Error || !scanned.receipt.complete).toBe(true);
    expect(Date.now() - started).toBeLessThan(5000);
    expect(execFileSync('sh', ['-c', 'pgrep -f "[s]leep 61.5" || true']).toString()).toBe('');
  });

  test('that gives no sign for too long is killed', async () => {
    const { repo } = leaky();
    const { place } = await openRepository(repo.dir);
    const run = () => streamGit(place, ['cat-file', '--batch'], () => {}, { stallMs: 500 });
    await expect(withShim('if [ "$sub" = cat-file ]; then sleep 62.5; fi', run)).rejects.toThrow(
      /gave no sign for 0\.5 s/,
    );
  });

  test('that leaves a process behind with its output open is not waited for', async () => {
    const { repo } = leaky();
    const { place } = await openRepository(repo.dir);
    const run = () => streamGit(place, ['version'], () => {});
    const started = Date.now();
    await expect(withShim('if [ "$sub" = version ]; then sleep 63.5 & exit 0; fi', run)).rejects.toThrow(
      /left a process/,
    );
    expect(Date.now() - started).toBeLessThan(5000);
    // What was killed may take a moment to be gone.
    const left = () => execFileSync('sh', ['-c', 'pgrep -f "[s]leep 63.5" || true']).toString();
    await expect.poll(left, { timeout: 5000 }).toBe('');
  });
});
