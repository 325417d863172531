import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { together } from '../../src/git/together.ts';

test('what runs at the same time gives its answers in the order in which it was named', async () => {
  expect(await together(setTimeout(5, 'a'), setTimeout(1, 2))).toEqual(['a', 2]);
});

test('of what fails at the same time the first in order is told, once all the rest has ended', async () => {
  const ended: string[] = [];
  const fail = async (name: string, ms: number) => {
    await setTimeout(ms);
    ended.push(name);
    throw new Error(name);
  };
  const work = async () => {
    await setTimeout(30);
    ended.push('work');
  };
  await expect(together(fail('late', 20), fail('early', 1), work())).rejects.toThrow('late');
  expect(ended).toEqual(['early', 'late', 'work']);
});
