import { describe, expect, test } from 'vitest';
import { detectors } from '../../src/detect/detectors/index.ts';
import { readFixture } from './fixture.ts';
import { judgeAll } from './judge.ts';

const SEEDS = [1, 100, 200, 300, 400];

describe.each(detectors.map(one => [one.id, one] as const))('%s', (id, detector) => {
  test('finds every line of its fixture that is to be found, whole', () => {
    for (const seed of SEEDS) {
      for (const entry of readFixture(id, seed).filter(one => one.section === 'find')) {
        const found = judgeAll(detector, entry.text).filter(one => one.class === 'live');
        expect(found.length, `line ${entry.line} with seed ${seed}`).toBe(1);
        const written = entry.text.slice(found[0]?.start, found[0]?.end);
        const planted = [...entry.filled.values()];
        expect(
          planted.some(one => written.endsWith(one)) || written.startsWith('eyJlbmMi'),
          `line ${entry.line} with seed ${seed} is found in part: ${written.length} characters`,
        ).toBe(true);
      }
    }
  });

  test('finds nothing in the lines that are not to be found', () => {
    for (const seed of SEEDS) {
      for (const entry of readFixture(id, seed).filter(one => one.section === 'not')) {
        expect(judgeAll(detector, entry.text), `line ${entry.line} with seed ${seed}`).toEqual([]);
      }
    }
  });

  test('takes the look-alikes for what they are, and does not drop them', () => {
    for (const entry of readFixture(id, 1).filter(one => one.section === 'info')) {
      const found = judgeAll(detector, entry.text);
      expect(found.length, `line ${entry.line}`).toBe(1);
      expect(found[0]?.class, `line ${entry.line}`).not.toBe('live');
    }
  });

  test('names anchors of 4 to 24 bytes', () => {
    for (const anchor of detector.anchors) expect(anchor).toMatch(/^[\x21-\x7e]{4,24}$/);
    expect(detector.anchors.length + (detector.runLengths?.length ?? 0)).toBeGreaterThan(0);
  });
});
