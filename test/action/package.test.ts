/** The action as GitHub gets it: `action.yml`, and `dist/` without anything beside it. */
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keysift } from '../e2e/keysift.ts';
import { makeFolder } from '../repo.ts';
import { Hub, leak, pushed, runAction } from './runner.ts';

const root = join(import.meta.dirname, '../..');
const manifest = readFileSync(join(root, 'action.yml'), 'utf8');

/** The names one level below `key`. */
function namesIn(key: string): string[] {
  const section = new RegExp(`^${key}:\\n((?: .*\\n|\\n)+)`, 'm').exec(manifest)?.[1] ?? '';
  return [...section.matchAll(/^ {2}([a-z-]+):/gm)].map(match => match[1] ?? '').sort();
}

test('action.yml names the inputs that are read, and no other', () => {
  const source = readFileSync(join(root, 'src/action/inputs.ts'), 'utf8');
  const read = [...source.matchAll(/\b(?:getInput|oneOf|list|flag|seconds)\('([a-z-]+)'/g)].map(
    match => match[1] ?? '',
  );
  expect([...new Set(read)].sort()).toEqual(namesIn('inputs'));
});

test('action.yml names the outputs that are set, and no other', async () => {
  const hub = new Hub();
  const before = hub.dev.commit('start', { a: 'a' });
  const after = hub.dev.commit('more', { b: 'b' });
  const run = await runAction({
    workspace: hub.push('main').checkout(after),
    event: 'push',
    payload: pushed(before, after),
  });
  expect(Object.keys(run.outputs).sort()).toEqual(namesIn('outputs'));
});

test('dist/ works without node_modules beside it', async () => {
  const alone = makeFolder('keysift-alone');
  cpSync(join(root, 'dist'), join(alone, 'dist'), { recursive: true });
  const hub = new Hub();
  hub.dev.commit('leak', { k: leak(1).text });
  const run = await keysift([], {
    bin: join(alone, 'dist/action.js'),
    cwd: hub.dev.dir,
    env: { GITHUB_WORKSPACE: hub.dev.dir, INPUT_MODE: 'full', RUNNER_TEMP: makeFolder() },
  });
  expect(run.code, run.stdout + run.stderr).toBe(1);
  expect(run.stdout).toContain(leak(1).masked);
});
