/** T09 and T11 through the built action: log, annotations, summary, files and outputs. And every way to fail. */
import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder } from '../repo.ts';
import { Hub, leak, pushed, runAction, ZERO } from './runner.ts';

/** A push of `files` to a server, and its full checkout. */
function pushOf(files: Record<string, string | Buffer>, message = 'change') {
  const hub = new Hub();
  const before = hub.dev.commit('start', { start: 'x' });
  const after = hub.dev.commit(message, files);
  hub.push('main');
  return { hub, before, after, workspace: hub.checkout(after), event: 'push', payload: pushed(before, after) };
}

test('a finding is annotated at its line in the checked-out file', async () => {
  const push = pushOf({ 'app/key.ini': `\n\n${leak(1).text}` });
  const run = await runAction(push);
  expect(run.stdout).toMatch(/^::error file=app\/key\.ini,line=4,title=critical%3A aws-access-key::Long-term/m);
});

test('a file that is gone again has no annotation at a line', async () => {
  const hub = new Hub();
  const before = hub.dev.commit('start', { a: 'a' });
  hub.dev.commit('leak', { k: leak(1).text });
  const after = hub.dev.commit('remove', { k: null });
  hub.push('main');
  const run = await runAction({ workspace: hub.checkout(after), event: 'push', payload: pushed(before, after), hub });
  expect(run.stdout).toMatch(/^::error title=critical/m);
  expect(run.stdout).not.toContain('::error file=');
});

test('of many findings as many are annotated as GitHub shows, and the rest is told of', async () => {
  const files = Object.fromEntries(Array.from({ length: 15 }, (_, at) => [`f${at}.ini`, leak(at + 10).text]));
  const run = await runAction(pushOf(files));
  expect(run.stdout.match(/^::error /gm)).toHaveLength(10);
  expect(run.stdout).toContain('Not annotated: 5 findings.');
  expect(run.outputs.findings).toBe('15');
});

const NAMES = [
  'a\n::error::x',
  '::add-mask::y',
  '%0A::set-output name=z::1',
  '##[error]x',
  'x<img src=x onerror=1>',
  '`|[l](javascript:1)',
  '\u001b[2Jx',
  '\u202egnp.txt',
  'ghadelimiter_x',
];

