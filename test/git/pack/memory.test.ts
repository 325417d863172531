import { expect, test } from 'vitest';
import { ownMemory, shareMemory } from '../../../src/git/pack/memory.ts';

/** As much as an offset of 32 bits reaches. */
const MOST = 2 ** 32;
const CATALOGUE = 1 << 20;
const COMMON = CATALOGUE + (32 << 20);

test.for([1, 2, 16, 25, 64, 1000])('of %i threads as many share a kernel as its memory has room for', threads => {
  const shared = shareMemory(CATALOGUE, COMMON, threads, false);
  expect(shared.wasm).toBeDefined();
  expect(shared.threads).toBeGreaterThanOrEqual(Math.min(threads, 20));
  expect(shared.threads).toBeLessThanOrEqual(threads);
  expect(shared.common + shared.own * shared.threads).toBeLessThan(MOST);
});

test('the parts of two threads do not overlap, nor what they have in common', () => {
  const shared = shareMemory(CATALOGUE, COMMON, 2, false);
  const parts = [0, 1].map(number => ownMemory(shared, number));
  const [first, second] = parts as [(typeof parts)[0], (typeof parts)[0]];
  expect(first.windows).toBeGreaterThanOrEqual(COMMON);
  expect(second.windows).toBeGreaterThan(first.end);
  for (const { windows, walk, arena, end } of parts) {
    expect([windows, walk, arena, end]).toEqual([windows, walk, arena, end].toSorted((a, b) => a - b));
    expect(end).toBeLessThan(shared.buffer.byteLength);
  }
});
