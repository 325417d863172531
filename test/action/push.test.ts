/** T32: the event `push`, through the built action, on real repositories. */
import { expect, test } from 'vitest';
import { Hub, leak, pushed, runAction, ZERO } from './runner.ts';

const K = leak(1);

test('a push is scanned from what was there before to what is there now', async () => {
  const hub = new Hub();
  hub.dev.commit('old leak', { 'old.txt': leak(2).text });
  const before = hub.dev.commit('start', { a: 'a' });
  hub.dev.commit('leak', { 'deploy.ini': K.text });
  const after = hub.dev.commit('remove', { 'deploy.ini': null });
  hub.push('main');
  const run = await runAction({ workspace: hub.checkout(after), event: 'push', payload: pushed(before, after), hub });
  expect(run.code).toBe(1);
  expect(run.outputs).toMatchObject({ findings: '1', complete: 'true', 'exit-code': '1', 'commits-scanned': '2' });
  expect(run.outputs.range).toContain(`${before.slice(0, 10)}..${after.slice(0, 10)}`);
  expect(run.report.findings[0].parts.accessKeyId).toBe(K.masked);
  expect(run.summary).toContain('deploy&#46;ini');
});

test('a push without a leak is green, and says what it scanned', async () => {
  const hub = new Hub();
  const before = hub.dev.commit('start', { 'old.txt': leak(2).text });
  const after = hub.dev.commit('fine', { a: 'b' });
  hub.push('main');
  const run = await runAction({ workspace: hub.checkout(after), event: 'push', payload: pushed(before, after), hub });
  expect(run.code).toBe(0);
  expect(run.outputs).toMatchObject({ findings: '0', complete: 'true', 'exit-code': '0', 'commits-scanned': '1' });
});

test('a key that only a merged branch has is found', async () => {
  const hub = new Hub();
  const before = hub.dev.commit('start', { a: 'a' });
  hub.dev.git('checkout', '--quiet', '-b', 'side');
  hub.dev.commit('leak', { 'side.env': K.text });
  hub.dev.commit('remove', { 'side.env': null });
  hub.dev.git('checkout', '--quiet', 'main');
  hub.dev.commit('main goes on', { b: 'b' });
  hub.dev.git('merge', '--quiet', '--no-ff', '-m', 'merge', 'side');
  const after = hub.dev.git('rev-parse', 'HEAD');
  hub.push('main');
  const run = await runAction({ workspace: hub.checkout(after), event: 'push', payload: pushed(before, after), hub });
  expect(run.code).toBe(1);
  expect(run.report.findings[0].sightings[0].path).toBe('side.env');
});

test('a push of 45 commits is scanned whole although the payload lists none', async () => {
  const hub = new Hub();
  const before = hub.dev.commit('start', { a: 'a' });
  hub.dev.commit('leak', { k: K.text });
  for (let at = 0; at < 44; at++) hub.dev.commit(`c${at}`, { k: `${at}` });
  const after = hub.dev.git('rev-parse', 'HEAD');
  hub.push('main');
  const run = await runAction({ workspace: hub.checkout(after), event: 'push', payload: pushed(before, after), hub });
  expect(run.code).toBe(1);
  expect(run.outputs['commits-scanned']).toBe('45');
});

test('of a new branch what the default branch does not have is scanned', async () => {
  const hub = new Hub();
  hub.dev.commit('old leak', { 'old.txt': leak(2).text });
  hub.push('main');
  hub.dev.git('checkout', '--quiet', '-b', 'topic');
  const after = hub.dev.commit('leak', { k: K.text });
  hub.push('topic');
  const payload = pushed(ZERO, after, { ref: 'refs/heads/topic' });
  for (const how of ['full', 'shallow'] as const) {
    const run = await runAction({
      workspace: hub.checkout(after, how, 'refs/remotes/origin/topic'),
      event: 'push',
      payload,
      hub,
    });
    expect(run.code, how).toBe(1);
    expect(
      run.report.findings.map((one: { parts: object }) => one.parts),
      how,
    ).toMatchObject([{ accessKeyId: K.masked }]);
    expect(run.outputs['commits-scanned'], how).toBe('1');
  }
});

