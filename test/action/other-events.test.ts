/** T32: every other event, through the built action. */
import { expect, test } from 'vitest';
import { Hub, leak, runAction } from './runner.ts';

const K = leak(1);

/** A pull request from `topic` into `main`, of which the server has refs as GitHub has. */
function pullRequest() {
  const hub = new Hub();
  hub.dev.commit('old leak', { 'old.txt': leak(2).text });
  const fork = hub.dev.git('rev-parse', 'HEAD');
  const base = hub.dev.commit('main goes on', { b: 'b' });
  hub.push('main');
  hub.dev.git('checkout', '--quiet', '-b', 'topic', fork);
  hub.dev.commit('leak', { 'k.env': K.text });
  const head = hub.dev.commit('hide', { 'k.env': 'nothing' });
  hub.dev.git('checkout', '--quiet', '--detach', base);
  hub.dev.git('merge', '--quiet', '--no-ff', '-m', 'merge', 'topic');
  const merge = hub.dev.git('rev-parse', 'HEAD');
  hub.push(`${head}:refs/pull/7/head`, `${merge}:refs/pull/7/merge`);
  const payload = { number: 7, pull_request: { number: 7, head: { sha: head }, base: { sha: base } } };
  return { hub, base, head, merge, payload };
}

test('a pull request is scanned from its base to its head, also from the shallow checkout of the merge commit', async () => {
  const { hub, merge, payload } = pullRequest();
  for (const how of ['full', 'shallow'] as const) {
    const workspace = hub.checkout(merge, how, 'refs/remotes/pull/7/merge');
    const run = await runAction({ workspace, event: 'pull_request', payload, hub });
    expect(run.code, `${how} ${run.stdout}`).toBe(1);
    expect(run.outputs, how).toMatchObject({ findings: '1', complete: 'true', 'commits-scanned': '2' });
    expect(run.report.findings[0].parts.accessKeyId).toBe(K.masked);
  }
});

test('under pull_request_target the head is fetched and read as data', async () => {
  const { hub, base, payload } = pullRequest();
  const run = await runAction({ workspace: hub.checkout(base, 'shallow'), event: 'pull_request_target', payload, hub });
  expect(run.code, run.stdout).toBe(1);
  expect(run.outputs.complete).toBe('true');
});

test('a server that gives out no ids is asked for the ref of the pull request', async () => {
  const { hub, base, payload } = pullRequest();
  hub.dev.git('-C', `${hub.folder}/owner/name`, 'config', 'uploadpack.allowAnySHA1InWant', 'false');
  const run = await runAction({ workspace: hub.checkout(base, 'full'), event: 'pull_request_target', payload, hub });
  expect(run.code, run.stdout).toBe(1);
});

test('a merge group is scanned from its base to its head', async () => {
  const { hub, base, head } = pullRequest();
  const payload = { merge_group: { head_sha: head, base_sha: base } };
  const run = await runAction({ workspace: hub.checkout(head, 'shallow'), event: 'merge_group', payload, hub });
  expect(run.code, run.stdout).toBe(1);
  expect(run.outputs['commits-scanned']).toBe('2');
});

test('a scheduled run and one started by hand scan everything, of all branches, from a shallow checkout, too', async () => {
  const hub = new Hub();
  const head = hub.dev.commit('start', { a: 'a' });
  hub.dev.git('checkout', '--quiet', '-b', 'other');
  hub.dev.commit('leak', { k: K.text });
  hub.push('main', 'other');
  for (const event of ['schedule', 'workflow_dispatch']) {
    const run = await runAction({
      workspace: hub.checkout(head, 'shallow'),
      event,
      payload: { schedule: '0 0 * * *' },
      hub,
    });
    expect(run.code, run.stdout).toBe(1);
    expect(run.outputs.complete).toBe('true');
    expect(run.report.findings[0].parts.accessKeyId).toBe(K.masked);
  }
});

test('other branches are looked for where the history is shorter than the checkout was to be deep', async () => {
  const hub = new Hub();
  hub.dev.commit('start', { a: 'a' });
  const head = hub.dev.commit('go on', { a: 'b' });
  hub.dev.git('checkout', '--quiet', '-b', 'other');
  hub.dev.commit('leak', { k: K.text });
  hub.dev.git('checkout', '--quiet', 'main');
  hub.dev.gitWith({ input: leak(2).text }, 'tag', '-a', 'v1', '-F', '-', '--cleanup=verbatim');
  hub.push('main', 'other', 'v1');
  const run = await runAction({ workspace: hub.checkout(head, 50), event: 'schedule', payload: {}, hub });
  expect(run.code, run.stdout).toBe(1);
  expect(run.outputs).toMatchObject({ findings: '2', complete: 'true' });
  const cut = { env: { GITHUB_SERVER_URL: 'file:///nowhere' } };
  const alone = await runAction({ workspace: hub.checkout(head, 50), event: 'schedule', payload: {}, ...cut });
  expect(alone.code).toBe(2);
  expect(alone.stdout).toContain('other branches and tags');
  const full = await runAction({ workspace: hub.checkout(head), event: 'schedule', payload: {}, ...cut });
  expect(full.code).toBe(1);
});

test('any other event has the files of HEAD scanned, from a shallow checkout without the network', async () => {
  const hub = new Hub();
  hub.dev.commit('past leak', { past: leak(3).text });
  hub.dev.commit('gone', { past: null });
  const head = hub.dev.commit('leak', { 'sub/k': K.text });
  const workspace = hub.push('main').checkout(head, 'shallow');
  for (const event of ['release', 'workflow_run', 'repository_dispatch', 'issue_comment', 'a\n::error::x']) {
    const run = await runAction({ workspace, event, payload: {} });
    expect(run.code, run.stdout).toBe(1);
    expect(run.outputs).toMatchObject({ findings: '1', complete: 'true' });
    expect(run.report.findings[0].sightings[0].path).toBe('sub/k');
  }
});
