/** The copy of the built command line that a hook runs. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { BUNDLE } from '../../src/hooks/copy.ts';

const DIST = join(import.meta.dirname, '../../dist');

test('has every file that the command line loads, and what its threads and its kernel are', () => {
  const found = new Set(['cli.js', 'worker.js', 'kernel.wasm']);
  for (const name of found) {
    if (!name.endsWith('.js')) continue;
    const code = readFileSync(join(DIST, name), 'utf8');
    for (const [, loaded] of code.matchAll(/(?:from|import) ?\(?["'`]\.\/([\w.-]+)["'`]/g)) found.add(loaded!);
  }
  expect([...BUNDLE].sort()).toEqual([...found].sort());
  expect(BUNDLE.at(-1)).toBe('cli.js');
});