test('two new branches that were pushed at once do not hide each other', async () => {
  const hub = new Hub();
  hub.dev.commit('start', { a: 'a' });
  hub.push('main');
  hub.dev.git('checkout', '--quiet', '-b', 'one');
  const after = hub.dev.commit('leak', { k: K.text });
  hub.dev.git('branch', 'two');
  hub.push('one', 'two');
  for (const branch of ['one', 'two']) {
    const payload = pushed(ZERO, after, { ref: `refs/heads/${branch}` });
    expect((await runAction({ workspace: hub.checkout(after), event: 'push', payload, hub })).code).toBe(1);
  }
});

test('the first push of the default branch is scanned whole', async () => {
  const hub = new Hub();
  hub.dev.commit('leak', { k: K.text });
  const after = hub.dev.commit('remove', { k: null });
  hub.push('main');
  const run = await runAction({ workspace: hub.checkout(after), event: 'push', payload: pushed(ZERO, after), hub });
  expect(run.code).toBe(1);
  expect(run.outputs['commits-scanned']).toBe('2');
});

test('a new branch at a known commit has its files scanned, so that green never means nothing was read', async () => {
  const hub = new Hub();
  const after = hub.dev.commit('clean', { a: 'a' });
  hub.push('main', 'main:refs/heads/release');
  const payload = pushed(ZERO, after, { ref: 'refs/heads/release' });
  const run = await runAction({ workspace: hub.checkout(after), event: 'push', payload, hub });
  expect(run.code).toBe(0);
  expect(Number(run.outputs['objects-scanned'])).toBeGreaterThan(0);
  expect(run.outputs.range).toContain('its files');
  const leaky = hub.dev.commit('leak', { k: K.text });
  hub.push('main', 'main:refs/heads/again');
  const again = pushed(ZERO, leaky, { ref: 'refs/heads/again' });
  expect((await runAction({ workspace: hub.checkout(leaky), event: 'push', payload: again, hub })).code).toBe(1);
});

test('a forced push is scanned on both sides: what was thrown away can still be downloaded', async () => {
  const hub = new Hub();
  const start = hub.dev.commit('start', { a: 'a' });
  const before = hub.dev.commit('leak', { k: K.text });
  hub.push('main');
  hub.dev.git('reset', '--quiet', '--hard', start);
  const after = hub.dev.commit('instead', { k: 'none' });
  hub.push('main');
  const payload = pushed(before, after, { forced: true });
  for (const how of ['full', 'shallow'] as const) {
    const run = await runAction({ workspace: hub.checkout(after, how), event: 'push', payload, hub });
    expect(run.code, `${how} ${run.stdout}`).toBe(1);
    expect(run.report.findings[0].sightings[0].commit, how).toBe(before);
    expect(run.outputs.complete, how).toBe('true');
  }
});

test('if what a forced push threw away is not to be had, the run is not green', async () => {
  const hub = new Hub();
  const start = hub.dev.commit('start', { a: 'a' });
  const before = hub.dev.commit('gone', { b: 'b' });
  hub.dev.git('reset', '--quiet', '--hard', start);
  const after = hub.dev.commit('instead', { c: 'c' });
  hub.push('main');
  const run = await runAction({
    workspace: hub.checkout(after),
    event: 'push',
    payload: pushed(before, after, { forced: true }),
    hub,
  });
  expect(run.code).toBe(2);
  expect(run.outputs.complete).toBe('false');
  expect(run.stdout).toContain('fetch-depth: 0');
});

test('both sides are scanned wherever git sees that something was thrown away, whatever the payload says', async () => {
  const hub = new Hub();
  const start = hub.dev.commit('start', { a: 'a' });
  hub.dev.commit('leak', { k: K.text });
  const before = hub.dev.commit('hide', { k: null });
  hub.push('main');
  hub.dev.git('reset', '--quiet', '--hard', start);
  const after = hub.dev.commit('instead', { k: 'none' });
  hub.push('main');
  for (const how of ['full', 'shallow'] as const) {
    const payload = pushed(before, after);
    const run = await runAction({ workspace: hub.checkout(after, how), event: 'push', payload, hub });
    expect(run.code, `${how} ${run.stdout}`).toBe(1);
    expect(run.outputs, how).toMatchObject({ findings: '1', 'commits-scanned': '3' });
  }
});

