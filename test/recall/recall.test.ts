import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { asMarkdown, measureRecall } from './recall.ts';

const FULL = 20_000;
const SAMPLE = 2_000;
/** What the finder must reach. */
const LEAST = 0.995;

test('finds synthetic leaks with the right kind, pairing and lifetime', () => {
  const long = process.env.KEYSIFT_LONG === '1';
  const recall = measureRecall(long ? FULL : SAMPLE, 1);
  if (long) writeFileSync(new URL('../recall.md', import.meta.url), asMarkdown(recall));
  const found = 1 - recall.misses.length / recall.leaks;
  expect(found, asMarkdown(recall).slice(0, 2000)).toBeGreaterThanOrEqual(LEAST);
}, 600_000);
