import { describe, expect, it } from 'vitest';
import { shellQuoted, wayOut } from '../../src/hooks/way-out.ts';
import type { Sighting } from '../../src/model.ts';

const commit = '0123456789abcdef0123456789abcdef01234567';
const sighting = (over: Partial<Sighting> = {}): Sighting => ({
  where: 'history',
  part: 'content',
  path: 'a b.env',
  line: 7,
  column: 3,
  commit,
  ...over,
});
const safe = (name: string) => name;
const tip = { kind: 'tip', root: false, branch: undefined } as const;
const commands = (steps: readonly string[]) =>
  steps.map(step => /: (git .*)$/.exec(step)?.[1]).filter(one => one !== undefined);

describe('wayOut', () => {
  it('amends the last commit', () => {
    expect(commands(wayOut(sighting(), tip, safe))).toStrictEqual([
      "git add -- 'a b.env'",
      'git commit --amend --no-edit',
    ]);
  });

  it('goes to the branch first, if another one is checked out', () => {
    expect(commands(wayOut(sighting(), { ...tip, branch: 'x' }, safe))[0]).toBe('git switch x');
  });

  it('rebases to an older commit, or from the root', () => {
    const below = { kind: 'below', root: false, branch: undefined } as const;
    expect(commands(wayOut(sighting(), below, safe))).toStrictEqual([
      'git rebase -i 0123456789ab^',
      "git add -- 'a b.env'",
      'git commit --amend --no-edit',
      'git rebase --continue',
    ]);
    expect(commands(wayOut(sighting(), { ...below, root: true }, safe))[0]).toBe('git rebase -i --root');
  });

  it('rewrites history by a tool where a rebase would not do', () => {
    const steps = wayOut(sighting(), { kind: 'elsewhere' }, safe);
    expect(steps.join('\n')).toContain('git filter-repo --replace-text /tmp/leaks.txt');
    const message = wayOut(sighting({ part: 'message' }), { kind: 'elsewhere' }, safe);
    expect(message.join('\n')).toContain('--replace-message');
  });

  it('knows messages, authors, file names, tags and ref names', () => {
    expect(commands(wayOut(sighting({ part: 'message' }), tip, safe))).toStrictEqual(['git commit --amend']);
    expect(commands(wayOut(sighting({ part: 'author' }), tip, safe))[0]).toContain('--author');
    expect(commands(wayOut(sighting({ part: 'file-name' }), tip, safe))[0]).toBe("git mv -- 'a b.env' NEW_NAME");
    const { commit: _none, ...tag } = sighting({ part: 'message', path: '' });
    expect(commands(wayOut(tag, undefined, safe, 'v1'))).toStrictEqual(['git tag -f -a v1 v1^{}']);
    expect(wayOut(sighting({ part: 'ref-name' }), undefined, safe)[0]).toContain('git branch -m');
  });

  it('leads from an LFS object to the file that points to it', () => {
    const oid = 'ab'.repeat(32);
    const { commit: _none, ...stored } = sighting({ where: 'worktree', path: `.git/lfs/objects/ab/ab/${oid}` });
    expect(commands(wayOut(stored, undefined, safe))).toStrictEqual([
      `git log --all --oneline --name-only -S ${oid}`,
      'git filter-repo --invert-paths --path FILE',
    ]);
  });

  it('prints no name that is not safe', () => {
    const shown = wayOut(sighting({ path: 'secret' }), { ...tip, branch: 'secret' }, () => undefined, 'secret');
    expect(shown.join('\n')).not.toContain('secret');
  });
});

describe('shellQuoted', () => {
  it.each([
    ['a/b-c.txt', 'a/b-c.txt'],
    ['a b', "'a b'"],
    ['$(x)`y`;', "'$(x)`y`;'"],
    ["it's", "'it'\\''s'"],
    ['', "''"],
  ])('writes %j as a shell takes it', (text, quoted) => {
    expect(shellQuoted(text)).toBe(quoted);
  });
});
