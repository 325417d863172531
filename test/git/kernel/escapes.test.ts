import { expect, test } from 'vitest';
import { visitRuns } from '../../../src/detect/find/runs.ts';
import { Triggers } from '../../../src/detect/find/triggers.ts';
import { escapedRun } from '../../generate/escapes.ts';
import { oneOf, rng } from '../../generate/random.ts';
import { kernelStage } from './stage.ts';

const { kernel, memory, free } = kernelStage();
const EDGES = [
  ' ',
  '"',
  "'",
  '" + "x',
  '" "',
  '"\')',
  '"] ["',
  '&amp;',
  '&amp;quot;',
  '&id=',
  '&#43;',
  ';',
  '&quot;',
  '&lt;a',
  ' & b;',
  '=',
  '',
];

test('the kernel has somebody look wherever its twin names a run with escapes, or one beside a join, and else only into blocks', () => {
  let loud = 0;
  let blocks = 0;
  const cases = 20_000;
  for (let seed = 1; seed <= cases; seed++) {
    const random = rng(seed);
    const content = Buffer.from(oneOf(random, EDGES) + escapedRun(random) + oneOf(random, EDGES));
    let named = false;
    const name = () => {
      named = true;
    };
    let block = false;
    const base64 = () => {
      block = true;
    };
    visitRuns(content, 0, content.length, new Triggers({ plain: name, base64, nul: () => {}, written: () => {} }, 0));
    memory.set(content, free);
    memory.set(Buffer.from('"+"0123456789'), free + content.length);
    const marked = kernel.markWhole(free, content.length);
    if (named || !block) expect(marked > 0, `seed ${seed}: ${content}`).toBe(named);
    if (named) loud++;
    else if (block) blocks++;
  }
  expect(loud).toBeGreaterThan(cases / 10);
  expect(loud).toBeLessThan(cases - cases / 10);
  expect(blocks).toBeLessThan(cases / 100);
});
