import { expect, test } from 'vitest';
import { runsIn } from '../../../src/detect/find/text-runs.ts';
import { rng } from '../../generate/aws.ts';
import { integer, text } from '../../generate/random.ts';

test('finds the runs that a regular expression finds, wherever they stand', () => {
  const random = rng(7);
  for (let round = 0; round < 2000; round++) {
    const content = Array.from({ length: integer(random, 0, 8) }, () =>
      text(random, 'aZ9+/', integer(random, 0, 14)),
    ).join(text(random, ' =-"é', 1));
    const shape = /(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{6,12}(?![A-Za-z0-9+/])/g;
    const expected = [...content.matchAll(shape)].map(match => [match.index, match.index + match[0].length]);
    expect([...runsIn(content, 6, 12)], content).toEqual(expected);
  }
});
