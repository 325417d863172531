/** The fixtures of the three parts of an access key, which the finder knows by itself: ids, secrets, session tokens. */
import { describe, expect, test } from 'vitest';
import { findCandidates } from '../../src/detect/find/find.ts';
import type { Role } from '../../src/model.ts';
import { readFixture } from './fixture.ts';

const SEEDS = [1, 100, 200, 300, 400];
const parts: readonly (readonly [string, Role])[] = [
  ['access-key-id', 'accessKeyId'],
  ['secret-access-key', 'secretAccessKey'],
  ['session-token', 'sessionToken'],
];

describe.each(parts)('%s', (id, role) => {
  const candidatesOf = (text: string) => findCandidates(Buffer.from(text, 'latin1')).filter(one => one.role === role);
  const entries = (section: string) =>
    SEEDS.flatMap(seed => readFixture(id, seed).filter(one => one.section === section));

  test('finds every line of its fixture that is to be found, whole and at its place', () => {
    for (const { text, line, filled } of entries('find')) {
      const found = candidatesOf(text).filter(one => one.class === 'live');
      expect(found.length, `line ${line}`).toBe(1);
      const planted = [...filled.values()];
      expect(planted, `line ${line}`).toContain(text.slice(found[0]?.start, found[0]?.end));
    }
  });

  test('finds nothing in the lines that are not to be found', () => {
    for (const { text, line } of entries('not')) expect(candidatesOf(text), `line ${line}`).toEqual([]);
  });

  test('takes the look-alikes for what they are, and does not drop them', () => {
    for (const { text, line } of entries('info')) {
      const found = candidatesOf(text);
      expect(found.length, `line ${line}`).toBe(1);
      expect(found[0]?.class, `line ${line}`).not.toBe('live');
    }
  });
});
