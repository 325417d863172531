import { describe, expect, it } from 'vitest';
import { parseRemotes, remoteAt, trackedAs } from '../../src/hooks/remote.ts';

/** Configuration as `git config -z --get-regexp` gives it. */
const config = (...entries: readonly (readonly [string, string])[]) =>
  parseRemotes(entries.map(([key, value]) => `${key}\n${value}\0`).join(''));
const at = (name: string, url: string, entries: readonly (readonly [string, string])[]) =>
  remoteAt(name, url, config(...entries), '/work/tree');

describe('remoteAt', () => {
  it('knows the remote that git names', () => {
    expect(at('origin', '/srv/a.git', [['remote.origin.url', '/srv/a.git']])).toBe('origin');
  });

  it('finds the remote of a push by URL', () => {
    const entries = [
      ['remote.origin.url', 'https://example.org/a/b.git'],
      ['remote.other.url', '/srv/x.git'],
    ] as const;
    expect(at('/srv/x.git', '/srv/x.git', entries)).toBe('other');
    expect(at('file:///srv/x', 'file:///srv/x', entries)).toBe('other');
    expect(at('../../srv/x.git/', '../../srv/x.git/', entries)).toBe('other');
    expect(at('/srv/y.git', '/srv/y.git', entries)).toBeUndefined();
  });

  it.each([
    ['git@example.org:a/b.git', 'https://example.org/a/b'],
    ['ssh://git@Example.org:22/a/b.git', 'git@example.org:a/b'],
    ['https://me@example.org/a/b.git/', 'https://example.org/a/b.git'],
    ['git+ssh://example.org/a/b', 'example.org:a/b'],
    ['/srv/x/.git', '/srv/x/.git/'],
  ])('takes %s and %s for the same place', (push, fetch) => {
    expect(at('origin', push, [['remote.origin.url', fetch]])).toBe('origin');
  });

  it.each([
    ['https://example.org/a/c', 'https://example.org/a/b'],
    ['https://mirror.example.org/a/b', 'https://example.org/a/b'],
    ['https://example.org:8443/a/b', 'https://example.org/a/b'],
    ['/srv/a', '/srv/b'],
    ['/srv/x/.git', '/srv/x/y/.git'],
    ['example.org:a/b', '/example.org/a/b'],
  ])('does not believe that %s has what was fetched from %s', (push, fetch) => {
    expect(at('origin', push, [['remote.origin.url', fetch]])).toBeUndefined();
  });

  it('follows the rules by which the user rewrites URLs', () => {
    expect(
      at('origin', 'git@example.org:a/b', [
        ['remote.origin.url', 'ex:a/b'],
        ['url.git@example.org:.insteadof', 'ex:'],
      ]),
    ).toBe('origin');
  });

  it('reads names with dots and line feeds, and leaves out what has no URL', () => {
    const { remotes } = config(['remote.a.b.c.url', '/x\ny'], ['remote.a.b.c.fetch', 'x:y'], ['remote.d.fetch', 'x:y']);
    expect(remotes).toStrictEqual([{ name: 'a.b.c', urls: ['/x\ny'], fetch: ['x:y'] }]);
  });
});

describe('trackedAs', () => {
  it.each([
    ['+refs/heads/*:refs/remotes/origin/*', ['refs/remotes/origin/a/$&']],
    ['refs/heads/*:refs/remotes/origin/heads/*', ['refs/remotes/origin/heads/a/$&']],
    ['refs/heads/a/*:refs/remotes/origin/*/x', ['refs/remotes/origin/$&/x']],
    ['refs/heads/*/$&:refs/remotes/origin/*', ['refs/remotes/origin/a']],
    ['refs/heads/a/$&:refs/remotes/origin/b', ['refs/remotes/origin/b']],
    ['refs/heads/a:refs/remotes/origin/a', []],
    ['refs/heads/b*:refs/remotes/origin/*', []],
    ['refs/heads/a/$&', []],
    ['^refs/heads/a/*', []],
  ])('by %s is %j', (refspec, names) => {
    expect(trackedAs('refs/heads/a/$&', [refspec])).toStrictEqual(names);
  });
});
