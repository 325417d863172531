import { expect, test } from 'vitest';
import { accessKeyId } from '../../generate/aws.ts';
import { bytes, rng } from '../../generate/random.ts';
import { makeFolder, TestRepo } from '../../repo.ts';
import { comparable, readBy, readByGit } from './both-readers.ts';
import { bundledReader } from './bundle.ts';

/** A pack of about 18 MB, enough to be worth threads: versions of binary files with keys at their ends. */
function largeRepository(): TestRepo {
  const repo = new TestRepo(makeFolder());
  repo.git('init', '-q', '--bare', '.');
  const random = rng(21);
  const stream: Buffer[] = [];
  for (let file = 0; file < 60; file++) {
    const base = bytes(random, 300_000);
    for (let version = 0; version < 3; version++) {
      const content = Buffer.concat([base, Buffer.from(`\n${accessKeyId({ rng: random, prefix: 'AKIA' })}\n`)]);
      stream.push(Buffer.from(`blob\ndata ${content.length}\n`), content, Buffer.from('\n'));
    }
  }
  repo.gitWith(
    { input: Buffer.concat(stream) },
    '-c',
    'fastimport.unpackLimit=0',
    'fast-import',
    '--quiet',
    '--depth=10',
  );
  return repo;
}

test('any number of threads tells the same as git', async () => {
  const readPacks = await bundledReader();
  const repo = largeRepository();
  const sound = await readByGit(repo.dir);
  expect(sound.told).toHaveLength(180);
  for (const jobs of [1, 2, 8]) {
    const shares: number[] = [];
    const reading = await readBy(readPacks, repo.dir, { jobs, onProgress: done => shares.push(done) });
    expect(reading.told[0]).toMatch(/"value":"A/);
    expect(shares.every(done => done <= 180)).toBe(true);
    expect(comparable(reading)).toEqual(comparable(sound));
    expect(reading.report.readers).toEqual({ pack: 180, git: 0 });
  }
});

test('threads that were started for packs with nothing to share out are sent home', async () => {
  const readPacks = await bundledReader();
  const repo = new TestRepo(makeFolder());
  repo.git('init', '-q', '--bare', '.');
  const content = Buffer.concat([
    bytes(rng(22), 17 << 20),
    Buffer.from(`\n${accessKeyId({ rng: rng(23), prefix: 'AKIA' })}\n`),
  ]);
  const input = Buffer.concat([Buffer.from(`blob\ndata ${content.length}\n`), content, Buffer.from('\n')]);
  repo.gitWith({ input }, '-c', 'fastimport.unpackLimit=0', 'fast-import', '--quiet');
  const reading = await readBy(readPacks, repo.dir, { jobs: 4 });
  expect(comparable(reading)).toEqual(comparable(await readByGit(repo.dir)));
  expect(reading.told).toHaveLength(1);
  await expect.poll(runningThreads).toEqual([]);
});

test('a scan that is stopped says so, and leaves no thread behind', async () => {
  const readPacks = await bundledReader();
  const repo = largeRepository();
  const reading = await readBy(readPacks, repo.dir, { signal: AbortSignal.abort() });
  expect(reading.report.objects.failed.map(one => one.class)).toContain('timeout');
  const { expected, scanned, failed } = reading.report.objects;
  expect(scanned).toBe(0);
  expect(expected).toBe(scanned + failed.length);
  await expect.poll(runningThreads).toEqual([]);
});

/** What of threads node knows of in this process. */
function runningThreads(): string[] {
  return process.getActiveResourcesInfo().filter(name => name === 'MessagePort' || name === 'Worker');
}
