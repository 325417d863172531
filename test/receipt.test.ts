import { expect, test } from 'vitest';
import type { Unread } from '../src/model.ts';
import { Books } from '../src/receipt.ts';

test('what failed comes in the same order, whichever thread or reader told of it first', () => {
  const failed: Unread[] = ['c', 'a', 'b', 'a'].map((what, i) => ({ class: 'damaged', what, why: `for ${i}` }));
  const told = (order: readonly Unread[]) => {
    const books = new Books();
    for (const one of order) {
      books.objects.expect();
      books.objects.fail(one);
      books.unread({ ...one, class: 'git' });
    }
    return books.close('', 0, 0, '', new Set()).objects.failed;
  };
  expect(
    told(failed)
      .map(({ what, why }) => `${what} ${why}`)
      .slice(0, 4),
  ).toEqual(['a for 1', 'a for 3', 'b for 2', 'c for 0']);
  expect(told(failed.toReversed())).toEqual(told(failed));
});
