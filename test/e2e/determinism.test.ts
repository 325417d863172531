/** T27: the same repository gives the same report, whatever the threads, the reader, the cache, the processors and git's pace. */
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { planted } from '../generate/noise.ts';
import { integer, oneOf, rng } from '../generate/random.ts';
import { withShim } from '../git/shim.ts';
import { growRepository } from '../property/grown-repository.ts';
import { makeFolder, TestRepo } from '../repo.ts';
import { BIN, keysift, type Run } from './keysift.ts';

const LONG = process.env.KEYSIFT_LONG === '1';
const RUNS = LONG ? 40 : 8;

/** Starts git late, and passes its output on in small pieces that come when they come. */
const SLOW = `
n=$(od -An -N1 -tu1 /dev/urandom)
sleep 0.0$((n % 4))
status=$(mktemp)
{ "$GIT" "$@"; echo $? > "$status"; } | dd bs=$((n * 13 + 1)) 2>/dev/null
read code < "$status"; rm -f "$status"; exit "$code"
`;

/** Packs, loose objects, branches, a stash, an index and a working tree, all with something to find. */
function repository(): TestRepo {
  const random = rng(27);
  const repo = new TestRepo(makeFolder());
  repo.git('clone', '-q', growRepository(random).dir, '.');
  for (let i = 0; i < 6; i++) repo.commit(`commit ${i}`, { [`f${i % 4}`]: planted(random) });
  repo.write('f0', planted(random)).git('stash');
  repo.write('staged', planted(random)).git('add', 'staged');
  repo.write('untracked', planted(random));
  return repo;
}

/** What a report says, without how long it took and which reader read it. */
function said(run: Run) {
  const { findings, receipt } = JSON.parse(run.stdout);
  const { seconds: _, readers: __, ...rest } = receipt;
  return { code: run.code, stderr: run.stderr, findings, receipt: rest };
}

test(`${RUNS} scans of one repository tell the same`, { timeout: 600_000 }, async () => {
  const { dir } = repository();
  const env = { XDG_CACHE_HOME: makeFolder('keysift-cache') };
  const always = ['--format', 'json', '--as-of', '2026-01-01', '--fail-on', 'low'];
  const first = said(await keysift(always, { cwd: dir }));
  expect(first.code).toBe(1);
  expect(first.receipt.complete).toBe(true);
  expect(first.findings.length).toBeGreaterThan(10);
  const random = rng(28);
  for (let run = 0; run < RUNS; run++) {
    const args = [...always, '--jobs', String([1, 2, 8][run % 3]), '--reader', oneOf(random, ['auto', 'pack', 'git'])];
    if (random() < 0.5) args.push('--no-cache');
    const isSlow = integer(random, 0, 1) === 1;
    const again = await withShim(isSlow ? SLOW : '', () => keysift(args, { cwd: dir, env }));
    expect(said(again), `${args.join(' ')}${isSlow ? ', slow git' : ''}`).toEqual(first);
  }
});

test.runIf(spawnSync('taskset', ['-c', '0', 'true']).status === 0)('on one processor, too', async () => {
  const { dir } = repository();
  const args = ['--format', 'json', '--as-of', '2026-01-01'];
  const pinned = spawnSync('taskset', ['-c', '0', process.execPath, BIN, ...args], {
    cwd: dir,
    env: { PATH: process.env.PATH, HOME: '/nonexistent' },
    encoding: 'utf8',
  });
  const free = said(await keysift(args, { cwd: dir }));
  expect(said({ code: pinned.status, signal: null, stdout: pinned.stdout, stderr: pinned.stderr })).toEqual(free);
});
