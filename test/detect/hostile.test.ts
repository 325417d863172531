/** No input makes a detector slow: one second for each megabyte of what it likes best, and time that grows with the size. */
import { describe, expect, test } from 'vitest';
import { detectors } from '../../src/detect/detectors/index.ts';
import { rng } from '../generate/aws.ts';
import { sesSmtpPassword, wholeFacts } from '../generate/whole.ts';
import { readFixture } from './fixture.ts';
import { judgeAll } from './judge.ts';

const MEGABYTE = 1 << 20;
const SECONDS_FOR_A_MEGABYTE = 1;

/** Pieces that, repeated, bring each detector to as many places as can be, and let it read as far as it can. */
function baits(id: string, anchors: readonly string[]): readonly string[] {
  const facts = wholeFacts(rng(1));
  const separators = ['', ' ', '=', '&', '="', '\\n', '%3D', '.', '/', ':', '\n', ',startUrl ', '&X-Amz-Date='];
  const repeated = anchors.flatMap(anchor => separators.map(separator => anchor + separator));
  const spaced = anchors.flatMap(anchor => [`${anchor}${'a'.repeat(230)}`, `${anchor}=${'&a=%25'.repeat(40)}`]);
  const entries = readFixture(id, 1).map(entry => `${entry.text}\n`);
  const runs = [
    `${sesSmtpPassword(rng(1), facts.region)} `,
    `x-at-123456789012:${'B'.repeat(44)} `,
    `${'A'.repeat(43)}= -at-`,
  ];
  const single = ['a', 'A', '0', '=', '-', '_', '/', '"', '\n', '%', '\\'];
  return [...repeated, ...spaced, ...entries, ...runs, ...single];
}

describe.each(detectors.map(one => [one.id, one] as const))('%s', (id, detector) => {
  test('takes at most a second for a megabyte of any bait', () => {
    const slow: string[] = [];
    for (const bait of baits(id, detector.anchors)) {
      const seconds = time(() => judgeAll(detector, bait.repeat(Math.ceil(MEGABYTE / 4 / bait.length))));
      if (seconds > SECONDS_FOR_A_MEGABYTE / 4)
        slow.push(`${seconds.toFixed(2)} s on ${JSON.stringify(bait.slice(0, 60))}`);
    }
    expect(slow).toEqual([]);
  });
});

/** Seconds of processor time: other processes must not make a detector look slow. */
function time(work: () => unknown): number {
  const begin = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1_000_000;
}
