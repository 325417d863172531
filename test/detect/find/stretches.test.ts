import { expect, test } from 'vitest';
import { unescaped } from '../../../src/detect/decode/carriers.ts';
import { visitRuns } from '../../../src/detect/find/runs.ts';
import { visitStretches } from '../../../src/detect/find/stretches.ts';
import { Triggers } from '../../../src/detect/find/triggers.ts';
import { plainView, startAt } from '../../../src/detect/find/view.ts';
import { escapedRun } from '../../generate/escapes.ts';
import { rng } from '../../generate/random.ts';

function stretches(run: string): string[] {
  const bytes = Buffer.from(run);
  const found: string[] = [];
  visitStretches(bytes, 0, bytes.length, (start, end, over) => {
    found.push(`${bytes.toString('latin1', start, end)}${['', ' …', ' … letters'][over]}`);
  });
  return found;
}

test.for([
  ['movies%20and/more', ['movies', 'and/more']],
  ['a%2Fb%252Bc%2525252fd', ['a%2Fb%252Bc%2525252fd …']],
  ['a%3Db%5Cc%0Ad', ['a', 'b', 'c', 'd']],
  ['a%41b%E2%9Cc%', ['a', '41b', 'E2', '9Cc', '']],
  ['a%25b%252', ['a', '25b', '252']],
  ['a\\nb\\\\\\\\rc\\td', ['a', 'b', 'c', 'd']],
  ['a\\/b\\\\/c\\u002Fd\\x2be', ['a\\/b\\\\/c\\u002Fd\\x2be …']],
  ['a\\u0041b', ['a\\u0041b … letters']],
  ['a\\u0022b\\x20c\\x1bd\\u00', ['a', 'b', 'c', 'x1bd', 'u00']],
  ['\\fR/x\\', ['', 'fR/x', '']],
  [`a${'\\'.repeat(17)}/b`, ['a', '/b']],
] as const)('%s is cut where an escape ends a value', ([run, wanted]) => {
  expect(stretches(run)).toEqual(wanted);
});

test('forty mixed characters are named wherever undoing the escapes of a run uncovers them', () => {
  let uncovered = 0;
  let silent = 0;
  for (let seed = 1; seed <= 4000; seed++) {
    const bytes = Buffer.from(` ${escapedRun(rng(seed))} `);
    const named: [number, number][] = [];
    const sink = {
      plain: (start: number, end: number) => void named.push([start, end]),
      base64: () => {},
      nul: () => {},
      written: () => {},
    };
    visitRuns(bytes, 0, bytes.length, new Triggers(sink, 0));
    const view = unescaped(plainView(bytes, 0, bytes.length));
    for (const { 0: value, index } of view.text.matchAll(/(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{40}(?![A-Za-z0-9+/])/g)) {
      if (!/[a-z]/.test(value) || !/[A-Z]/.test(value) || !/[0-9]/.test(value) || /^[0-9a-fA-F]+$/.test(value))
        continue;
      uncovered++;
      const [start, end] = [startAt(view, index), startAt(view, index + 40)];
      expect(
        named.some(([from, to]) => from <= start && to >= end),
        `seed ${seed}: ${bytes} ${value}`,
      ).toBe(true);
    }
    if (named.length === 0) silent++;
  }
  expect(uncovered).toBeGreaterThan(1000);
  expect(silent).toBeGreaterThan(1000);
});

test('a value is named whose letters are all escaped, by small digits', () => {
  const value = 'Zm9vYmFyYmF6cXV4'.repeat(3).slice(0, 40);
  for (const head of ['\\u00', '\\x', '\\\\u00']) {
    const run = [...Buffer.from(value)].map(code => head + code.toString(16)).join('');
    const named: number[] = [];
    const bytes = Buffer.from(`"${run}"`);
    const sink = {
      plain: (start: number) => void named.push(start),
      base64: () => {},
      nul: () => {},
      written: () => {},
    };
    visitRuns(bytes, 0, bytes.length, new Triggers(sink, 0));
    expect(named).not.toEqual([]);
  }
});
