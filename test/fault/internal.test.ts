/** T20 through the built command line: whatever breaks inside keysift, there is a status of 2 and never a verdict. */
import { cpSync, existsSync, readdirSync, readlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { BIN, keysift, type Run } from '../e2e/keysift.ts';
import { manyKeys, scanUnderLoad } from '../e2e/load.ts';
import { bytes, rng } from '../generate/random.ts';
import { makeFolder, makeRepo, type TestRepo } from '../repo.ts';
import { key } from '../sources/scanning.ts';

/** Runs keysift with `code` run before it, in the same process. */
function sabotaged(code: string, repo: TestRepo, format = 'json'): Promise<Run> {
  const env = { NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(code)}` };
  return keysift(['--format', format], { cwd: repo.dir, env });
}

describe('a failure inside', () => {
  const repo = makeRepo();
  repo.commit('one', { a: key(1) });

  test.for([
    ['of a reporter', 'String.prototype.padEnd = () => { throw new Error("quoted") }', 'human'],
    ['of writing', 'process.stdout.write = () => { throw new Error("quoted") }', 'json'],
    ['of everything', 'JSON.stringify = () => { throw new Error("quoted") }', 'json'],
    ['that nothing waits for', 'setTimeout(() => { throw new Error("quoted") }, 100)', 'json'],
    ['of a promise that nothing waits for', 'setTimeout(() => Promise.reject(new Error("quoted")), 100)', 'json'],
    ['that is no error', 'setTimeout(() => { throw 1 }, 100)', 'sarif'],
  ] as const)('%s is told in one line and ends with 2', async ([, code, format]) => {
    const run = await sabotaged(code, repo, format);
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(/^keysift: internal error: [^\n]*please report it\n$/);
    expect(run.stderr).not.toMatch(/quoted"?\)? at|: quoted/);
    expect(run.stdout + run.stderr).not.toContain(key(1));
  });

  test('to settle ends with 2', async () => {
    expect((await sabotaged('Promise.race = () => new Promise(() => {})', repo)).code).toBe(2);
  });
});

describe('a thread of the pack reader', () => {
  const repo = makeRepo('--bare');
  const random = rng(1);
  const stream = Array.from({ length: 120 }, () => {
    const content = bytes(random, 150_000);
    return Buffer.concat([Buffer.from(`blob\ndata ${content.length}\n`), content, Buffer.from('\n')]);
  });
  repo.gitWith({ input: Buffer.concat(stream) }, '-c', 'fastimport.unpackLimit=0', 'fast-import', '--quiet');

  test.for([
    ['exits', 'process.exit(7)', 'internal'],
    ['throws', 'throw new Error("no")', 'internal'],
    ['waits for ever', 'await new Promise(() => {})', 'internal'],
    ['never ends', 'setInterval(() => {}, 1000)', 'timeout'],
    ['never ends and never looks up', 'for (;;);', 'timeout'],
    ['takes all memory that it may have', 'const a = []; for (;;) a.push(new Array(1000).fill(a.length));', 'internal'],
  ] as const)('that %s makes the scan incomplete', async ([, code, unread]) => {
    const dist = makeFolder('keysift-dist');
    cpSync(dirname(BIN), dist, { recursive: true });
    writeFileSync(join(dist, 'package.json'), '{"type":"module"}');
    writeFileSync(join(dist, 'worker.js'), code);
    const args = ['history', '--format', 'json', '--no-cache', '--jobs', '2', '--timeout', '2'];
    const started = Date.now();
    const env = { NODE_OPTIONS: '--max-old-space-size=64' };
    const run = await keysift(args, { cwd: repo.dir, bin: join(dist, 'cli.js'), env });
    expect(run.code).toBe(2);
    expect(Date.now() - started).toBeLessThan(15_000);
    const { receipt } = JSON.parse(run.stdout);
    expect(receipt.complete).toBe(false);
    expect(receipt.objects.failed.map((one: { class: string }) => one.class)).toContain(unread);
  });
});

test('a process that runs out of memory gives no verdict, no report and leaves no git behind', async () => {
  const repo = manyKeys(2000);
  const died = await scanUnderLoad(repo, ['--no-cache'], ['--max-old-space-size=12']);
  expect([0, 1]).not.toContain(died.code);
  expect(died.report).toBeNull();
  await expect.poll(() => processesIn(repo.dir), { timeout: 5000 }).toEqual([]);
});

/** Processes that were started in a folder; where the system does not tell, none. */
function processesIn(folder: string): string[] {
  if (!existsSync('/proc/self/cwd')) return [];
  return readdirSync('/proc').filter(name => {
    try {
      return /^\d+$/.test(name) && readlinkSync(`/proc/${name}/cwd`) === folder;
    } catch {
      // It ended while we looked.
      return false;
    }
  });
}
