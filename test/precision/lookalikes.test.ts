import { expect, test } from 'vitest';
import { rng } from '../generate/aws.ts';
import { LOOKALIKES } from '../generate/lookalikes.ts';
import { AMOUNT, aboveInfo, told } from './severities.ts';

test.each(Object.entries(LOOKALIKES))(
  'finds nothing above info in %s',
  (_kind, make) => {
    const contents = Array.from({ length: AMOUNT }, (_, seed) => make(rng(seed)));
    expect(told(aboveInfo(contents))).toEqual([]);
  },
  300_000,
);

test('finds nothing above info in many look-alikes of all kinds in one content', () => {
  const makers = Object.values(LOOKALIKES);
  const contents = Array.from({ length: AMOUNT / 10 }, (_, seed) =>
    makers.map((make, index) => `# s3 on aws\n${make(rng(seed * 100 + index))}\n`).join('\n'),
  );
  expect(told(aboveInfo(contents))).toEqual([]);
}, 300_000);