test('names in a repository are no commands, no markup and no outputs', async () => {
  const files = Object.fromEntries(NAMES.map((name, at) => [name, leak(at + 40).text]));
  const push = pushOf(files, 'x\n::error::from a message\n');
  const run = await runAction({ ...push, inputs: { 'fail-on': 'critical' } });
  expect(run.outputs.findings).toBe(String(NAMES.length));
  const commands = run.stdout.split('\n').filter(line => /^\s*::/.test(line));
  for (const line of commands) expect(line).toMatch(/^::(error|warning|notice) ([a-z]+=[^:,]*,?)+::[^\r\n]*$/);
  expect(run.stdout).not.toContain('##[');
  expect(run.stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  expect(Object.keys(run.outputs).sort()).toEqual(
    [
      'commits-scanned',
      'complete',
      'exit-code',
      'findings',
      'objects-scanned',
      'range',
      'report-file',
      'sarif-file',
    ].sort(),
  );
  expect(run.summary).not.toContain('<img');
  expect(run.summary).not.toContain('javascript:');
  for (const line of run.summary.split('\n').filter(one => one.startsWith('|'))) expect(line).toMatch(/^\|.*\|$/);
});

test('no value leaves: not in the log, the summary, the outputs, the files, nor what is left on disk', async () => {
  const key = leak(1);
  const push = pushOf({ 'k.ini': key.text, [`${key.values[0]}.txt`]: 'named like the key' });
  const run = await runAction({ ...push, env: { RUNNER_DEBUG: '1' } });
  const left = readdirSync(run.temp, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
  for (const text of [run.stdout, run.stderr, run.summary, ...left]) {
    for (const value of key.values) {
      for (const form of [value, Buffer.from(value).toString('base64'), Buffer.from(value).toString('hex')]) {
        expect(text).not.toContain(form);
      }
    }
  }
  expect(run.code).toBe(1);
});

test('SARIF and JSON are written where the inputs say', async () => {
  const push = pushOf({ k: leak(1).text });
  const run = await runAction({ ...push, inputs: { 'sarif-file': 'out/r.sarif', 'report-file': 'out/r.json' } });
  expect(run.outputs['sarif-file']).toBe(join(push.workspace, 'out/r.sarif'));
  expect(existsSync(join(push.workspace, 'out/r.json'))).toBe(true);
  expect(run.sarif.runs[0].results).toHaveLength(1);
});

test.each(['/proc/x/r.json', '/dev/null/r.json'])(
  'a report at %s, where no file can be, ends the run at once, and that is told',
  async file => {
    const run = await runAction({ ...pushOf({ k: leak(1).text }), inputs: { 'report-file': file } });
    expect(run.stdout).toMatch(new RegExp(`(?:no folder can be made for|could not be written to) "${file}"`));
    expect(run.outputs).toMatchObject({ complete: 'false', 'exit-code': '2' });
    expect(run.code).toBe(2);
  },
);

test('fail-on decides, and the findings are reported all the same', async () => {
  const run = await runAction({ ...pushOf({ k: leak(1).text }), inputs: { 'fail-on': 'none' } });
  expect(run.code).toBe(0);
  expect(run.outputs).toMatchObject({ findings: '1', 'exit-code': '0' });
});

test('base and head take the place of the event', async () => {
  const push = pushOf({ k: leak(1).text });
  const run = await runAction({ ...push, event: 'release', payload: {}, inputs: { base: push.before } });
  expect(run.code).toBe(1);
  expect(run.outputs['commits-scanned']).toBe('1');
  const all = await runAction({ ...push, inputs: { base: ZERO, head: push.after } });
  expect(all.outputs).toMatchObject({ 'commits-scanned': '2', complete: 'true', 'exit-code': '1' });
  for (const head of ['nowhere', 'f'.repeat(40)])
    expect((await runAction({ ...push, inputs: { base: push.after, head } })).code).toBe(2);
});

test('of a range of the inputs without a commit the files are scanned, so that green never means nothing was read', async () => {
  const push = pushOf({ k: leak(1).text });
  const run = await runAction({ ...push, inputs: { mode: 'range', base: push.after } });
  expect(run.code).toBe(1);
  expect(run.outputs.range).toContain('its files');
});

test('the repository may lie below the workspace', async () => {
  const push = pushOf({ k: leak(1).text });
  const workspace = makeFolder();
  push.hub.dev.git('clone', '--quiet', push.hub.url, join(workspace, 'sub'));
  const run = await runAction({ ...push, workspace, inputs: { path: 'sub' } });
  expect(run.code, run.stdout).toBe(1);
  expect(run.stdout).toContain('::error file=sub/k,line=2,');
});

test('history that cannot be fetched makes the run fail, with what to do, and warn lets it pass with a warning', async () => {
  const hub = new Hub();
  const before = hub.dev.commit('start', { a: 'a' });
  hub.dev.commit('leak', { k: leak(1).text });
  const after = hub.dev.commit('remove', { k: null });
  hub.push('main');
  const options = { event: 'push', payload: pushed(before, after), env: { GITHUB_SERVER_URL: 'file:///nowhere' } };
  const run = await runAction({ ...options, workspace: hub.checkout(after, 'shallow') });
  expect(run.code, run.stdout).toBe(2);
  expect(run.outputs).toMatchObject({ complete: 'false', 'exit-code': '2' });
  expect(run.stdout).toContain('fetch-depth: 0');
  expect(run.summary).toContain('incomplete');
  expect(run.sarif.runs[0].invocations[0].executionSuccessful).toBe(false);
  const warned = await runAction({
    ...options,
    workspace: hub.checkout(after, 'shallow'),
    inputs: { 'on-incomplete': 'warn' },
  });
  expect(warned.code).toBe(0);
  expect(warned.outputs).toMatchObject({ complete: 'false', 'exit-code': '2' });
  expect(warned.stdout).toMatch(/^::warning title=keysift::/m);
});

test('the token reaches git through the environment alone, and for the server alone', async () => {
  const hub = new Hub();
  const before = hub.dev.commit('start', { a: 'a' });
  const after = hub.dev.commit('more', { b: 'b' });
  hub.push('main');
  const bin = makeFolder();
  const log = join(bin, 'log');
  const real = (process.env.PATH ?? '')
    .split(':')
    .map(one => join(one, 'git'))
    .find(one => existsSync(one));
  writeFileSync(join(bin, 'git'), `#!/bin/sh\necho "$@" >> '${log}.argv'\nenv >> '${log}.env'\nexec '${real}' "$@"\n`);
  chmodSync(join(bin, 'git'), 0o755);
  const token = 'a-token-of-a-test';
  const run = await runAction({
    workspace: hub.checkout(after, 'shallow'),
    event: 'push',
    payload: pushed(before, after),
    hub,
    inputs: { token },
    env: { PATH: `${bin}:${process.env.PATH}` },
  });
  expect(run.code, run.stdout).toBe(0);
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
  const env = readFileSync(`${log}.env`, 'utf8').split('\n');
  expect(env.filter(line => line.includes(basic))).toEqual([`GIT_CONFIG_VALUE_1=AUTHORIZATION: basic ${basic}`]);
  expect(env).toContain(`GIT_CONFIG_KEY_1=http.${hub.url}.extraheader`);
  for (const text of [readFileSync(`${log}.argv`, 'utf8'), run.stdout, run.stderr, run.summary]) {
    expect(text).not.toContain(basic);
    expect(text).not.toContain(token);
  }
});

test('whatever goes wrong ends with status 2 and one line of error', async () => {
  const push = pushOf({ k: leak(1).text });
  const cases = [
    { ...push, inputs: { mode: 'fast' } },
    { ...push, inputs: { 'fail-on': 'grave' } },
    { ...push, inputs: { path: 'nowhere' } },
    { ...push, inputs: { path: 'k' } },
    { ...push, inputs: { timeout: 'soon' } },
    { ...push, payload: {} },
    { ...push, env: { GITHUB_EVENT_PATH: '/nowhere' } },
    { ...push, env: { GITHUB_EVENT_NAME: '' } },
    { ...push, workspace: makeFolder() },
    { ...push, env: { PATH: makeFolder() } },
    { ...push, payload: pushed(ZERO, 'f'.repeat(40)) },
  ];
  for (const one of cases) {
    const run = await runAction(one);
    expect(run.code, run.stdout).toBe(2);
    expect(run.stdout).toMatch(/^::error title=keysift::.+\n$/);
    expect(run.stdout).not.toContain('internal error');
    expect(run.outputs).toEqual({ complete: 'false', 'exit-code': '2' });
  }
});

test('a repository without a commit has nothing to scan, and a run on it is not green', async () => {
  const hub = new Hub();
  const run = await runAction({ workspace: hub.dev.dir, event: 'release', payload: {} });
  expect(run.code).toBe(2);
});
