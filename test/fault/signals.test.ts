/** T19 through the built command line: a scan that is told to stop says that it is incomplete, and leaves no git behind. */
import { spawn } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeFolder, makeRepo, type TestRepo } from '../repo.ts';
import { key } from '../sources/scanning.ts';

const BIN = process.env.KEYSIFT_BIN ?? join(import.meta.dirname, '../../dist/cli.js');
let repo: TestRepo;
let shim: string;

beforeAll(() => {
  repo = makeRepo();
  repo.commit('one', { a: key(1) });
  // A git that never answers what the history is read by, and writes down its process.
  shim = makeFolder('keysift-slow-git');
  const real = repo.gitWith({}, '--exec-path');
  const script = `#!/bin/sh\ncase " $* " in *" cat-file "*) echo $$ >> ${shim}/pids; exec sleep 600 ;; esac\nexec ${real}/git "$@"\n`;
  writeFileSync(join(shim, 'git'), script);
  chmodSync(join(shim, 'git'), 0o755);
});

/** Starts a scan, sends signals once its git hangs, and gives what is left when all is over. */
async function interrupted(signals: readonly NodeJS.Signals[]) {
  writeFileSync(join(shim, 'pids'), '');
  const child = spawn(process.execPath, [BIN, 'scan', '--reader', 'git', '--no-cache'], {
    cwd: repo.dir,
    env: { PATH: `${shim}:${process.env.PATH}`, HOME: '/nonexistent' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  child.stdout.on('data', piece => {
    stdout += piece;
  });
  const ended = new Promise<[number | null, string | null]>(resolve =>
    child.on('close', (code, signal) => resolve([code, signal])),
  );
  const pids = () => readFileSync(join(shim, 'pids'), 'utf8').split('\n').filter(Boolean).map(Number);
  while (pids().length === 0) await wait(20);
  const started = Date.now();
  for (const signal of signals) child.kill(signal);
  const [code, signal] = await ended;
  const took = Date.now() - started;
  await wait(200);
  return { code, signal, stdout, took, left: pids().filter(isRunning) };
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('a scan that is stopped by', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('%s ends with %i, tells what it found, and is incomplete', async (signal, status) => {
    const run = await interrupted([signal]);
    expect(run.code).toBe(status);
    expect(run.took).toBeLessThan(5000);
    expect(run.left).toEqual([]);
    expect(run.stdout.split(/^INCOMPLETE /m)).toHaveLength(2);
    expect(run.stdout.split('a:1:1  working tree')).toHaveLength(2);
    expect(run.stdout).not.toMatch(/^Complete/m);
  });

  test('two signals ends at once, without a verdict', async () => {
    const run = await interrupted(['SIGINT', 'SIGTERM']);
    expect([130, 143]).toContain(run.code ?? (run.signal === 'SIGINT' ? 130 : 143));
    expect(run.took).toBeLessThan(5000);
    expect(run.left).toEqual([]);
  });
});
