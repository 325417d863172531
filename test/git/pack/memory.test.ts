import { expect, test } from 'vitest';
import { ownMemory, shareMemory } from '../../../src/git/pack/memory.ts';
import { MOST_WINDOWS, windowMemory } from '../../../src/git/pack/window.ts';

/** As much as an offset of 32 bits reaches. */
const MOST = 2 ** 32;
const CATALOGUE = 1 << 20;

test.for([1, 2, 16, 25, 64, 1000])('of %i threads as many share a kernel as its memory has room for', threads => {
  const shared = shareMemory(CATALOGUE, MOST_WINDOWS, threads, false);
  expect(shared.wasm).toBeDefined();
  expect(shared.threads).toBeGreaterThanOrEqual(Math.min(threads, 20));
  expect(shared.threads).toBeLessThanOrEqual(threads);
  expect(shared.start + shared.own * shared.threads).toBeLessThan(MOST);
});

test('the parts of two threads do not overlap, nor those of the catalogue and the windows', () => {
  const shared = shareMemory(CATALOGUE, 256, 2, false);
  const parts = [0, 1].map(number => ownMemory(shared, number));
  const [first, second] = parts as [(typeof parts)[0], (typeof parts)[0]];
  expect(shared.windows.at).toBeGreaterThanOrEqual(CATALOGUE);
  expect(first.range).toBeGreaterThan(shared.windows.at + windowMemory(256));
  expect(second.range).toBeGreaterThan(first.end);
  for (const { range, walk, arena, end } of parts) {
    expect([range, walk, arena, end]).toEqual([range, walk, arena, end].toSorted((a, b) => a - b));
    expect(end).toBeLessThan(shared.buffer.byteLength);
  }
});
