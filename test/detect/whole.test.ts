/** Whole credentials through the finder: each is one credential, and nothing that it holds is told of again. */
import { expect, test } from 'vitest';
import { detectors } from '../../src/detect/detectors/index.ts';
import { scanContent } from '../../src/detect/find/content.ts';
import { readFixture } from './fixture.ts';

test.each(detectors.map(one => [one.id, one.kind] as const))('finds the fixture of %s in bytes', (id, kind) => {
  const wrong: string[] = [];
  for (const entry of readFixture(id, 7)) {
    const found = scanContent(Buffer.from(entry.text)).credentials.filter(one => one.kind === kind);
    const classes = found.map(one => one.class).join();
    const right =
      entry.section === 'not'
        ? found.length === 0
        : found.length === 1 && (classes === 'live') === (entry.section === 'find');
    if (!right) wrong.push(`line ${entry.line}, ${entry.section}: ${classes || 'nothing'}`);
  }
  expect(wrong).toEqual([]);
});

test('tells nothing of the ids and tokens inside a whole credential', () => {
  const extra: string[] = [];
  for (const { id, kind } of detectors) {
    for (const entry of readFixture(id, 7).filter(one => one.section === 'find')) {
      if (/\{\{id\}\}/.test(entry.text) || entry.filled.has('id')) continue;
      const others = scanContent(Buffer.from(entry.text)).credentials.filter(one => one.kind !== kind);
      if (others.length > 0) extra.push(`${id}, line ${entry.line}: ${others.map(one => `${one.kind} ${one.via}`)}`);
    }
  }
  expect(extra).toEqual([]);
});
