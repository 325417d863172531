// T13: of a large store git answers in several streams at once. Whichever of them ends early, and however, nothing is lost
// unseen.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ReaderOptions } from '../../src/git/reader.ts';
import { accessKeyId } from '../generate/aws.ts';
import { bytes, integer, rng } from '../generate/random.ts';
import { comparable, type Reading, readByGit, readPlainly } from '../git/pack/both-readers.ts';
import { withShim } from '../git/shim.ts';
import { makeFolder, TestRepo } from '../repo.ts';

const BLOBS = 10_000;

/** Enough objects for two streams: versions of a large folder, with a submodule, a hundred keys, and a name that is one. */
function largeStore(): TestRepo {
  const repo = new TestRepo(makeFolder('streams'));
  repo.git('init', '-q', '--bare', '.');
  const random = rng(77);
  const stream: string[] = [];
  for (let i = 1; i <= BLOBS; i++) {
    const content = `${i}\n${'line\n'.repeat(i % 50)}${i % 100 === 0 ? accessKeyId({ rng: random, prefix: 'AKIA' }) : ''}\n`;
    stream.push(`blob\nmark :${i}\ndata ${content.length}\n${content}\n`);
  }
  for (let i = 0; i < 60; i++) {
    stream.push(`commit refs/heads/main\ncommitter C <c@example.invalid> ${1_700_000_000 + i} +0000\ndata 1\nx\n`);
    if (i === 0) for (let file = 0; file < 400; file++) stream.push(`M 100644 :${file + 1} file${1000 + file}\n`);
    if (i % 20 === 5) stream.push(`M 160000 ${bytes(random, 20).toString('hex')} module\n`);
    if (i === 30) stream.push(`M 100644 :7 ${accessKeyId({ rng: random, prefix: 'AKIA' })}\n`);
    stream.push(`M 100644 :${integer(random, 1, BLOBS)} file${1000 + integer(random, 0, 399)}\n\n`);
  }
  const input = Buffer.from(stream.join(''));
  repo.gitWith({ input }, '-c', 'fastimport.unpackLimit=0', 'fast-import', '--quiet', '--depth=10');
  return repo;
}

const repo = largeStore();
const plain = comparable(await readPlainly(repo.dir));

test('several streams tell the same as one in which every object is looked at', async () => {
  const log = join(makeFolder(), 'log');
  const shares: number[] = [];
  const onProgress: ReaderOptions['onProgress'] = done => shares.push(done);
  const note = `if [ "$sub" = cat-file ]; then echo "$*" >> ${log}; fi`;
  const reading = await withShim(note, () => readByGit(repo.dir, { onProgress }));
  expect(comparable(reading)).toEqual(plain);
  expect(reading.told.length).toBeGreaterThan(100);
  expect(reading.report.submodules.size).toBe(3);
  const calls = readFileSync(log, 'utf8').trim().split('\n');
  expect(calls.map(call => /cat-file (.*)/.exec(call)?.[1])).toEqual([
    '--batch-check=%(objectname) --batch-all-objects --unordered',
    '--batch --buffer',
    '--batch --buffer',
  ]);
  expect(shares.length).toBeGreaterThan(1);
  expect(shares.every((done, i) => done <= plain.objects.expected && done > (shares[i - 1] ?? 0))).toBe(true);
});

test('with one job there is one stream, which tells the same', async () => {
  expect(comparable(await readByGit(repo.dir, { jobs: 1 }))).toEqual(plain);
});

/** Spoils the first stream that reads objects, and no other. */
function first(then: string): string {
  const lock = join(makeFolder(), 'lock');
  return `case "$*" in *"--batch --buffer"*) if mkdir ${lock} 2>/dev/null; then ${then}; fi;; esac`;
}

function isWhole({ report, told }: Reading): boolean {
  return report.objects.scanned === plain.objects.scanned && JSON.stringify(told) === JSON.stringify(plain.told);
}

describe('one of the streams', () => {
  const cut = (bytes: number, death: string) => first(`"$GIT" "$@" 2>/dev/null | head -c ${bytes}; ${death}`);

  test.for(['kill -9 $$', 'kill -SEGV $$', 'exit 1'])(
    'ends early by %s: that is told, and the rest is read',
    async death => {
      for (const bytes of [0, 10, 41, 100, 50_000]) {
        const reading = await withShim(cut(bytes, death), () => readByGit(repo.dir));
        expect(
          reading.report.objects.failed.map(one => one.class),
          `${bytes}`,
        ).toEqual(['git']);
        expect(isWhole(reading), `${bytes}`).toBe(true);
      }
    },
  );

  test('ends early with exit status 0: that is told', async () => {
    for (const bytes of [41, 100, 50_000]) {
      const reading = await withShim(cut(bytes, 'exit 0'), () => readByGit(repo.dir));
      expect(reading.report.objects.failed, `${bytes}`).toHaveLength(1);
      expect(isWhole(reading), `${bytes}`).toBe(true);
    }
  });

  test('complains with exit status 0: that is told', async () => {
    const reading = await withShim(first('echo "error: no good" >&2'), () => readByGit(repo.dir));
    expect(reading.report.objects.failed.map(one => one.why)).toEqual(['error: no good']);
    expect(isWhole(reading)).toBe(true);
  });

  test('leaves out an object: that is told', async () => {
    const left = repo.git('rev-parse', 'main:file1000');
    const reading = await withShim(
      `case "$*" in *"--batch --buffer"*) grep -v ${left} | "$GIT" "$@"; exit 0;; esac`,
      () => readByGit(repo.dir),
    );
    expect(reading.report.objects.failed).toHaveLength(1);
    expect(isWhole(reading)).toBe(true);
  });

  test('answers in another order: nothing is lost by it', async () => {
    const reading = await withShim(`case "$*" in *"--batch --buffer"*) sort | "$GIT" "$@"; exit 0;; esac`, () =>
      readByGit(repo.dir),
    );
    expect(comparable(reading)).toEqual(plain);
  });
});

test.for(['exit 0', 'exit 1', 'kill -9 $$'])('a list of objects that ends early by %s is told', async death => {
  for (const bytes of [0, 20, 41, 100_000]) {
    const cut = `case "$*" in *batch-check*) "$GIT" "$@" 2>/dev/null | head -c ${bytes}; ${death};; esac`;
    const reading = await withShim(cut, () => readByGit(repo.dir));
    expect(reading.report.objects.failed.length, `${bytes}`).toBeGreaterThan(0);
    expect(isWhole(reading), `${bytes}`).toBe(true);
  }
});

test('a scan that is stopped stops all streams, and says what it has not read', async () => {
  const stop = new AbortController();
  const log = join(makeFolder(), 'log');
  const slow = `case "$*" in *"--batch --buffer"*) echo $$ >> ${log}; "$GIT" "$@" | head -c 100000; sleep 60;; esac`;
  setTimeout(() => stop.abort(), 1000);
  const reading = await withShim(slow, () => readByGit(repo.dir, { signal: stop.signal }));
  const { expected, scanned, failed } = reading.report.objects;
  expect(failed.some(one => one.class === 'timeout')).toBe(true);
  expect(scanned).toBeLessThan(plain.objects.scanned);
  expect(expected).toBe(scanned + failed.length);
  const alive = new Set(readdirSync('/proc'));
  const pids = readFileSync(log, 'utf8').trim().split('\n');
  expect(pids).toHaveLength(2);
  expect(pids.filter(pid => alive.has(pid))).toEqual([]);
});
