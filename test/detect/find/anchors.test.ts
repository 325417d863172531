import { expect, test } from 'vitest';
import { detectors } from '../../../src/detect/detectors/index.ts';
import { holdsAnchor } from '../../../src/detect/find/anchors.ts';
import { hasAnchor } from '../../../src/detect/find/collect.ts';
import { integer, oneOf, rng, text } from '../../generate/random.ts';

const anchors = detectors.flatMap(one => one.anchors);

test.each(anchors)('the anchor %s is seen wherever it stands, and not without its last character', anchor => {
  const cut = anchor.slice(0, -1);
  for (let before = 0; before < 7; before++) {
    const bytes = Buffer.from(`${'x'.repeat(before)}${anchor}é`, 'latin1');
    expect(hasAnchor(bytes.toString('latin1'))).toBe(true);
    expect(holdsAnchor(bytes, 0, bytes.length)).toBe(true);
    expect(holdsAnchor(bytes, before, before + anchor.length)).toBe(true);
    expect(holdsAnchor(bytes, before + 1, bytes.length)).toBe(false);
    expect(holdsAnchor(bytes, 0, before + cut.length)).toBe(false);
  }
  expect(hasAnchor(`${cut} ${cut}`)).toBe(false);
});

test('a range of bytes holds an anchor if its text does', () => {
  const random = rng(11);
  for (let round = 0; round < 5000; round++) {
    const pieces = Array.from({ length: integer(random, 1, 6) }, () => {
      const anchor = oneOf(random, anchors);
      return anchor.slice(integer(random, 0, 2), integer(random, 2, anchor.length)) + text(random, 'AT=k', 1);
    });
    const bytes = Buffer.from(pieces.join(''), 'latin1');
    const from = integer(random, 0, bytes.length);
    const to = integer(random, from, bytes.length);
    expect(holdsAnchor(bytes, from, to)).toBe(hasAnchor(bytes.toString('latin1', from, to)));
  }
});
