/** Shallow and partial checkouts: as much is fetched as the event needs, and no more. */
import { expect, test } from 'vitest';
import { makeFolder, TestRepo } from '../repo.ts';
import { Hub, leak, pushed, runAction } from './runner.ts';

/** `count` commits on main, fast. */
function longHistory(hub: Hub, count: number): string[] {
  const stream = Array.from({ length: count }, (_, at) => {
    const head = `commit refs/heads/main\nmark :${at + 1}\ncommitter C <c@example.invalid> ${1_700_000_000 + at} +0000\n`;
    const parent = at === 0 ? '' : `from :${at}\n`;
    return `${head}data 1\nx\n${parent}M 100644 inline f\ndata ${String(at).length}\n${at}\n\n`;
  });
  hub.dev.gitWith({ input: stream.join('') }, 'fast-import', '--quiet');
  hub.dev.git('reset', '--quiet', '--hard', 'main');
  return hub.dev.git('rev-list', '--reverse', 'main').split('\n');
}

const isShallow = (dir: string) => new TestRepo(dir).git('rev-parse', '--is-shallow-repository') === 'true';

test('of a long history only the end is fetched for a small push', async () => {
  const hub = new Hub();
  const before = longHistory(hub, 600).at(-1) ?? '';
  hub.dev.commit('leak', { k: leak(1).text });
  const after = hub.dev.commit('remove', { k: null });
  const workspace = hub.push('main').checkout(after, 'shallow');
  const run = await runAction({ workspace, event: 'push', payload: pushed(before, after), hub });
  expect(run.code, run.stdout).toBe(1);
  expect(run.outputs).toMatchObject({ complete: 'true', 'commits-scanned': '2' });
  expect(isShallow(workspace)).toBe(true);
});

test('for a push of many commits more is fetched, until all of them are there', async () => {
  const hub = new Hub();
  const [first = '', before = ''] = longHistory(hub, 600);
  expect(first).not.toBe(before);
  const after = hub.dev.commit('leak', { k: leak(1).text });
  const workspace = hub.push('main').checkout(after, 'shallow');
  const run = await runAction({ workspace, event: 'push', payload: pushed(before, after), hub });
  expect(run.code, run.stdout).toBe(1);
  expect(run.outputs).toMatchObject({ complete: 'true', 'commits-scanned': '599' });
});

test('a branch that left the default branch long ago is scanned from there', async () => {
  const hub = new Hub();
  const history = longHistory(hub, 700);
  hub.dev.git('checkout', '--quiet', '-b', 'topic', history[10] ?? '');
  const after = hub.dev.commit('leak', { k: leak(1).text });
  const workspace = hub.push('main', 'topic').checkout(after, 'shallow', 'refs/remotes/origin/topic');
  const payload = pushed('0'.repeat(40), after, { ref: 'refs/heads/topic' });
  const run = await runAction({ workspace, event: 'push', payload, hub });
  expect(run.code, run.stdout).toBe(1);
  expect(run.outputs).toMatchObject({ complete: 'true', findings: '1' });
});

test.each(['blob:none', 'tree:0'])(
  'a checkout with filter %s gets the contents of the range, and no others',
  async filter => {
    const hub = new Hub();
    const old = hub.dev.commit('old', { 'deep/er/old.txt': 'old', k: 'x' });
    const before = hub.dev.commit('start', { 'deep/er/old.txt': null });
    hub.dev.commit('leak', { 'deep/er/k': leak(1).text });
    const after = hub.dev.commit('remove', { 'deep/er/k': null });
    hub.push('main');
    hub.dev.git('-C', `${hub.folder}/owner/name`, 'config', 'uploadpack.allowFilter', 'true');
    const workspace = `${makeFolder()}/clone`;
    hub.dev.git('clone', '--quiet', `--filter=${filter}`, hub.url, workspace);
    const run = await runAction({ workspace, event: 'push', payload: pushed(before, after), hub });
    expect(run.code, run.stdout).toBe(1);
    expect(run.outputs).toMatchObject({ complete: 'true', findings: '1' });
    const missing = new TestRepo(workspace).git('rev-list', '--objects', '--missing=print', old);
    expect(missing).toContain('?');
  },
);

test('a scan of everything gets every content that a partial checkout lacks', async () => {
  const hub = new Hub();
  hub.dev.commit('leak', { k: leak(1).text });
  hub.dev.commit('remove', { k: null });
  hub.push('main');
  hub.dev.git('-C', `${hub.folder}/owner/name`, 'config', 'uploadpack.allowFilter', 'true');
  const workspace = `${makeFolder()}/clone`;
  hub.dev.git('clone', '--quiet', '--filter=blob:none', hub.url, workspace);
  const run = await runAction({ workspace, event: 'schedule', payload: {}, hub });
  expect(run.code, run.stdout).toBe(1);
  expect(run.outputs).toMatchObject({ complete: 'true', findings: '1' });
  const offline = `${makeFolder()}/clone`;
  hub.dev.git('clone', '--quiet', '--filter=blob:none', hub.url, offline);
  const env = { GITHUB_SERVER_URL: 'file:///nowhere' };
  const incomplete = await runAction({ workspace: offline, event: 'schedule', payload: {}, env });
  expect(incomplete.code, incomplete.stdout).toBe(2);
});
