/** T24: many bytes, files, commits, refs and keys, through the built command line: all read, in bounded memory and time. */
import { describe, expect, test } from 'vitest';
import { manyBytes, manyCommits, manyFiles, manyKeys, manyRefs, scanUnderLoad } from './load.ts';

const LONG = process.env.KEYSIFT_LONG === '1';
/** A sample has a twentieth of what the sweep has. */
const sized = (count: number) => (LONG ? count : count / 20);
const MOST_MEMORY = 700;
const MOST_SECONDS = 120;

describe('with at most 128 files open, a scan reads', { timeout: 600_000 }, () => {
  test.for([
    ['many files', manyFiles, sized(100_000), sized(100_000) / 1000],
    ['many commits', manyCommits, sized(50_000), Math.ceil(sized(50_000) / 1000)],
    ['many refs', manyRefs, sized(100_000), 1],
    ['many bytes', manyBytes, sized(1_200_000_000), 2],
    ['many keys', manyKeys, sized(30_000), sized(30_000)],
  ] as const)('%s', async ([, make, count, findings]) => {
    const load = await scanUnderLoad(make(count), ['scan', '--no-cache']);
    expect(load.stderr).toBe('');
    expect(load.code).toBe(1);
    expect(load.report.receipt.complete).toBe(true);
    expect(load.report.findings).toHaveLength(findings);
    expect(load.peak).toBeLessThan(MOST_MEMORY);
    expect(load.seconds).toBeLessThan(MOST_SECONDS);
  });
});
