/** The inputs `include` and `exclude`, through the built action. */
import { expect, test } from 'vitest';
import { Hub, leak, pushed, runAction } from './runner.ts';

const hub = new Hub();
const base = hub.dev.commit('base', { 'docs/a.md': 'a' });
const head = hub.dev.commit('leaks', {
  'src/a.ini': leak(1).text,
  'src/deep/b.env': leak(2).text,
  'src/c.txt': leak(3).text,
});
hub.push('main');

async function pathsWith(inputs: Record<string, string>) {
  const run = await runAction({
    workspace: hub.checkout(head),
    event: 'push',
    payload: pushed(base, head),
    hub,
    inputs,
  });
  const paths = run.report?.findings.flatMap((one: { sightings: { path: string }[] }) =>
    one.sightings.map(seen => seen.path),
  );
  return { ...run, paths: paths?.sort() };
}

test('a glob may have a comma in its braces, and the next one stands on the next line', async () => {
  const braces = await pathsWith({ include: 'src/**/*.{ini,env}' });
  expect([braces.code, braces.paths]).toEqual([1, ['src/a.ini', 'src/deep/b.env']]);
  const lines = await pathsWith({ include: 'src/*.ini\n  src/c.txt\n\n', exclude: '**/c.*' });
  expect([lines.code, lines.paths]).toEqual([1, ['src/a.ini']]);
});

test('a push that touches nothing of what is included is green, a glob that matches nothing is not', async () => {
  const quiet = await pathsWith({ include: 'docs/**' });
  expect([quiet.code, quiet.paths]).toEqual([0, []]);
  const wrong = await pathsWith({ include: 'sorce/**' });
  expect(wrong.code).toBe(2);
  expect(wrong.stdout).toMatch(/::error[^\n]*--include[^\n]*matches nothing/);
});
