import { expect, test } from 'vitest';
import { ascending } from '../../../src/git/pack/sort.ts';
import { integer, rng } from '../../generate/random.ts';

test('puts offsets in order, however many and however large', () => {
  const random = rng(5);
  for (const [count, most] of [
    [0, 1],
    [1, 9],
    [100, 2 ** 41],
    [5000, 60_000],
    [20_000, 2 ** 31],
    [9000, 2 ** 41],
    [9000, 2 ** 52],
    [140_000, 2 ** 31],
    [140_000, 2 ** 41],
  ] as const) {
    const keys = Float64Array.from({ length: count }, () => integer(random, 0, most));
    const { order, sorted } = ascending(keys);
    expect(sorted).toEqual(keys.toSorted());
    expect(Float64Array.from(order, place => keys[place]!)).toEqual(sorted);
    expect(new Set(order).size).toBe(count);
  }
});