test('a tag of a blob or a tree is read, as a new one, and where a tag moved to it or away', async () => {
  const hub = new Hub();
  const commit = hub.dev.commit('start', { a: 'a' });
  hub.push('main');
  const blob = hub.dev.store('blob', K.text);
  hub.dev.git('tag', 'blob', blob);
  hub.dev.git('tag', 'tree', hub.dev.gitWith({ input: `100644 blob ${blob}\tk.env\n` }, 'mktree'));
  hub.dev.git('tag', '-a', '-m', 'x', 'noted', 'blob');
  hub.push('--tags');
  const workspace = hub.checkout(commit);
  for (const tag of ['blob', 'tree', 'noted']) {
    const oid = hub.dev.git('rev-parse', tag);
    for (const [before, after] of [
      [ZERO, oid],
      [commit, oid],
      [oid, commit],
    ] as const) {
      const payload = pushed(before, after, { ref: `refs/tags/${tag}` });
      const run = await runAction({ workspace, event: 'push', payload, hub });
      expect(run.code, `${tag} ${before} ${after} ${run.stdout}`).toBe(1);
      expect(run.outputs.complete).toBe('true');
    }
  }
});

test('a new branch is not compared with another one whose name only begins like the default branch', async () => {
  const hub = new Hub();
  hub.dev.git('checkout', '--quiet', '-b', 'main/next');
  hub.dev.commit('leak', { k: K.text });
  const after = hub.dev.commit('hide', { k: null });
  hub.push('main/next');
  const payload = pushed(ZERO, after, { ref: 'refs/heads/main/next' });
  const run = await runAction({ workspace: hub.checkout(after), event: 'push', payload, hub });
  expect(run.code).toBe(1);
  expect(run.outputs['commits-scanned']).toBe('2');
});

test('a lost commit before may be accepted as unread', async () => {
  const hub = new Hub();
  const after = hub.dev.commit('start', { a: 'a' });
  hub.push('main');
  const event = { event: 'push', payload: pushed('a'.repeat(40), after), hub };
  const inputs = { 'accept-unread': 'missing' };
  expect((await runAction({ ...event, workspace: hub.checkout(after) })).code).toBe(2);
  const run = await runAction({ ...event, workspace: hub.checkout(after), inputs });
  expect(run.code).toBe(0);
  expect(run.report.receipt.notes.join()).toContain(`accepted unread (missing): commit ${'a'.repeat(40)}`);
});

test('a deleted branch published nothing', async () => {
  const hub = new Hub();
  const before = hub.dev.commit('start', { k: K.text });
  hub.push('main');
  const payload = pushed(before, ZERO, { ref: 'refs/heads/topic' });
  const run = await runAction({ workspace: hub.checkout(before), event: 'push', payload, hub });
  expect(run.code).toBe(0);
  expect(run.outputs.range).toContain('deleted');
});

test('the message of a pushed tag is read, also if the tag names a known commit', async () => {
  const hub = new Hub();
  hub.dev.commit('start', { a: 'a' });
  hub.push('main');
  hub.dev.gitWith({ input: K.text }, 'tag', '-a', 'v1', '-F', '-', '--cleanup=verbatim');
  hub.push('v1');
  const after = hub.dev.git('rev-parse', 'v1');
  const payload = pushed(ZERO, after, { ref: 'refs/tags/v1' });
  const run = await runAction({ workspace: hub.checkout(after), event: 'push', payload, hub });
  expect(run.code).toBe(1);
  expect(run.report.findings[0].sightings[0].part).toBe('message');
});

test('a tag on commits that no branch has brings those commits', async () => {
  const hub = new Hub();
  hub.dev.commit('start', { a: 'a' });
  hub.push('main');
  const after = hub.dev.commit('leak', { k: K.text });
  hub.dev.git('tag', 'light');
  hub.push('light');
  const payload = pushed(ZERO, after, { ref: 'refs/tags/light' });
  const run = await runAction({ workspace: hub.checkout(after), event: 'push', payload, hub });
  expect(run.code).toBe(1);
});
