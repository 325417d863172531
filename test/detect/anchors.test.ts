import { expect, test } from 'vitest';
import { hasAnchor } from '../../src/detect/collect.ts';
import { detectors } from '../../src/detect/detectors/index.ts';

const anchors = detectors.flatMap(one => one.anchors);

test.each(anchors)('the anchor %s is seen wherever it stands, and not without its last character', anchor => {
  for (const text of [anchor, `x${anchor}`, `${anchor}x`, `é\n${anchor}\0`]) expect(hasAnchor(text), text).toBe(true);
  const cut = anchor.slice(0, -1);
  expect(hasAnchor(`${cut} ${cut}`)).toBe(false);
});
