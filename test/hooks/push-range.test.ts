import { describe, expect, it } from 'vitest';
import type { PushLine } from '../../src/hooks/push-lines.ts';
import { pushRange, remoteOids, trackingRefsOf } from '../../src/hooks/push-range.ts';

const [a, b, c, d] = ['a', 'b', 'c', 'd'].map(digit => digit.repeat(40)) as [string, string, string, string];
const line = (localOid: string | undefined, remoteOid: string | undefined, name = 'main'): PushLine => ({
  localRef: `refs/heads/${name}`,
  localOid,
  remoteRef: `refs/heads/${name}`,
  remoteOid,
});
const trackedAs = (ref: string) => [ref.replace('refs/heads/', 'refs/remotes/origin/')];
const tracking = (name: string, oid: string) => ({ name: `refs/remotes/origin/${name}`, oid });

describe('pushRange', () => {
  it('wants each local id once, and nothing of a deletion', () => {
    expect(
      pushRange([line(a, b), line(a, undefined, 'x'), line(undefined, c, 'y')], new Set([b]), [], trackedAs),
    ).toStrictEqual({ wants: [a], haves: [b], believed: [] });
  });

  it('counts the old value of a deleted ref among what the remote has', () => {
    expect(pushRange([line(undefined, c, 'y'), line(a, undefined)], new Set([c]), [], trackedAs).haves).toStrictEqual([
      c,
    ]);
  });

  it('leaves out ids of the remote that are not here', () => {
    expect(pushRange([line(a, b)], new Set(), [], trackedAs).haves).toStrictEqual([]);
    expect(remoteOids([line(a, b), line(c, b)])).toStrictEqual([b]);
  });

  it('believes tracking refs of branches that the push does not touch', () => {
    expect(
      pushRange([line(a, b)], new Set([b]), [tracking('main', c), tracking('x', d)], trackedAs).believed,
    ).toStrictEqual([d]);
  });

  it('does not believe the tracking ref of a branch that the remote no longer has', () => {
    expect(pushRange([line(a, undefined)], new Set(), [tracking('main', c)], trackedAs).believed).toStrictEqual([]);
  });

  it('believes the old tracking ref of a branch that moved to something unknown', () => {
    expect(pushRange([line(a, b)], new Set(), [tracking('main', c)], trackedAs).believed).toStrictEqual([c]);
  });

  it('has nothing to believe of what the remote has for sure', () => {
    expect(pushRange([line(a, b)], new Set([b]), [tracking('x', b)], trackedAs).believed).toStrictEqual([]);
  });
});

describe('trackingRefsOf', () => {
  it('takes no refs of another remote whose name begins the same', () => {
    const refs = ['a/main', 'a/b/main', 'ab/main', 'a/c'].map(name => ({ name: `refs/remotes/${name}`, oid: a }));
    expect(trackingRefsOf('a', refs, ['a', 'a/b', 'ab']).map(ref => ref.name)).toStrictEqual([
      'refs/remotes/a/main',
      'refs/remotes/a/c',
    ]);
  });
});
