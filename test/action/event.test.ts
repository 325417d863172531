/** What an event's payload may say, and what of it is believed. */
import { expect, test } from 'vitest';
import { askOf } from '../../src/action/event.ts';
import { pushed, ZERO } from './runner.ts';

const A = 'a'.repeat(40);
const B = 'b'.repeat(64);

test('a push is a range, a new ref is compared with the default branch, unless it is that branch', () => {
  expect(askOf('push', pushed(A, B))).toEqual({
    kind: 'commits',
    why: 'push to refs/heads/main',
    head: B,
    base: A,
    bothSides: true,
    ref: 'refs/heads/main',
  });
  expect(askOf('push', pushed(ZERO, A, { ref: 'refs/heads/x' }))).toMatchObject({ defaultBranch: 'main' });
  expect(askOf('push', pushed(ZERO, A))).not.toHaveProperty('defaultBranch');
  expect(askOf('push', pushed('0'.repeat(64), B))).not.toHaveProperty('base');
});

test('only a deletion published nothing', () => {
  expect(askOf('push', pushed(A, ZERO)).kind).toBe('nothing');
  expect(askOf('push', pushed(A, '0'.repeat(64))).kind).toBe('nothing');
  for (const name of ['release', 'workflow_run', '', 'push\n::error::x', '__proto__'])
    expect(askOf(name, {}).kind).toBe('tree');
});

test('a payload that lacks what its event has is an error, and no smaller range', () => {
  const bad = [
    undefined,
    null,
    5,
    'x',
    [],
    {},
    pushed(A, 'HEAD'),
    pushed('--output=x', A),
    pushed(A, A, { ref: '-x' }),
  ];
  for (const payload of bad) expect(() => askOf('push', payload)).toThrow(/base and head/);
  for (const event of ['pull_request', 'pull_request_target', 'merge_group']) expect(() => askOf(event, {})).toThrow();
  expect(() => askOf('pull_request', { pull_request: { head: { sha: A } } })).toThrow(/pull_request\.base\.sha/);
});

test('a name that git would not allow is not used as a branch', () => {
  for (const name of ['a..b', 'a b', 'x:y', '+x', 'a*', '-', 'a~1', 'x\n', 'a@{1}', 'x/', 'x.']) {
    const ask = askOf('push', pushed(ZERO, A, { ref: 'refs/heads/t', repository: { default_branch: name } }));
    if ('defaultBranch' in ask) expect(['+x', '-']).toContain(ask.defaultBranch);
  }
});
